import EngineClient
import Testing

@Suite struct IgnoreRulesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let rules: String
        let out: [String]
        let kept: [String]
        var testDescription: String { rules.debugDescription }
    }

    /// As docker's client and its builder decide (moby/patternmatcher).
    static let cases: [Case] = [
        Case(rules: "", out: [], kept: ["a", "a/b", ".git"]),
        Case(rules: "# a\n\n  \n", out: [], kept: ["a", "# a"]),
        Case(rules: "node_modules", out: ["node_modules", "node_modules/x/y"], kept: ["web/node_modules", "node_modules2"]),
        Case(rules: "/logs/\n./tmp//x", out: ["logs", "logs/a", "tmp/x"], kept: ["a/logs", "tmp"]),
        Case(rules: "a/../b", out: ["b"], kept: ["a"]),
        Case(rules: "*.md", out: ["README.md"], kept: ["docs/README.md", "README.mdx"]),
        Case(rules: "*/temp*", out: ["a/temp", "a/temporary.txt", "a/temp/b"], kept: ["temp", "a/b/temp"]),
        Case(rules: "temp?", out: ["tempa"], kept: ["temp", "tempab", "temp/"]),
        Case(rules: "**/*.go", out: ["x.go", "a/x.go", "a/b/x.go"], kept: ["x.gof"]),
        Case(rules: "**/.git", out: [".git", "a/.git", "a/.git/config"], kept: ["a.git", "x.git/y"]),
        Case(rules: "a/**", out: ["a/b", "a/b/c"], kept: ["a", "ab"]),
        Case(rules: "a/**/z", out: ["a/z", "a/b/z", "a/b/c/z"], kept: ["a/bz", "z"]),
        Case(rules: "*.md\n!README.md", out: ["a.md"], kept: ["README.md"]),
        Case(rules: "!README.md\n*.md", out: ["README.md"], kept: []),
        Case(rules: "docs\n!docs/keep", out: ["docs", "docs/a"], kept: ["docs/keep", "docs/keep/b"]),
        Case(rules: "*\n!src/**\nsrc/*.log", out: ["a", "src", "src/x.log"], kept: ["src/x.c", "src/a/x.log"]),
        Case(rules: "file[0-9a-c].txt", out: ["file7.txt", "fileb.txt"], kept: ["filed.txt", "file.txt", "file77.txt"]),
        Case(rules: "file[^0-9].txt", out: ["filea.txt"], kept: ["file1.txt", "file/.txt"]),
        Case(rules: "a\\*b\n\\#x", out: ["a*b", "#x"], kept: ["axb"]),
        Case(rules: "open[a", out: ["open[a"], kept: ["opena"]),
        Case(rules: "été", out: ["été"], kept: ["ete"]),
        Case(rules: "\u{FEFF}bom", out: ["bom"], kept: []),
        Case(rules: "windows\r\nlines\r\n", out: ["windows", "lines"], kept: []),
        Case(rules: "!\n!  \n.\n/", out: [], kept: ["a"]),
    ]

    @Test(arguments: cases) func theLastPatternThatMatchesDecides(subject: Case) {
        let rules = IgnoreRules(subject.rules)
        #expect(subject.out.filter { !rules.excludes($0) } == [])
        #expect(subject.kept.filter { rules.excludes($0) } == [])
    }

    @Test func foldersWithoutExceptionsNeedNoVisit() {
        #expect(IgnoreRules("a").mayPrune("a"))
        #expect(!IgnoreRules("a\n!a/b").mayPrune("a"))
        #expect(!IgnoreRules("a").mayPrune("b"))
    }

    @Test func noPatternTakesLong() {
        let rules = IgnoreRules(String(repeating: "*a", count: 200) + "b")
        #expect(!rules.excludes(String(repeating: "a", count: 2_000)))
    }
}
