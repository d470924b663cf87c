import ComposeLoading
import Diagnostics
import Testing

@Suite struct DotenvTests {
    private func parse(_ text: String) -> (entries: [EnvironmentFileEntry], diagnostics: [Diagnostic]) {
        DotenvFile.parse(Array(text.utf8), file: sampleFile, variables: sampleVariables)
    }

    /// The right sides are what compose-go 2.13's parser makes of the left ones.
    private static let values: [(String, [String])] = [
        ("A=b", ["A=b"]), ("A=b\nC=d\n", ["A=b", "C=d"]), ("", []), ("\n \n# remark\n", []), ("\u{FEFF}A=b", ["A=b"]),
        ("A: b", ["A=b"]), ("export A=b", ["A=b"]), ("export\tA = b ", ["A=b"]), ("exported=1", ["exported=1"]), ("  A  =  b  ", ["A=b"]),
        ("A=", ["A="]), ("A=\nB=c", ["A=", "B=c"]), ("A=b\r\nC=d\r\n", ["A=b", "C=d"]), ("a.b-c[0]_=x", ["a.b-c[0]_=x"]), ("é=x", ["é=x"]),
        ("A=b # remark", ["A=b"]), ("A=b# no remark", ["A=b# no remark"]), ("A=#x", ["A=#x"]), ("A=b\t#x", ["A=b\t#x"]),
        ("A=a b  c", ["A=a b  c"]),
        ("A=b=c:d", ["A=b=c:d"]),
        ("A='b # c' # remark", ["A=b # c"]), ("A='$V \\n'", ["A=$V \\n"]), ("A='it\\'s'", ["A=it's"]),
        ("A='x\ny'\nB=z", ["A=x\ny", "B=z"]),
        ("A=\"b\\nc\"", ["A=b\nc"]), ("A=\"a\\tb\\\"c\\\\d\"", ["A=a\tb\"c\\d"]), ("A=\"\\0101\\07\\x41\"", ["A=A\\07\\x41"]),
        ("A=\"\\0351\"", ["A=é"]), ("A=\"x\ny\"", ["A=x\ny"]), ("A=\"$V ${U:-d} \\$V $$V\"", ["A=val d $V $V"]), ("A=b\\nc", ["A=b\\nc"]),
        ("A=$V/${W}", ["A=val/w"]), ("A=1\nB=${A}2\nC=$B$A", ["A=1", "B=12", "C=121"]), ("V=mine\nB=$V", ["V=mine", "B=val"]),
        ("A=\"x\" B=y", ["A=x", "B=y"]), ("A=1\nA=2", ["A=1", "A=2"]), ("A=a'b'", ["A=a'b'"]),
        ("V", ["V=val"]), ("V\nU\nA=b", ["V=val", "U", "A=b"]), ("A=b\nA", ["A=b", "A"]),
    ]

    @Test(arguments: values)
    func readsValues(_ text: String, _ expected: [String]) {
        let (entries, diagnostics) = parse(text)
        #expect(diagnostics.isEmpty)
        #expect(entries.map { entry in entry.value.map { "\(entry.name)=\($0)" } ?? entry.name } == expected)
    }

    private static let problems: [(String, [String], [String])] = [
        ("A B=c\nD=e", ["1:1-4 env-file.name"], ["D"]),
        ("A=1\n  B!=c\nD=e", ["2:4-5 env-file.name"], ["A", "D"]),
        ("=x\nD=e", ["1:1-2 env-file.name"], ["D"]),
        ("A=1\nB='x\nD=e", ["2:3-4 env-file.quotes"], ["A", "D"]),
        ("A=\"x\\\"\nD=e", ["1:3-4 env-file.quotes"], ["D"]),
        ("A=${\nD=e", ["1:3-4 interpolation.syntax"], ["D"]),
        ("A=${U:?m}\nD=e", ["1:3-4 interpolation.required"], ["D"]),
        ("A=$U\nD=e", ["1:3-4 interpolation.unset"], ["A", "D"]),
    ]

    @Test(arguments: problems)
    func tellsProblemsAndGoesOn(_ text: String, _ expected: [String], _ names: [String]) {
        let (entries, diagnostics) = parse(text)
        #expect(diagnostics.map { "\(placeText($0.range)) \($0.id)" } == expected)
        #expect(entries.map(\.name) == names)
    }

    @Test func keepsPlaces() {
        let (entries, _) = parse("# x\nA=\"1\n2\"\n  export B=2\n")
        #expect(entries.map { placeText($0.range) } == ["2:1-2", "4:10-11"])
    }

    @Test func namesItsLinesAsOrigin() {
        let scope = VariableScope(parse("A=1\nB=2\nA=3\nU").entries, path: ".env")
        #expect(scope["A"] == .init("3", from: ".env:3"))
        #expect(scope["U"] == nil)
    }

    @Test func tellsNoValues() {
        let (_, diagnostics) = parse("A='hunter2\nB=hunter2 ${\nC=${hunter2\nD hunter2=x\n")
        #expect(!diagnostics.isEmpty)
        #expect(!diagnostics.contains { $0.message.contains("hunter2") })
    }

    @Test(arguments: ["A=\"x\" ", "A=$A\n", "A\n", "=\n", "A='x\n", "export ", "é"])
    func staysFastOnLongFiles(_ part: String) {
        let start = ContinuousClock.now
        _ = parse(String(repeating: part, count: 20_000))
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}
