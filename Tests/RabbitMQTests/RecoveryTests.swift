import Messaging
import RabbitMQ
import TestSupport
import Testing

extension RabbitMQSuite {
    /// Against a real RabbitMQ that the tests may break: `SKEP_TEST_RABBITMQCTL` says how.
    @Suite(
        .serialized, .enabled(if: TestBroker.url != nil && TestBroker.control != nil, "no broker that may be broken"),
        .timeLimit(.minutes(15)))
    struct RecoveryTests {
        /// What goes wrong, and the events that show that it was noticed.
        enum Fault: String, CaseIterable, Sendable {
            case queueDeleted, connectionsClosed, brokerRestarted

            func strike(_ topology: Topology) -> Bool {
                switch self {
                case .queueDeleted: TestBroker.run("delete_queue \(topology.queue)")
                case .connectionsClosed: TestBroker.run("close_all_connections 'a test'")
                case .brokerRestarted: TestBroker.run("stop_app") && TestBroker.run("start_app")
                }
            }

            func isShown(by event: BrokerEvent) -> Bool {
                switch (self, event) {
                case (.queueDeleted, .cancelled(.main, _)): true
                case (.connectionsClosed, .disconnected(.consuming, .connectionClosed(let reason), _)): reason.code == 320
                case (.brokerRestarted, .disconnected(.consuming, _, _)): true
                default: false
                }
            }
        }

        @Test(arguments: Fault.allCases) func consumingGoesOn(after fault: Fault) async throws {
            let configuration = try TestBroker.configuration(.classic)
            defer { TestBroker.remove(configuration.topology) }
            let events = Events()
            let broker = try Broker(configuration, observe: events.note)
            let seen = Numbers()
            let worker = Task {
                while let batch = await broker.nextBatch() {
                    for delivery in batch { seen.note(delivery) }
                    broker.settle(batch.map { (delivery: $0, outcome: .accept) })
                }
            }
            #expect(await eventually { broker.status.isAttached })
            try await broker.publish(OutgoingMessage(routingKey: configuration.topology.queue, body: Array("before".utf8)[...]))
            #expect(await eventually { broker.status.tally.acknowledged == 1 })
            #expect(fault.strike(configuration.topology))
            #expect(await eventually { events.count(where: fault.isShown) > 0 }, "\(events.all)")
            #expect(await eventually { broker.status.isAttached }, "\(events.all)")
            #expect(
                await eventually {
                    let message = OutgoingMessage(routingKey: configuration.topology.queue, body: Array("after".utf8)[...])
                    return (try? await broker.publish(message, timeout: .seconds(20))) != nil
                })
            #expect(await eventually { seen.counts["after"] != nil })
            await broker.stop(grace: .seconds(10))
            await worker.value
            #expect(seen.counts["before"] == 1)
        }

        /// What was open when the connection broke comes again, and settling it under its old tag does nothing.
        @Test func openDeliveriesComeAgainAndOldSettlementsAreIgnored() async throws {
            let configuration = try TestBroker.configuration(.classic)
            defer { TestBroker.remove(configuration.topology) }
            let events = Events()
            let broker = try Broker(configuration, observe: events.note)
            #expect(await eventually { broker.status.isAttached })
            try await broker.publish(OutgoingMessage(routingKey: configuration.topology.queue, body: [1]))
            let old = try #require(await broker.nextBatch()?.first)
            #expect(Fault.connectionsClosed.strike(configuration.topology))
            let again = try #require(await broker.nextBatch()?.first)
            broker.settle(old, .accept)
            #expect(again.id.epoch > old.id.epoch && again.lane == .suspect && Array(again.body) == [1])
            broker.settle(again, .accept)
            #expect(await eventually { broker.status.tally.acknowledged == 2 })
            await broker.stop(grace: .seconds(10))
            #expect(!events.all.contains { if case .refused = $0 { true } else { false } })
            #expect(broker.status.tally.inFlight == 0)
        }
    }
}
