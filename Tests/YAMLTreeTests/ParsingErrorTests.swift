import Diagnostics
import Testing
import YAMLTree

@Suite struct ParsingErrorTests {
    @Test(
        arguments: [
            ("a: 1\nb: 2\na: 3\n", ["3:1 yaml.key.duplicate"]),
            ("a: {x: 1, x: 2, x: 3}", ["1:11 yaml.key.duplicate", "1:17 yaml.key.duplicate"]),
            ("1: a\n\"1\": b", ["2:1 yaml.key.duplicate"]),
            ("a: &a {}\nb:\n  <<: *a\n  <<: *a\n", ["4:3 yaml.key.duplicate"]),
            ("a: *none\nb: *other\n", ["1:4 yaml.alias.unknown", "2:4 yaml.alias.unknown"]),
            ("a: &x 1\n---\nb: *x", ["3:4 yaml.alias.unknown"]),
            ("a: &x [1, *x]", ["1:11 yaml.alias.recursive"]),
            ("a: {{ name }}", ["1:5 yaml.key.kind"]),
            ("<<: 5", ["1:5 yaml.merge"]),
            ("<<:", ["1:4 yaml.merge"]),
            ("l: &l [{a: 1}]\nb:\n  <<: *l", ["3:7 yaml.merge"]),
            ("s: &s x\nb: {<<: [*s, {a: 1}]}", ["2:10 yaml.merge"]),
            ("a: !!int x\nb: !!bool 1\nc: !!float 1\nd: !!null ~\ne: !!str 1", ["1:4 yaml.tag", "2:4 yaml.tag"]),
            ("a:\n\tb: 1", ["2:1 yaml.syntax"]),
            ("a: b: c", ["1:5 yaml.syntax"]),
            ("a: [1, 2\nb: 3", ["2:2 yaml.syntax"]),
            ("a: 'open", ["1:4 yaml.syntax"]),
            ("a: 1\nb\nc: 2", ["2:1 yaml.syntax"]),
            ("a: @x", ["1:4 yaml.syntax"]),
            ("a: \"C:\\Users\"", ["1:9 yaml.syntax"]),
            ("a:\n  - b\n c: d", ["3:2 yaml.syntax"]),
            ("a: \u{7}", ["1:4 yaml.encoding"]),
            ("é: ok\nb: é\u{1}", ["2:5 yaml.encoding"]),
        ] as [(String, [String])])
    func tellsWhatIsWrong(_ text: String, _ expected: [String]) {
        #expect(problemTexts(parse(text).diagnostics) == expected)
    }

    @Test func showsBothPlacesOfADuplicate() throws {
        let diagnostic = try #require(parse("a: 1\nb: 2\na: 3\n").diagnostics.first)
        #expect(diagnostic.labels.map(\.text) == ["first defined here"])
        #expect(placeText(diagnostic.labels.first?.range) == "1:1-1:2")
        #expect(placeText(diagnostic.range) == "3:1-3:2")
    }

    @Test func keepsTheFirstOfADuplicateAndGoesOn() {
        #expect(parse("a: 1\na: 2\nb: 3").documents.map(treeText) == ["{a: 1, b: 3}"])
    }

    @Test func findsDuplicatesInLongMappings() {
        let lines = (0..<50_000).map { "key\($0): \($0)" } + ["key7: again", "key49999: again"]
        let (documents, diagnostics) = parse(lines.joined(separator: "\n"))
        #expect(problemTexts(diagnostics) == ["50001:1 yaml.key.duplicate", "50002:1 yaml.key.duplicate"])
        #expect(diagnostics.first.map { placeText($0.labels.first?.range) } == "8:1-8:5")
        guard case .mapping(let mapping)? = documents.first?.content else { return #expect(Bool(false), "not a mapping") }
        #expect(mapping.entries.count == 50_000)
    }

    @Test func keepsDocumentsBeforeASyntaxError() {
        let (documents, diagnostics) = parse("a: 1\n---\nb: [\n")
        #expect(documents.map(treeText) == ["{a: 1}"])
        #expect(diagnostics.count == 1)
    }

    @Test(
        arguments: [
            ([UInt8]("a: ".utf8) + [0xFF, 0xFE], "1:4 yaml.encoding"),
            ([UInt8]("é: ü\nb: ".utf8) + [0xC3], "2:4 yaml.encoding"),
            ([UInt8]("a: ".utf8) + [0xED, 0xA0, 0x80], "1:4 yaml.encoding"),
            ([0xFF, 0xFE, 0x61, 0x00, 0x0A, 0x00, 0x62, 0x00, 0x00, 0xD8, 0x61, 0x00], "2:3 yaml.encoding"),
            ([0xFF, 0xFE, 0x61], "1:1 yaml.encoding"),
        ] as [([UInt8], String)])
    func rejectsBrokenEncodings(_ bytes: [UInt8], _ expected: String) {
        #expect(problemTexts(YAMLParser.parse(bytes, file: testFile).diagnostics) == [expected])
    }

    @Test(arguments: ["[", "{a: ", "- ", "? ", "a:\n", "[{a: "])
    func stopsAtDepth(_ opening: String) {
        var text = String(repeating: opening, count: 100_000)
        if opening.hasSuffix("\n") { text = (0..<2_000).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n") }
        let (documents, diagnostics) = parse(text)
        #expect(documents.isEmpty)
        #expect(diagnostics.map(\.id) == ["yaml.depth"])
    }

    @Test func countsDepthThroughAliases() {
        let lines = ["a0: &a0 [x]"] + (1..<1_000).map { "a\($0): &a\($0) [*a\($0 - 1)]" }
        let (_, diagnostics) = parse(lines.joined(separator: "\n"))
        #expect(problemTexts(diagnostics) == ["256:14 yaml.depth"])
    }

    @Test func stopsAliasBombs() {
        let lines =
            ["a: &a [x, x, x, x, x, x, x, x, x]"]
            + zip("bcdefghij", "abcdefghi").map { name, last in
                "\(name): &\(name) [" + (0..<9).map { _ in "*\(last)" }.joined(separator: ", ") + "]"
            }
        let (documents, diagnostics) = parse(lines.joined(separator: "\n"))
        #expect(documents.isEmpty)
        #expect(diagnostics.map(\.id) == ["yaml.alias.expansion"])
    }

    @Test func countsMergedEntriesAsExpanded() {
        let base = "x: &x {a: 1, b: 2, c: 3}\n"
        let uses = (0..<10).map { "u\($0): {<<: *x}" }.joined(separator: "\n")
        #expect(parse(base + uses, limits: YAMLLimits(expandedNodes: 70)).diagnostics.isEmpty)
        #expect(problemTexts(parse(base + uses, limits: YAMLLimits(expandedNodes: 69)).diagnostics) == ["11:10 yaml.alias.expansion"])
    }
}
