import Glibc
import Messaging
import RabbitMQ
import Synchronization
import TestSupport
import Testing

extension RabbitMQSuite {
    /// Against a real RabbitMQ: `scripts/broker` starts one.
    @Suite(.serialized, .enabled(if: TestBroker.url != nil, "SKEP_TEST_AMQP_URL names no broker"), .timeLimit(.minutes(15)))
    struct BrokerTests {
        private func publish(_ range: Range<Int>, to queue: String, through broker: Broker) async throws {
            try await withThrowingTaskGroup { group in
                for number in range {
                    group.addTask {
                        try await broker.publish(OutgoingMessage(routingKey: queue, body: Array("\(number)".utf8)[...]))
                    }
                }
                try await group.waitForAll()
            }
        }

        /// Handles deliveries until the broker is stopped; what the handler says is the outcome.
        private func work(_ broker: Broker, _ handle: @escaping @Sendable (Delivery) -> Outcome) -> Task<Void, Never> {
            Task {
                while let batch = await broker.nextBatch() { broker.settle(batch.map { (delivery: $0, outcome: handle($0)) }) }
            }
        }

        @Test(arguments: Topology.QueueKind.allCases) func consumesAndAcknowledges(kind: Topology.QueueKind) async throws {
            let configuration = try TestBroker.configuration(kind) { $0.prefetch = 50 }
            defer { TestBroker.remove(configuration.topology) }
            let broker = try Broker(configuration)
            let seen = Numbers()
            let worker = work(broker) {
                seen.note($0); return .accept
            }
            #expect(await eventually { broker.status.isAttached })
            try await publish(0..<1000, to: configuration.topology.queue, through: broker)
            #expect(await eventually { broker.status.tally.acknowledged == 1000 })
            await broker.stop(grace: .seconds(10))
            await worker.value
            #expect(seen.counts == Dictionary(uniqueKeysWithValues: (0..<1000).map { ("\($0)", 1) }))
            #expect(broker.status.tally.inFlight == 0 && broker.status.tally.requeued == 0)
        }

        @Test func propertiesAndHeadersSurvive() async throws {
            let configuration = try TestBroker.configuration()
            defer { TestBroker.remove(configuration.topology) }
            let broker = try Broker(configuration)
            var properties = MessageProperties(contentType: "a/b", isPersistent: true, messageID: "id", timestamp: 1_700_000_000)
            properties.type = "T"
            properties.contentEncoding = "gzip"
            properties.priority = 3
            properties.correlationID = "c"
            properties.replyTo = "r"
            properties.expiration = "600000"
            properties.applicationID = "app"
            properties.headers = [
                "null": .null, "yes": true, "whole": -7, "most": .integer(.max), "half": .double(0.5),
                "cent": .decimal(value: 314, scale: 2),
                "text": "äöü", "bytes": .bytes([0, 255]), "when": .timestamp(1_700_000_000),
                "deep": .table(["list": .array([1, "two", .table(["three": 3])])]),
            ]
            #expect(await eventually { broker.status.isAttached })
            let body: [UInt8] = (0..<300_000).map { UInt8(truncatingIfNeeded: $0) }
            try await broker.publish(OutgoingMessage(routingKey: configuration.topology.queue, properties: properties, body: body[...]))
            let delivery = try #require(await broker.nextBatch()?.first)
            #expect(Array(delivery.body) == body)
            #expect(delivery.properties == properties)
            #expect(delivery.routingKey == configuration.topology.queue && delivery.exchange.isEmpty && !delivery.isRedelivered)
            broker.settle(delivery, .accept)
            await broker.stop(grace: .seconds(10))
        }

        @Test func rejectedMessagesAreDeadLetteredWithTheirReason() async throws {
            let configuration = try TestBroker.configuration()
            defer { TestBroker.remove(configuration.topology) }
            let broker = try Broker(configuration)
            let worker = work(broker) {
                String(decoding: $0.body, as: UTF8.self).hasSuffix("7")
                    ? .reject(RejectReason(.schema, "a seven", origin: "test")) : .accept
            }
            #expect(await eventually { broker.status.isAttached })
            try await publish(0..<100, to: configuration.topology.queue, through: broker)
            #expect(await eventually { broker.status.tally.acknowledged == 100 })
            await broker.stop(grace: .seconds(10))
            await worker.value

            var reading = configuration
            reading.topology = Topology(queue: configuration.topology.deadQueue)
            reading.topology.isDeclared = false
            reading.topology.suspectQueue = configuration.topology.suspectQueue
            let dead = try Broker(reading)
            let found = Numbers()
            let reader = work(dead) {
                found.note($0); return .accept
            }
            #expect(await eventually { dead.status.tally.acknowledged == 10 })
            await dead.stop(grace: .seconds(10))
            await reader.value
            #expect(found.counts.keys.sorted() == (0..<10).map { $0 == 0 ? "7" : "\($0)7" }.sorted())
            for headers in found.headers {
                #expect(
                    headers["x-error-reason"] == "schema" && headers["x-error-message"] == "a seven" && headers["x-error-origin"] == "test")
                #expect(headers["x-original-routingKey"] == .string(configuration.topology.queue) && headers["x-error-worker"] == "test")
            }
        }

        @Test func aRetryComesAgainThroughTheSuspectsLane() async throws {
            let configuration = try TestBroker.configuration()
            defer { TestBroker.remove(configuration.topology) }
            let broker = try Broker(configuration)
            let lanes = Mutex<[Lane]>([])
            let worker = work(broker) { delivery in
                lanes.withLock { $0.append(delivery.lane) }
                return delivery.lane == .main ? .retry(after: .milliseconds(100)) : .accept
            }
            #expect(await eventually { broker.status.isAttached })
            try await publish(0..<1, to: configuration.topology.queue, through: broker)
            #expect(await eventually { broker.status.tally.requeued == 1 && broker.status.tally.acknowledged == 2 })
            await broker.stop(grace: .seconds(10))
            await worker.value
            #expect(lanes.withLock { $0 } == [.main, .suspect])
        }

