import Diagnostics
import TestSupport
import Testing
import YAMLTree

@Suite struct WriterTests {
    /// Texts and how they are written as the value of a key.
    static let scalars: [(text: String, written: String)] = [
        ("nginx:1.25", "nginx:1.25"), ("10.0.0.1", "10.0.0.1"), ("", "\"\""), ("yes", "\"yes\""), ("No", "\"No\""), ("22:22", "\"22:22\""),
        ("8080", "\"8080\""), ("1e3", "\"1e3\""), ("0123", "\"0123\""), ("1_000", "\"1_000\""), ("2024-01-31", "\"2024-01-31\""),
        ("null", "\"null\""), ("~", "\"~\""), ("true", "\"true\""), ("a: b", "'a: b'"), ("a #b", "'a #b'"), ("#a", "'#a'"), (" a", "' a'"),
        ("a ", "'a '"), ("-a", "-a"), ("- a", "'- a'"), ("--flag", "'--flag'"), ("*", "'*'"), ("it's: x", "\"it's: x\""),
        ("a\tb", "\"a\\tb\""), ("a:", "'a:'"), ("/var/lib", "/var/lib"), ("node.role == manager", "node.role == manager"),
        ("\u{1}", "\"\\x01\""), ("http://x/", "http://x/"), ("<<", "\"<<\""), ("%a", "'%a'"), (".5", "\".5\""), ("grün", "grün"),
    ]

    @Test(arguments: scalars) func scalarsAreQuotedExactlyWhereNeeded(text: String, written: String) {
        #expect(YAMLWriter.text(of: .mapping(["key": .text(text)])) == "key: \(written)\n")
    }

    @Test func blocksKeepTheirLines() {
        #expect(YAMLWriter.text(of: .mapping(["k": .text("a\n  b\n")])) == "k: |\n  a\n    b\n")
        #expect(YAMLWriter.text(of: .mapping(["k": .text("a\n\nb")])) == "k: |-\n  a\n\n  b\n")
        #expect(YAMLWriter.text(of: .mapping(["k": .text("a\n\n")])) == "k: |+\n  a\n\n")
    }

    @Test func collectionsLookAsDockersDo() {
        let tree = Node.mapping([
            "list": .sequence([.mapping(["a": .plain("1"), "b": .text("x")]), .text("two"), .sequence([.text("in"), .text("ner")])]),
            "empty": .sequence([]), "none": .mapping([:]), "nothing": .plain("null"),
        ])
        let expected = """
            list:
              - a: 1
                b: x
              - two
              - - in
                - ner
            empty: []
            none: {}
            nothing: null

            """
        #expect(YAMLWriter.text(of: tree) == expected)
    }

    @Test func jsonKeepsOrderAndKinds() {
        let tree = Node.mapping([
            "b": .sequence([.plain("1"), .text("1"), .plain("true"), .plain("~"), .plain("1.50")]), "a": .text("\"/\\\n\u{1}é"),
        ])
        let expected = """
            {
              "b": [
                1,
                "1",
                true,
                null,
                1.5
              ],
              "a": "\\"/\\\\\\n\\u0001é"
            }
            """
        #expect(JSONWriter.text(of: tree) == expected)
    }

    /// Whatever a text is, it is read again as the same text.
    @Test func whatIsWrittenIsReadAgain() {
        var random = SeededGenerator(seed: 0x5EED)
        let alphabet = Array("ab1 :#-'\"\\\n\t,[]{}&*!|>%@`?=~.yn0xeé中\u{7f}\u{85}\u{feff}$_+TZ")
        for _ in 0..<20_000 {
            let text = String((0..<Int.random(in: 0...8, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })
            let written = YAMLWriter.text(of: .mapping(["k": .sequence([.text(text)]), "l": .text(text)]))
            let map = SourceFileID(index: 0)
            let parsed = YAMLParser.parse(Array(written.utf8), file: map)
            let list = parsed.documents.first?.entry("k")
            #expect(
                parsed.diagnostics.isEmpty && parsed.documents.first?.entry("l")?.stringValue == text,
                "seed 0x5EED: \(text.debugDescription) as \(written)")
            #expect(list?.firstItem?.stringValue == text, "seed 0x5EED: \(text.debugDescription) as \(written)")
        }
    }
}

extension Node {
    private static let place = SourceRange(
        file: SourceFileID(index: 0), start: SourcePosition(line: 1, column: 1), end: SourcePosition(line: 1, column: 1))

    fileprivate static func text(_ text: String) -> Node { Node(.scalar(Scalar(text, style: .doubleQuoted)), range: place) }
    fileprivate static func plain(_ text: String) -> Node { Node(.scalar(Scalar(text)), range: place) }
    fileprivate static func sequence(_ items: [Node]) -> Node { Node(.sequence(items), range: place) }
    fileprivate static func mapping(_ entries: KeyValuePairs<String, Node>) -> Node {
        Node(.mapping(Mapping(entries.map { Mapping.Entry(key: Mapping.Key($0, range: place), value: $1) })), range: place)
    }

    fileprivate func entry(_ key: String) -> Node? {
        if case .mapping(let mapping) = content { return mapping[key] }
        return nil
    }

    fileprivate var firstItem: Node? {
        if case .sequence(let items) = content { return items.first }
        return nil
    }

    fileprivate var stringValue: String? {
        guard case .scalar(let scalar) = content, resolved == .string else { return nil }
        return scalar.text
    }
}
