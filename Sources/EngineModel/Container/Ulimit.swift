/// A resource limit of processes.
package struct Ulimit: Hashable, Codable, Sendable {
    /// Such as `nofile`.
    package var name: String
    /// The bound; -1 is without limit.
    package var hard: Int64
    /// The value at start.
    package var soft: Int64

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case hard = "Hard"
        case soft = "Soft"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(name: String, hard: Int64, soft: Int64) {
        self.name = name
        self.hard = hard
        self.soft = soft
    }
}
