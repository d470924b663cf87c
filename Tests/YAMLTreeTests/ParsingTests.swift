import Diagnostics
import Testing
import YAMLTree

@Suite struct ParsingTests {
    @Test(arguments: [
        ("a: 1", ["{a: 1}"]),
        ("", []),
        ("# only a remark\n", []),
        ("---\n", ["null"]),
        ("a: 1\n---\nb: 2\n...\n---\n- x\n", ["{a: 1}", "{b: 2}", "[\"x\"]"]),
        ("a:\n- b\n- - c\n  - {d: e}\n", ["{a: [\"b\", [\"c\", {d: \"e\"}]]}"]),
        ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", ["{a: \"x\ny\n\", b: \"x y\"}"]),
        ("\u{FEFF}a: b", ["{a: \"b\"}"]),
        ("a: &x {b: 1}\nc: *x\n", ["{a: {b: 1}, c: {b: 1}}"]),
        ("a: &k key\n*k : v\n", ["{a: \"key\", key: \"v\"}"]),
        ("a: &x 1\nb: &x 2\nc: *x", ["{a: 1, b: 2, c: 2}"]),
        ("a: &x [&x 1, *x]\nb: *x", ["{a: [1, 1], b: 1}"]),
        ("1: a\n'2': b\ntrue: c\n", ["{1: \"a\", 2: \"b\", true: \"c\"}"]),
    ])
    func readsDocuments(_ text: String, _ expected: [String]) {
        let (documents, diagnostics) = parse(text)
        #expect(diagnostics.isEmpty)
        #expect(documents.map(treeText) == expected)
    }

    @Test(arguments: [
        // Own keys count most, wherever they stand.
        ("b: &b {x: 1, y: 2}\na:\n  <<: *b\n  x: 3", "{x: 3, y: 2}"),
        ("b: &b {x: 1, y: 2}\na:\n  x: 3\n  <<: *b", "{x: 3, y: 2}"),
        // Of several sources the first one.
        ("b: &b {x: 1}\nc: &c {x: 2, z: 3}\na:\n  <<: [*b, *c]", "{x: 1, z: 3}"),
        ("a: {<<: {x: 1}, y: 2}", "{y: 2, x: 1}"),
        // What was merged into a source counts as its own.
        ("b: &b {x: 1}\nc: &c {<<: *b, y: 2}\na: {<<: *c}", "{y: 2, x: 1}"),
        // Only a plain `<<` merges.
        ("a: {\"<<\": {x: 1}}", "{<<: {x: 1}}"),
        ("a: {!!str <<: {x: 1}}", "{<<: {x: 1}}"),
        ("a: {!!merge <<: {x: 1}}", "{x: 1}"),
    ])
    func mergesLikeGo(_ text: String, _ expected: String) throws {
        let (documents, diagnostics) = parse(text)
        #expect(diagnostics.isEmpty)
        #expect(try treeText(#require(documents.first?["a"])) == expected)
    }

    @Test func tellsPlaces() throws {
        let text = "é: wörld\nlist:\n  - 'a b'   # remark\n  - |\n    text\nflow: [1, {a: b}]\nempty:\n"
        let (documents, _) = parse(text)
        let root = try #require(documents.first)
        #expect(placeText(root.range) == "1:1-7:7")
        guard case .mapping(let mapping) = root.content else { throw TreeError() }
        #expect(mapping.entries.map { placeText($0.key.range) } == ["1:1-1:2", "2:1-2:5", "6:1-6:5", "7:1-7:6"])
        #expect(placeText(root["é"]?.range) == "1:4-1:9")
        guard case .sequence(let items)? = root["list"]?.content else { throw TreeError() }
        #expect(placeText(root["list"]?.range) == "3:3-6:1")
        #expect(items.map { placeText($0.range) } == ["3:5-3:10", "4:5-6:1"])
        #expect(placeText(root["flow"]?.range) == "6:7-6:18")
        #expect(placeText(root["empty"]?.range) == "7:7-7:7")
    }

    @Test func remembersAliasSites() throws {
        let (documents, _) = parse("a: &x {k: 1}\nb: *x\nc:\n  <<: *x\n")
        let root = try #require(documents.first)
        #expect(root["a"]?.annotation == nil)
        #expect(placeText(root["b"]?.annotation?.aliasSite) == "2:4-2:6")
        #expect(placeText(root["b"]?.range) == "1:4-1:13")
        #expect(placeText(root["c"]?["k"]?.annotation?.aliasSite) == "4:7-4:9")
        #expect(placeText(root["c"]?.range) == "4:3-4:9")
    }

    @Test func keepsTags() throws {
        let (documents, diagnostics) = parse("a: !reset null\nb: !override [1]\nc: !!str 5\nd: !x {}\n")
        let root = try #require(documents.first)
        #expect(diagnostics.isEmpty)
        #expect(["a", "b", "c", "d"].map { root[$0]?.annotation?.tag } == ["!reset", "!override", "tag:yaml.org,2002:str", "!x"])
    }

    @Test func tellsWhichKeysAreStrings() throws {
        let (documents, _) = parse("a: \n1: \n'1x': \ntrue: \n~: \n'2': \nyes: \n1.5: \n")
        guard case .mapping(let mapping)? = documents.first?.content else { throw TreeError() }
        #expect(mapping.entries.map(\.key.isString) == [true, false, true, false, false, true, true, false])
    }

    @Test(arguments: [false, true])
    func readsUTF16(bigEndian: Bool) {
        var bytes: [UInt8] = []
        for unit in "\u{FEFF}a: \"é😀\"".utf16 {
            bytes += bigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
        }
        let parsed = YAMLParser.parse(bytes, file: testFile)
        #expect(parsed.diagnostics.isEmpty)
        #expect(parsed.documents.map(treeText) == ["{a: \"é😀\"}"])
    }
}

struct TreeError: Error {}

extension Node {
    /// The value under a key of a mapping.
    subscript(key: String) -> Node? {
        guard case .mapping(let mapping) = content else { return nil }
        return mapping[key]
    }
}
