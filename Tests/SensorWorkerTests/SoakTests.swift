import Foundation
import TestSupport
import Testing

/// Whole programs on brokers of their own, with everything going wrong: `Tests/Soak` says what and how it is judged.
@Suite(
    .serialized, .enabled(if: BrokerWish.isThere, "SKEP_TEST_AMQP_URL is not set: no broker is wanted here"), .timeLimit(.minutes(40)))
struct SoakTests {
    /// Fails with what the run said when it finds anything lost or wrong.
    private func soak(_ scenario: String, messages: Int, _ more: String...) async throws {
        let judge = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Soak/soak.py").path
        let python = try #require(Program.onPath("python3"))
        let arguments = [judge, try Program.built("sensor-worker").path, "--scenario", scenario, "--messages", "\(messages)"] + more
        let run = try await python.run(arguments, limit: .seconds(1800))
        #expect(run.status == 0, "\(run.all)")
    }

    @Test func nothingIsLostOrWrongThroughFaults() async throws {
        try await soak("faults", messages: 50_000, "--faults", "16")
    }

    @Test func poisonIsSetAsideForTheRightReasonsAndStopsNobody() async throws {
        try await soak("poison", messages: 4000, "--queue-type", "classic")
    }

    @Test func replicasThatRollLoseAndRepeatNothing() async throws {
        try await soak("rolling", messages: 4000)
    }

    @Test(.enabled(if: Program.onPath("influxd") != nil, "no influxd here"))
    func realStoresHaveEverythingThoughTheyAreKilledInTheMiddle() async throws {
        try await soak("stores", messages: 2000)
    }

    @Test(.enabled(if: Program.onPath("prometheus") != nil, "no prometheus here"))
    func aRealPrometheusScrapesLastValuesAndTheWorkersOwn() async throws {
        try await soak("scrape", messages: 1000)
    }

    @Test(.enabled(if: Program.onPath("openssl") != nil, "no openssl here"))
    func brokersAreReadOverTLSAndTheWrongOnesAreRefused() async throws {
        try await soak("tls", messages: 500)
    }

    @Test(.enabled(if: Program.onPath("mosquitto_pub") != nil, "no mosquitto_pub here"))
    func whatAnMQTTClientPublishesIsStored() async throws {
        try await soak("mqtt", messages: 50)
    }

    @Test(arguments: ["record", "remember"]) func aMessageThatKillsItsReaderBecomesTheOnlyDeadLetter(worker: String) async throws {
        try await soak("crasher", messages: 300, "--crasher", try Program.built("crashing-worker").path, "--worker", worker)
    }

    @Test func whatIsDerivedIsRightWhateverBreaksBetweenTwoMessages() async throws {
        try await soak("derived", messages: 4000, "--faults", "9")
    }
}

/// Whether tests with a broker are wanted; the soak starts its own.
enum BrokerWish {
    static var isThere: Bool { ProcessInfo.processInfo.environment["SKEP_TEST_AMQP_URL"] != nil }
}
