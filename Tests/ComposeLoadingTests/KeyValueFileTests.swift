import ComposeLoading
import Diagnostics
import Testing

@Suite struct KeyValueFileTests {
    /// As docker/cli's kvfile reads them.
    private static let values: [(String, [String])] = [
        ("A=b", ["A=b"]), ("A=b\r\nC=d\n", ["A=b", "C=d"]), ("\u{FEFF}A=b", ["A=b"]), ("", []), ("\n# x\n   # y\n \t\n", []),
        ("  A= b # c ", ["A= b # c "]), ("A=\"b\"", ["A=\"b\""]), ("A=$V", ["A=$V"]), ("A=b=c", ["A=b=c"]), ("A=", ["A="]),
        ("a!b=c", ["a!b=c"]),
        ("V\nU\n", ["V=val", "U"]), ("A=1\nA=2", ["A=1", "A=2"]), ("A=é", ["A=é"]),
    ]

    @Test(arguments: values)
    func readsValues(_ text: String, _ expected: [String]) {
        let (entries, diagnostics) = KeyValueFile.parse(Array(text.utf8), file: sampleFile, variables: sampleVariables)
        #expect(diagnostics.isEmpty)
        #expect(entries.map { entry in entry.value.map { "\(entry.name)=\($0)" } ?? entry.name } == expected)
    }

    private static let problems: [([UInt8], [String], Int)] = [
        (Array("export A=b\nC=d".utf8), ["1:1-9 env-file.name"], 1),
        (Array("A =b\n=x\nC=d".utf8), ["1:1-3 env-file.name", "2:1-2 env-file.name"], 1),
        ([0x41, 0x3D, 0xFF, 0x0A, 0x42, 0x3D], ["1:1-2 env-file.encoding"], 1),
        (
            Array(("A=" + String(repeating: "x", count: 65_533) + "\nB=" + String(repeating: "x", count: 65_534)).utf8),
            ["2:1-2 env-file.line"], 1
        ),
    ]

    @Test(arguments: problems)
    func tellsProblems(_ bytes: [UInt8], _ expected: [String], _ entryCount: Int) {
        let (entries, diagnostics) = KeyValueFile.parse(bytes, file: sampleFile, variables: sampleVariables)
        #expect(diagnostics.map { "\(placeText($0.range)) \($0.id)" } == expected)
        #expect(entries.count == entryCount)
    }
}
