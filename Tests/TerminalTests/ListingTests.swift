import Testing

@testable import Terminal

@Suite("--format") struct ListingTests {
    private let listing = Listing(
        [.init("ID", "ID"), .init("Name", "NAME"), .init("Ports", "PORTS")], further: [.init("Mode", "MODE")])
    private let rows: [TemplateRow] = [
        ["ID": "abc", "Name": "web_front", "Ports": "*:80->80/tcp", "Mode": "replicated"],
        ["ID": "def", "Name": "web_\"q\"", "Ports": "", "Mode": "global"],
    ]

    @Test("a table by default") func table() throws {
        let expected = "ID        NAME        PORTS\nabc       web_front   *:80->80/tcp\ndef       web_\"q\"     \n"
        #expect(try listing.render(rows) == expected)
        #expect(try listing.render(rows, format: "table") == expected)
        #expect(try listing.render([]) == "ID        NAME      PORTS\n")
    }

    @Test("quiet prints ids, unless a template is given") func quiet() throws {
        #expect(try listing.render(rows, quiet: true) == "abc\ndef\n")
        #expect(try listing.render(rows, format: "{{.Name}}", quiet: true) == "web_front\nweb_\"q\"\n")
    }

    @Test(
        "templates",
        arguments: [
            ("{{.ID}}: {{.Name}}", "abc: web_front\n"),
            ("{{.ID}}\\t{{.Mode}}", "abc\treplicated\n"),
            ("{{ .ID }}", "abc\n"),
            ("{{json .}}", #"{"ID":"abc","Mode":"replicated","Name":"web_front","Ports":"*:80->80/tcp"}"# + "\n"),
            ("json", #"{"ID":"abc","Mode":"replicated","Name":"web_front","Ports":"*:80->80/tcp"}"# + "\n"),
            ("{{json .Name}}", "\"web_front\"\n"),
            ("{{.Name | upper}}", "WEB_FRONT\n"),
            ("{{upper .Name | lower}}", "web_front\n"),
            ("{{truncate .Name 3}}", "web\n"),
            ("{{pad .ID 1 2}}|", " abc  |\n"),
            ("{{\"x\\t\"}}{{.ID}}", "x\tabc\n"),
            ("a {{- .ID -}} b", "aabcb\n"),
            ("{{/* note */}}{{.ID}}", "abc\n"),
            ("table {{.Mode}}\t{{.ID}}", "MODE         ID\nreplicated   abc\n"),
            ("plain", "plain\n"),
        ])
    func templates(format: String, expected: String) throws {
        #expect(try listing.render([rows[0]], format: format) == expected)
    }

    @Test(
        "what is not understood is an error",
        arguments: [
            "{{.Nope}}", "{{range .}}", "{{.ID", "{{}}", "{{.ID .Name}}", "{{truncate .ID}}", "{{\"x}}", "{{json}}", "table {{.Nope}}",
        ])
    func failures(format: String) {
        #expect(throws: GoTemplate.Failure.self) { try listing.render(rows, format: format) }
    }

    @Test("JSON strings escape what JSON wants escaped") func json() {
        #expect(JSONText.quoted("a\"b\\c\n\t\r\u{1}é") == #""a\"b\\c\n\t\r\u0001é""#)
    }
}
