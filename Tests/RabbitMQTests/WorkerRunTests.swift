import FoundationEssentials
import Messaging
import RabbitMQ
import Synchronization
import TestSupport
import Testing

@testable import Sensors

extension RabbitMQSuite {
    /// Whole workers on a real RabbitMQ.
    @Suite(.serialized, .enabled(if: TestBroker.url != nil, "SKEP_TEST_AMQP_URL names no broker"), .timeLimit(.minutes(15)))
    struct WorkerRunTests {
        private let topology: Topology
        private let file: URL

        init() throws {
            topology = try TestBroker.configuration().topology
            file = FileManager.default.temporaryDirectory.appendingPathComponent("\(topology.queue).jsonl")
        }

        private func run(_ worker: Worker, _ arguments: String...) throws -> WorkerRun { try run(worker, arguments: arguments) }

        private func run(_ worker: Worker, arguments: [String], sinks: [ConfiguredSink] = []) throws -> WorkerRun {
            let common = [
                "--amqp-url", TestBroker.url ?? "", "--queue", topology.queue, "--queue-type", "classic", "--sinks", "jsonl=\(file.path)",
                "--flush-interval", "50ms", "--heartbeat-file", "",
                "--drain-timeout", "5m",
            ]
            let settings = try Settings.parse(common + arguments, environment: [:], table: WorkerSettings.all)
            var configuration = try WorkerConfiguration(settings, for: worker)
            if !sinks.isEmpty { configuration.sinks = sinks }
            return WorkerRun(worker, configuration, log: WorkerLog(format: .text, threshold: .error))
        }

        /// Declares the queues and puts messages into the first.
        private func publish(_ bodies: [String], declared: Bool = true) async throws {
            let configuration = try TestBroker.configuration {
                $0.topology = topology
                $0.topology.isDeclared = declared
            }
            let broker = try Broker(configuration, isPaused: true)
            try await withThrowingTaskGroup { group in
                for body in bodies {
                    group.addTask { try await broker.publish(OutgoingMessage(routingKey: topology.queue, body: Array(body.utf8)[...])) }
                }
                try await group.waitForAll()
            }
            await broker.stop(grace: .zero)
        }

        /// Takes what is in a queue, until there is as much as expected.
        private func take(_ count: Int, from queue: String) async throws -> [Delivery] {
            let configuration = try TestBroker.configuration {
                $0.topology = Topology(queue: queue, kind: .classic)
                $0.topology.isDeclared = false
                $0.crashLoop = nil
            }
            let broker = try Broker(configuration)
            var found: [Delivery] = []
            while found.count < count, let batch = await broker.nextBatch() {
                found += batch
                for delivery in batch { broker.settle(delivery, .accept) }
            }
            await broker.stop(grace: .seconds(5))
            return found
        }

        private var lines: [String] {
            let data = FileManager.default.contents(atPath: file.path)
            return data.map { String(decoding: $0, as: UTF8.self).split(separator: "\n").map(String.init) } ?? []
        }

        private func cleanUp() {
            try? FileManager.default.removeItem(at: file)
            TestBroker.remove(topology)
        }

        @Test func storesWhatItUnderstandsAndSetsTheRestAside() async throws {
            defer { cleanUp() }
            try await publish(
                (0..<20).flatMap { number in
                    [
                        "{\"device\": \"a\", \"temperature\": \(number)}", "{\"device\": \"a\", \"illuminance\": \(number)}",
                        "{\"device\": \"a\", \"temperature\": ",
                    ]
                })
            let worker = Worker("test", about: "") { $0.measurement == "climate" ? [$0] : [] }
            let (ending, figures) = try await run(worker, "--limit", "60").run()
            #expect(ending == .limit(.messages))
            #expect(figures.ledger.isBalanced && figures.ledger.inFlight == 0 && figures.ledger.requeued == 0, "\(figures.ledger)")
            #expect(figures.ledger.acknowledged == 20 && figures.ledger.dead == [.undecodable: 20])
            #expect(figures.ledger.ignored == ["other-subject": 20])
            #expect(lines.count == 20 && lines.allSatisfy { $0.contains("\"measurement\":\"climate\"") })
            let dead = try await take(20, from: topology.deadQueue)
            #expect(dead.count == 20 && dead.allSatisfy { $0.properties.headers["x-error-reason"] == "undecodable" })
        }

