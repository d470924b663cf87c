import Diagnostics
import Testing
import YAMLTree

/// A long text is read ahead on another thread, which must not show.
@Suite struct LongTextTests {
    /// More than the events of several batches, and than the length from which a text is long.
    private static let lines = (0..<6_000).map { "- {key\($0): [a, 'b', \"c\"], text: a longer text, number \($0)}" }

    @Test func aLongTextIsReadWhole() throws {
        let parsed = parse(Self.lines.joined(separator: "\n"))
        #expect(parsed.diagnostics.isEmpty)
        guard case .sequence(let items) = try #require(parsed.documents.first).content else { throw NotASequence() }
        #expect(items.count == Self.lines.count)
        #expect(items.indices.allSatisfy { items[$0].range.start.line == UInt32($0 + 1) })
        #expect(treeText(items[5_999]) == "{key5999: [\"a\", \"b\", \"c\"], text: \"a longer text\", number 5999: null}")
    }

    /// What stops libyaml is told where it stands; what stops us ends the other thread.
    @Test(arguments: [
        ("- {a: b", "yaml.syntax"), ("- *nowhere", "yaml.alias.unknown"), ("- " + String(repeating: "[", count: 300), "yaml.depth"),
    ])
    func aLongTextEndsAtItsError(_ wrong: String, _ id: Diagnostic.ID) {
        for position in [0, 3_000, 6_000] {
            var lines = Self.lines
            lines.insert(wrong, at: position)
            let first = parse(lines.joined(separator: "\n")).diagnostics.first
            #expect(first?.id == id)
            #expect((first?.range?.start.line ?? 0) >= UInt32(position + 1))
        }
    }

    private struct NotASequence: Error {}
}
