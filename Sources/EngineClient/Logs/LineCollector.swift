/// Cuts output that comes in pieces into lines. Pieces may end anywhere, also within a character.
package struct LineCollector: Sendable {
    private var rest: [UInt8] = []

    package init() {}

    /// The lines that are whole now, without their ends.
    package mutating func take(_ bytes: some Sequence<UInt8>) -> [String] {
        rest += bytes
        guard let end = rest.lastIndex(of: UInt8(ascii: "\n")) else { return [] }
        let lines = rest[..<end].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        rest.removeSubrange(...end)
        return lines.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The last line, where the output did not end in a line feed.
    package mutating func finish() -> String? {
        defer { rest = [] }
        return rest.isEmpty ? nil : String(decoding: rest, as: UTF8.self)
    }
}