        @Test func aStopFinishesWhatIsInHand() async throws {
            defer { cleanUp() }
            try await publish((0..<10).map { "{\"device\": \"a\", \"temperature\": \($0)}" })
            let seen = Mutex(0)
            let worker = Worker("test", about: "") { point in
                seen.withLock { $0 += 1 }
                return [point]
            }
            // Nothing would leave by itself for a day.
            let run = try run(worker, "--flush-interval", "1d")
            let running = Task { try await run.run() }
            #expect(await eventually { seen.withLock { $0 } == 10 })
            run.stop(.asked("test"))
            let (ending, figures) = try await running.value
            #expect(ending == .asked("test") && figures.ledger.isBalanced, "\(figures.ledger)")
            #expect(figures.ledger.acknowledged == 10 && figures.ledger.received == 10 && lines.count == 10, "\(figures.ledger)")
        }

        @Test func aStopDoesNotWaitForAStuckSinkLongerThanItMay() async throws {
            defer { cleanUp() }
            try await publish((0..<5).map { "{\"device\": \"a\", \"temperature\": \($0)}" })
            let sink = StuckSink()
            let run = try run(
                Worker("test", about: "") { [$0] }, arguments: ["--drain-timeout", "1s"],
                sinks: [ConfiguredSink(name: "stuck", duty: .required, sink: sink)])
            let figures = Mutex<WorkFigures?>(nil)
            let running = Task {
                let found = try await run.run().1
                figures.withLock { $0 = found }
            }
            #expect(await eventually { sink.isAsked })
            run.stop(.asked("test"))
            #expect(await eventually { figures.withLock { $0 != nil } })
            sink.letGo()
            try await running.value
            let ledger = try #require(figures.withLock { $0?.ledger })
            #expect(ledger.isBalanced && ledger.acknowledged == 0 && ledger.requeued == 5, "\(ledger)")
            #expect(try await take(5, from: topology.queue).count == 5)
        }

        @Test func whatAWorkerRefusesIsADeadLetterWithItsReason() async throws {
            defer { cleanUp() }
            try await publish((0..<5).map { "{\"device\": \"d\($0)\", \"temperature\": 1}" })
            let worker = Worker("test", about: "", remembering: PerSeries(0, limit: 3)) { seen, point in
                try seen.update(point) { $0 += 1 }
                return [point]
            }
            let (ending, figures) = try await run(worker, "--failure-limit", "2").run()
            #expect(ending == .limit(.failures) && figures.ledger.dead == [.cardinality: 2] && figures.ledger.acknowledged == 3)
            let dead = try await take(2, from: topology.deadQueue)
            #expect(dead.allSatisfy { $0.properties.headers["x-error-origin"] == "worker" })
        }

        /// Doors: a worker that is gone in the middle of an opening, and one that goes on. With its state in memory it cannot: then the
        /// opening is lost, which shows that it is the broker's state that carries it.
        @Test(arguments: [("quorum", "broker"), ("classic", "broker"), ("classic", "memory")])
        func whatAWorkerRemembersGoesOnInTheNext(kind: String, state: String) async throws {
            defer { cleanUp() }
            let doors = Worker("doors", about: "", remembering: PerSeries(StateDuration())) { seen, point in
                let spell = try seen.update(point) { $0.observe(point.number("open") == 1, at: point.time) }
                return [point] + [spell.flatMap { point.derived("opened", [Field("seconds", $0.seconds)], at: $0.end) }].compactMap { $0 }
            }
            func door(_ second: Int, _ state: String) -> String {
                "{\"device\": \"door\", \"contact\": \(state == "closed"), \"last_seen\": \(1_700_000_000_000 + second * 1000)}"
            }
            let format = ["--format", "zigbee2mqtt", "--queue-type", kind, "--state", state]
            // The first declares its queues, since those of a worker that remembers are others.
            let first = try run(doors, arguments: format)
            let running = Task { try await first.run() }
            #expect(await eventually { (try? await publish([door(0, "open")], declared: false)) != nil })
            #expect(await eventually { lines.count == 1 })
            first.stop(.asked("test"))
            let (_, figures) = try await running.value
            #expect(figures.ledger.acknowledged == 1 && figures.ledger.isBalanced, "\(figures.ledger)")
            try await publish([door(90, "closed")], declared: false)
            _ = try await run(doors, arguments: format + ["--limit", "1"]).run()
            let goesOn = state == "broker"
            #expect(lines.count == (goesOn ? 3 : 2), "\(lines)")
            #expect(lines.contains { $0.contains("\"opened\"") && $0.contains("\"seconds\":90") } == goesOn, "\(lines)")
        }

