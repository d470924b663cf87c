import EngineClient

/// What a builder says, in lines, without the blank ones.
package struct BuilderLines: Sendable {
    private var lines = LineCollector()

    /// A builder that has said nothing.
    package init() {}

    /// The lines that these bytes complete.
    package mutating func take(_ bytes: some Sequence<UInt8>) -> [String] { lines.take(bytes).filter(Self.isSpoken) }

    /// The last line, where it has no end.
    package mutating func finish() -> [String] { (lines.finish().map { [$0] } ?? []).filter(Self.isSpoken) }

    private static func isSpoken(_ line: String) -> Bool { !line.allSatisfy(\.isWhitespace) }
}
