import Foundation
import TestSupport
import Testing

/// docs/write-your-own-worker.md shows a program; it is the one that is built here, and it works as a program.
@Suite struct TutorialTests {
    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    @Test func theTutorialShowsTheProgramThatIsBuilt() throws {
        let tutorial = try String(
            contentsOf: Self.tests.deletingLastPathComponent().appendingPathComponent("docs/write-your-own-worker.md"), encoding: .utf8)
        let program = try String(contentsOf: Self.tests.appendingPathComponent("TutorialWorker/FridgeWatch.swift"), encoding: .utf8)
        #expect(tutorial.contains("```swift\n\(program)```\n"))
        #expect(program.split(separator: "\n").count <= 40)
    }

    @Test func theProgramExplainsItself() async throws {
        let program = try Program.built("fridge-watch")
        let help = try await program.run(["--help"])
        #expect(help.status == 0 && help.output.contains("fridge ") && help.output.contains("dlq replay") && help.output.contains("health"))
        let settings = try await program.run(["fridge", "--help"])
        #expect(settings.status == 0 && settings.output.contains("--amqp-url URL") && settings.output.contains("AMQP_URL_FILE"))
        let mistake = try await program.run(["fridge", "--prefetch", "0"])
        #expect(mistake.status == 64 && mistake.errors.contains("--prefetch: 0 is not in 1...2000"))
    }

    @Test func healthLooksAtTheBeat() async throws {
        let program = try Program.built("fridge-watch")
        let beat = FileManager.default.temporaryDirectory.appendingPathComponent("beat-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: beat) }
        #expect(try await program.run(["health", "--heartbeat-file", beat]).status == 1)
        try Data("{}".utf8).write(to: URL(fileURLWithPath: beat))
        #expect(try await program.run(["health"], environment: ["HEARTBEAT_FILE": beat]).status == 0)
        try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSinceNow: -31)], ofItemAtPath: beat)
        #expect(try await program.run(["health", "--heartbeat-file", beat]).status == 1)
    }

    /// What a bad address of a broker costs: no password in any message.
    @Test func secretsStayOutOfMessages() async throws {
        let program = try Program.built("fridge-watch")
        let run = try await program.run(
            ["check", "fridge", "--amqp-url", "amqp://u:geheim@127.0.0.1:1", "--sinks", "stdout"],
            environment: ["INFLUX_TOKEN": "geheim"])
        #expect(run.status == 69 && run.all.contains("broker: ") && !run.all.contains("geheim"))
        let broken = try await program.run(["check", "fridge", "--amqp-url", "amqp://u:geheim@h:x"])
        #expect(broken.status == 64 && !broken.all.contains("geheim"))
    }
}