        private func deadLetters(_ arguments: String...) async throws -> DeadLetters {
            let common = [topology.deadQueue, "--amqp-url", TestBroker.url ?? ""]
            let table = WorkerSettings.broker + [Setting("reason", "", help: ""), Setting("key", "", help: "")]
            return try await DeadLetters(try Settings.parse(common + arguments, environment: [:], table: table))
        }

        @Test func deadLettersCanBeLookedAtReplayedOnceAndRemoved() async throws {
            defer { cleanUp() }
            try await publish(["{", "{\"temperature\": true, \"device\": \"a\"}", "}"])
            let worker = Worker("test", about: "") { [$0] }
            _ = try await run(worker, "--limit", "3").run()
            for _ in 0..<3 {
                let letters = try await deadLetters()
                #expect(letters.total == 3 && letters.letters.count == 3)
                #expect(letters.summary == ["2  undecodable  \(topology.queue)", "1  schema  \(topology.queue)"])
                await letters.close()
            }
            let schema = try await deadLetters("--reason", "schema")
            #expect(schema.chosen.count == 1 && schema.chosen.allSatisfy { $0.line.contains("schema") && $0.line.contains("temperature") })
            #expect(await schema.replay(again: false).count == 1)
            await schema.close()
            let (_, figures) = try await run(worker, "--limit", "1").run()
            #expect(figures.ledger.dead == [.schema: 1])
            let again = try await deadLetters("--reason", "schema")
            #expect(again.chosen.map(\.replays) == [1])
            #expect(await again.replay(again: false).count == 0)
            await again.close()
            let rest = try await deadLetters()
            #expect(rest.total == 3)
            rest.remove(rest.chosen)
            await rest.close()
            let none = try await deadLetters()
            #expect(none.summary == ["none"])
            await none.close()
        }

        /// The broker moved it, and it carries nothing of ours.
        @Test func aBodyThatWasTooLongIsReplayedToWhereItWasPublished() async throws {
            defer { cleanUp() }
            let configuration = try TestBroker.configuration {
                $0.topology = topology
                $0.largestUsefulBody = 1000
            }
            let broker = try Broker(configuration)
            let body = String(repeating: "x", count: 200_000)
            try await broker.publish(OutgoingMessage(routingKey: topology.queue, body: Array(body.utf8)[...]))
            #expect(await eventually { broker.status.tally.discarded == 1 })
            await broker.stop(grace: .seconds(10))
            let letters = try await deadLetters("--key", topology.queue)
            #expect(letters.summary == ["1  rejected  \(topology.queue)"])
            let (count, failures) = await letters.replay(again: false)
            #expect(count == 1 && failures.isEmpty, "\(failures)")
            await letters.close()
            let back = try await take(1, from: topology.queue)
            #expect(back.first?.content.body.count == 200_000 && back.first?.properties.headers["x-replayed"] == 1)
            #expect(back.first?.properties.headers["x-death"] == nil)
        }
    }
}

/// Takes a batch and does not answer before it is let go, whatever happens.
private final class StuckSink: PointSink {
    private let waiters = Mutex<[CheckedContinuation<SinkOutcome, Never>]>([])

    var isAsked: Bool { waiters.withLock { !$0.isEmpty } }

    func store(_ points: ArraySlice<Point>) async -> SinkOutcome {
        await withCheckedContinuation { continuation in waiters.withLock { $0.append(continuation) } }
    }

    func probe() async -> SinkOutcome { .accepted }

    func letGo() {
        let held = waiters.withLock { waiters in
            defer { waiters = [] }
            return waiters
        }
        for waiter in held { waiter.resume(returning: .retry(after: nil, cause: "test")) }
    }
}
