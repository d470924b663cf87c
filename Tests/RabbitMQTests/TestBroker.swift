import FoundationEssentials
import Glibc
import Messaging
import RabbitMQ
import Synchronization
import Testing

/// All tests that need a broker, one after another: some of them break it.
@Suite(.serialized) struct RabbitMQSuite {}

/// The broker that `SKEP_TEST_AMQP_URL` names; tests that need one are skipped without it.
enum TestBroker {
    static var url: String? { ProcessInfo.processInfo.environment["SKEP_TEST_AMQP_URL"] }
    /// A command that takes the arguments of `rabbitmqctl` (`SKEP_TEST_RABBITMQCTL`), for the tests that break things.
    static var control: String? { ProcessInfo.processInfo.environment["SKEP_TEST_RABBITMQCTL"] }

    static func configuration(_ kind: Topology.QueueKind = .classic, _ change: (inout BrokerConfiguration) -> Void = { _ in }) throws
        -> BrokerConfiguration
    {
        let queue = "skep-test.\(getpid()).\(UInt64.random(in: 0 ... .max))"
        var configuration = BrokerConfiguration(
            addresses: try BrokerAddress.list(parsing: url ?? ""), topology: Topology(queue: queue, kind: kind), name: "test", seed: 1)
        configuration.longestWait = .milliseconds(500)
        change(&configuration)
        return configuration
    }

    /// Runs `rabbitmqctl`, waits for its end, and returns whether it succeeded.
    static func run(_ arguments: String) -> Bool {
        guard let control, let output = popen("\(control) \(arguments) >/dev/null 2>&1", "r") else { return false }
        return pclose(output) == 0
    }

    /// Removes what a test declared: every queue whose name begins with that of its queue, in one call, each of which takes a second.
    static func remove(_ topology: Topology) {
        guard control != nil else { return }
        let isOurs = "string:prefix(element(4, amqqueue:get_name(Q)), <<\"\(topology.queue)\">>) =/= nomatch"
        _ = run("eval '[rabbit_amqqueue:delete(Q, false, false, <<\"test\">>) || Q <- rabbit_amqqueue:list(), \(isOurs)].'")
    }
}

/// Remembers the events of a broker.
final class Events: Sendable {
    private let seen = Mutex<[BrokerEvent]>([])

    func note(_ event: BrokerEvent) { seen.withLock { $0.append(event) } }
    var all: [BrokerEvent] { seen.withLock { $0 } }
    func count(where picks: (BrokerEvent) -> Bool) -> Int { all.count(where: picks) }
}
