import Foundation
import Testing

/// Whole programs on brokers of their own, with everything going wrong: `Tests/Soak` says what and how it is judged.
@Suite(.serialized, .enabled(if: SoakRun.hasBroker, "SKEP_TEST_AMQP_URL is not set: no broker is wanted here"), .timeLimit(.minutes(15)))
struct SoakTests {
    @Test func nothingIsLostOrWrongThroughFaults() throws {
        try SoakRun.succeed("--scenario", "faults", "--messages", "4000", "--faults", "16")
    }

    @Test func poisonIsSetAsideForTheRightReasonsAndStopsNobody() throws {
        try SoakRun.succeed("--scenario", "poison", "--messages", "4000", "--queue-type", "classic")
    }

    @Test func replicasThatRollLoseAndRepeatNothing() throws {
        try SoakRun.succeed("--scenario", "rolling", "--messages", "4000")
    }

    @Test func aMessageThatKillsItsReaderBecomesTheOnlyDeadLetter() throws {
        try SoakRun.succeed("--scenario", "crasher", "--messages", "300", "--crasher", SoakRun.program("crashing-worker"))
    }
}

/// One run of the soak program.
enum SoakRun {
    static var hasBroker: Bool { ProcessInfo.processInfo.environment["SKEP_TEST_AMQP_URL"] != nil }

    /// A program that was built with the tests.
    static func program(_ name: String) -> String {
        Bundle.main.bundleURL.deletingLastPathComponent().appendingPathComponent(name).path
    }

    /// Fails with what the run said when it finds anything lost or wrong.
    static func succeed(_ arguments: String...) throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", root.appendingPathComponent("Soak/soak.py").path, program("sensor-worker")] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
    }
}
