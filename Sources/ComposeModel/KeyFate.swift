/// What becomes of one key on each target. A row of the tables that translation, `skep check` and the documentation share.
package struct KeyFate: Sendable {
    package enum Fate: Sendable, Hashable {
        /// The engine does what the file says.
        case applied
        /// Something else does what the file says: how.
        case emulated(String)
        /// Nothing happens, and nothing needs to: why.
        case ignored(String)
        /// Nothing happens although it should: what to do instead.
        case impossible(String)
    }

    /// The keys below a service (or another resource), joined by dots: `build`, `networks.*.priority`.
    package let path: String
    package let swarm: Fate
    package let host: Fate
    /// Whether something is less protected when the key is lost.
    package let protects: Bool

    package init(_ path: String, swarm: Fate, host: Fate = .applied, protects: Bool = false) {
        self.path = path
        self.swarm = swarm
        self.host = host
        self.protects = protects
    }

    /// The path's keys.
    package var keys: [String] { path.split(separator: ".").map(String.init) }
}
