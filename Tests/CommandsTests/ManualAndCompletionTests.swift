import FoundationEssentials
import ManualMarkup
import TestSupport
import Testing

@testable import Commands

@Suite("Manual pages and completions") struct ManualAndCompletionTests {
    @Test("a page has what man(1) and whatis(1) look for, and its text cannot be taken for markup")
    func page() async {
        let result = await skep("manual", "ps", engine: FakeEngine())
        #expect(result.code == 0)
        #expect(result.out.hasPrefix(".TH \"SKEP\\-PS\" \"1\""))
        #expect(result.out.contains(".SH \"NAME\"\nskep\\-ps \\- lists the tasks"))
        #expect(result.out.contains("\\fB\\-\\-no\\-trunc\\fR"))
        #expect(result.out.contains("skep ps \\-\\-format \\(aq{{.Name}} {{.CurrentState}} {{.Error}}\\(aq home\n"))
        let known = [".TH ", ".SH ", ".PP", ".TP", ".RS 4", ".RE", ".nf", ".fi"]
        for line in result.out.split(separator: "\n") where line.hasPrefix(".") || line.hasPrefix("'") {
            #expect(known.contains { line.hasPrefix($0) }, "\(line)")
        }
    }

    @Test("a dot at the start of a line is text", arguments: [(".env is read", "\\&.env is read\n"), ("a\\b", "a\\eb\n")])
    func dots(given: String, expected: String) {
        var page = Roff(title: "T", source: "S")
        page.paragraph(given)
        #expect(page.text.hasSuffix(".PP\n" + expected))
    }

    @Test("there is a page for the program and each command, and they are written into a folder") func pages() async throws {
        let folder = try ComposeFolder([:])
        let result = await skep("manual", "--folder", folder.path, engine: FakeEngine())
        #expect(result.code == 0)
        let commands = try CommandDescription.all().commands.map { "skep-\($0.name).1" }
        #expect(try Set(FileManager.default.contentsOfDirectory(atPath: folder.path)) == Set(commands + ["skep.1"]))
    }

    @Test("a command that is not there, and a folder that is not, are said")
    func mistakes() async {
        let unknown = await skep("manual", "nothing", engine: FakeEngine())
        #expect(unknown.code == 64)
        #expect(unknown.err.contains("there is no command \"nothing\""))
        let nowhere = await skep("manual", "--folder", "/nonexistent/folder", engine: FakeEngine())
        #expect(nowhere.code == 1)
        #expect(nowhere.err.contains("cannot write skep.1 into /nonexistent/folder"))
    }

    @Test("every shell gets a script that knows the commands", arguments: ["bash", "zsh", "fish"])
    func completion(shell: String) async throws {
        let result = await skep("completion", shell, engine: FakeEngine())
        #expect(result.code == 0)
        for command in try CommandDescription.all().commands { #expect(result.out.contains(command.name)) }
        #expect(result.out.contains("resolve-image"))
    }
}
