import Foundation
import TestSupport
import Testing

/// docs/sensor-commands.md and the manual page are made of the tables that the program reads. SKEP_UPDATE_GOLDENS=1 writes the former anew.
@Suite("The reference of sensor-worker") struct ReferenceTests {
    @Test func documentIsUpToDate() async throws {
        let file = PackageFolder.root.appendingPathComponent("docs/sensor-commands.md")
        let text = try await Program.built("sensor-worker").run(["manual", "markdown"]).output
        if ProcessInfo.processInfo.environment["SKEP_UPDATE_GOLDENS"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text, "SKEP_UPDATE_GOLDENS=1 writes it anew")
    }

    @Test("every command and setting of the help is in document and page") func complete() async throws {
        let program = try Program.built("sensor-worker")
        let page = try await program.run(["manual"]).output
        let document = try await program.run(["manual", "markdown"]).output
        let help = try await program.run(["--help"]).output
        let commands = help.split(separator: "\n").filter { $0.hasPrefix("  ") }.map { $0.dropFirst(2).prefix { $0 != " " } }
        #expect(commands.count > 10)
        for command in Set(commands) {
            #expect(page.contains("\\fB\(command)") && document.contains("| `\(command)"), "\(command)")
            let settings = try await program.run([String(command), "--help"]).output.split(separator: "\n").filter { $0.hasPrefix("  --") }
            for setting in settings.map({ String($0.dropFirst(2).prefix { $0 != " " }) }) {
                #expect(page.contains("\\fB\(setting.replacing("-", with: "\\-"))\\fR"), "\(command) \(setting)")
                #expect(document.contains("| `\(setting)"), "\(command) \(setting)")
            }
        }
    }

    @Test("every program, and every image's label, says the same version") func version() async throws {
        let said = try await Program.built("sensor-worker").run(["--version"])
        #expect(said.status == 0 && said.errors.isEmpty, "\(said.all)")
        let version = try #require(said.output.split(whereSeparator: \.isWhitespace).last.map(String.init))
        #expect(said.output == "sensor-worker \(version)\n")
        #expect(try await Program.skep().run(["version"]).output == "skep \(version)\n")
        let dockerfile = try String(contentsOf: PackageFolder.root.appendingPathComponent("Dockerfile"), encoding: .utf8)
        let labels = dockerfile.split(separator: "\n").filter { $0.contains("image.version=") }
        #expect(labels.count == 2 && labels.allSatisfy { $0.contains("version=\"\(version)\"") }, "\(labels)")
    }

    @Test("another word is wrong usage") func unknown() async throws {
        let result = try await Program.built("sensor-worker").run(["manual", "html"])
        #expect(result.status == 64 && result.errors.contains("markdown"), "\(result.all)")
    }
}