        @Test func unroutableMessagesAreAnError() async throws {
            let configuration = try TestBroker.configuration()
            defer { TestBroker.remove(configuration.topology) }
            let broker = try Broker(configuration)
            await #expect(throws: PublishError.unroutable) {
                try await broker.publish(OutgoingMessage(routingKey: "skep-test.nowhere", body: [1]))
            }
            await #expect(throws: PublishError.connectionLost) {
                try await broker.publish(OutgoingMessage(exchange: "skep-test.no-exchange", routingKey: "x", body: [1]))
            }
            try await publish(0..<5, to: configuration.topology.queue, through: broker)
            await broker.stop(grace: .seconds(5))
            await #expect(throws: PublishError.stopped) { try await broker.publish(OutgoingMessage(routingKey: "x", body: [])) }
        }

        @Test func stoppingReturnsWhatIsOpen() async throws {
            let configuration = try TestBroker.configuration { $0.prefetch = 10 }
            defer { TestBroker.remove(configuration.topology) }
            let broker = try Broker(configuration)
            #expect(await eventually { broker.status.isAttached })
            try await publish(0..<30, to: configuration.topology.queue, through: broker)
            #expect(await eventually { broker.status.tally.inFlight == 10 })
            await broker.stop(grace: .milliseconds(50))
            #expect(broker.status.tally.requeued == 10 && broker.status.tally.inFlight == 0)
            let second = try Broker(configuration)
            let seen = Numbers()
            let worker = work(second) {
                seen.note($0); return .accept
            }
            #expect(await eventually { seen.counts.count == 30 })
            await second.stop(grace: .seconds(10))
            await worker.value
            #expect(seen.counts.values.allSatisfy { $0 == 1 })
        }

        @Test func aBodyOfNoUseIsLeftToTheBrokersDeadLetteringWhereThatIsThere() async throws {
            let configuration = try TestBroker.configuration { $0.largestUsefulBody = 1000 }
            defer { TestBroker.remove(configuration.topology) }
            let broker = try Broker(configuration)
            let short = Numbers()
            let worker = work(broker) {
                short.note($0); return .accept
            }
            #expect(await eventually { broker.status.isAttached })
            let body = String(repeating: "x", count: 200_000)
            try await broker.publish(OutgoingMessage(routingKey: configuration.topology.queue, body: Array(body.utf8)[...]))
            try await publish(0..<1, to: configuration.topology.queue, through: broker)
            #expect(await eventually { broker.status.tally.discarded == 1 && broker.status.tally.acknowledged == 1 })
            await broker.stop(grace: .seconds(10))
            await worker.value
            #expect(short.counts == ["0": 1])
            // Nobody knows whether the queue of dead letters has a dead-lettering of its own, so its messages are all read.
            var other = configuration
            other.topology = Topology(queue: configuration.topology.deadQueue, kind: .classic)
            other.topology.isDeclared = false
            other.crashLoop = nil
            let second = try Broker(other)
            let long = Numbers()
            let reader = work(second) {
                long.note($0); return .accept
            }
            #expect(await eventually { long.counts == [body: 1] })
            await second.stop(grace: .seconds(10))
            await reader.value
        }

        @Test func aQueueOfAnotherKindIsUsedAsItIs() async throws {
            let configuration = try TestBroker.configuration(.classic)
            defer { TestBroker.remove(configuration.topology) }
            let first = try Broker(configuration)
            #expect(await eventually { first.status.isAttached })
            await first.stop(grace: .zero)
            var other = configuration
            other.topology.kind = .quorum
            let events = Events()
            let second = try Broker(other, observe: events.note)
            #expect(await eventually { second.status.isAttached })
            #expect(events.count { if case .differs(.queue(_, let reason)) = $0 { reason.code == 406 } else { false } } == 3)
            await second.stop(grace: .zero)
        }

        @Test func aBrokerThatIsNotThereIsTriedAgainAndTheNextAddressIsUsed() async throws {
            var configuration = try TestBroker.configuration()
            defer { TestBroker.remove(configuration.topology) }
            var wrong = configuration.addresses[0]
            wrong.password = "not it"
            configuration.addresses = [BrokerAddress(host: "127.0.0.1", port: 1), wrong] + configuration.addresses
            let refused = Events()
            let broker = try Broker(configuration, observe: refused.note)
            #expect(await eventually { broker.status.isAttached })
            await broker.stop(grace: .zero)
            configuration.addresses = [wrong]
            let events = Events()
            let stranger = try Broker(configuration, observe: events.note)
            #expect(
                await eventually {
                    events.count {
                        if case .disconnected(.consuming, .connectionClosed(let reason), _) = $0 { reason.code == 403 } else { false }
                    } > 1
                })
            await stranger.stop(grace: .seconds(1))
        }
    }
}

/// Counts bodies.
final class Numbers: Sendable {
    private let state = Mutex<(counts: [String: Int], headers: [MessageHeaders])>(([:], []))

    func note(_ delivery: Delivery) {
        state.withLock { state in
            state.counts[String(decoding: delivery.body, as: UTF8.self), default: 0] += 1
            state.headers.append(delivery.properties.headers)
        }
    }
    var counts: [String: Int] { state.withLock { $0.counts } }
    var headers: [MessageHeaders] { state.withLock { $0.headers } }
}
