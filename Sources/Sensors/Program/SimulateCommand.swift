import Glibc
import Messaging
import RabbitMQ
import Synchronization

extension ProgramCommand {
    /// Publishes what a home's sensors would, with confirms, and writes down what the broker took over.
    public static let simulate = ProgramCommand(
        "simulate", about: "publishes what the sensors of a home would, the same for the same seed",
        settings: WorkerSettings.broker.filter { $0.name.hasPrefix("amqp") } + [
            Setting("exchange", "NAME", default: "amq.topic", help: "where to publish"),
            Setting("seed", "N", default: "1", help: "the same seed, start and count give the same messages"),
            Setting("count", "N", help: "how many messages (default: 1000; with --live without end)"),
            .flag("live", help: "messages of this moment, 10 in a second unless --rate says otherwise, until it is stopped"),
            Setting("devices", "N", default: "48", help: "how many devices"),
            Setting("rate", "N", help: "messages in a second (default: as fast as the broker takes them)"),
            Setting("start", "SECONDS", help: "time of the first message, since 1970 (default: so that the last one is now)"),
            Setting("step", "TIME", default: "10ms", help: "time from one message to the next, as they say"),
            Setting("poison", "PERCENT", default: "0", help: "share of messages that nobody can read"),
            Setting("duplicates", "PERCENT", default: "0", help: "share of messages that are published twice"),
            Setting("ledger", "PATH", help: "file for the messages that the broker confirmed, one JSON object a line"),
        ]
    ) { settings in
        try refuseWords(settings)
        var simulation = try Simulation(settings)
        let (confirmed, seconds) = try await simulation.run()
        Console.complain("\(confirmed) messages confirmed in \(Duration.seconds(seconds).words)")
        return .success
    }
}

/// A simulation as it was asked for.
private struct Simulation {
    private let broker: Broker
    private let exchange: String
    /// `nil`: until it is stopped.
    private let count: Int?
    private let rate: Int?
    private let duplicates: Double
    private let ledger: LedgerFile?
    private var home: SimulatedHome

    init(_ settings: Settings) throws {
        let isLive = settings.isOn("live")
        let asked = try settings.count("count", in: 1...1_000_000_000)
        count = isLive ? asked : asked ?? 1000
        rate = try settings.count("rate", in: 1...1_000_000) ?? (isLive ? 10 : nil)
        exchange = settings["exchange"] ?? "amq.topic"
        duplicates = try settings.percent("duplicates")
        let step = isLive ? .seconds(1) / (rate ?? 10) : try settings.duration("step") ?? .milliseconds(10)
        let length = isLive ? 0 : step.inSeconds * Double(count ?? 0)
        let start = try settings.count("start", in: 1_262_304_000...9_000_000_000).flatMap { Instant(Int64($0), scale: 1_000_000_000) }
        home = SimulatedHome(
            .init(
                seed: UInt64(try settings.count("seed", in: 0...Int.max) ?? 1),
                devices: try settings.count("devices", in: 1...100_000) ?? 48,
                start: start ?? SystemClock.wall.advanced(bySeconds: -length), step: step,
                poison: try settings.percent("poison")))
        ledger = try settings["ledger"].map { path throws(UsageError) in try LedgerFile(path) }
        var configuration = try WorkerConfiguration.broker(settings, queue: "", keys: [])
        configuration.topology.isDeclared = false
        configuration.longestWait = .seconds(1)
        broker = try Broker(configuration, isPaused: true)
    }

    /// Publishes everything, or until SIGTERM or SIGINT; answers with how much and how long.
    mutating func run() async throws -> (confirmed: Int, seconds: Double) {
        let start = SystemClock.steady
        var random = SeededGenerator(seed: 0)
        let window = AsyncWindow(256)
        let signals = StopSignals { _ in window.close(grace: .seconds(5)) }
        for index in 0..<(count ?? .max) {
            if let rate { try await Self.wait(until: start.advanced(bySeconds: Double(index) / Double(rate))) }
            let message = home.next()
            let copies = Double.random(in: 0..<1, using: &random) < duplicates ? 2 : 1
            guard await window.enter() else { break }
            publish(message, copies: copies, window)
        }
        await window.empty()
        await broker.stop(grace: .zero)
        return withExtendedLifetime(signals) { (window.left, SystemClock.steady.seconds(since: start)) }
    }

    /// Until the broker has it: a message whose fate is unknown is sent again, and lands on the same points.
    private func publish(_ message: SimulatedMessage, copies: Int, _ window: AsyncWindow) {
        let broker = broker
        let ledger = ledger
        let outgoing = message.outgoing(exchange: exchange)
        Task {
            for _ in 0..<copies {
                while true {
                    do throws(PublishError) {
                        try await broker.publish(outgoing, timeout: .seconds(60))
                        break
                    } catch {
                        try? await Task.sleep(for: .milliseconds(200))
                    }
                }
            }
            ledger?.note(message)
            window.leave()
        }
    }

    private static func wait(until moment: Instant) async throws {
        let left = moment.seconds(since: SystemClock.steady)
        if left > 0 { try await Task.sleep(for: .seconds(left)) }
    }
}

/// Lets a number of tasks be under way at a time; one task enters, any leaves.
private final class AsyncWindow: Sendable {
    private struct State {
        var inside = 0
        var left = 0
        var isClosed = false
        /// Those inside are not waited for any more.
        var isAbandoned = false
    }

    private let limit: Int
    private let state = Mutex(State())
    private let bell = Doorbell()

    init(_ limit: Int) { self.limit = limit }

    /// How many have left.
    var left: Int { state.withLock { $0.left } }

    /// Waits for a place; false when there will be none.
    func enter() async -> Bool {
        while true {
            let isIn: Bool? = state.withLock { state in
                if state.isClosed { return false }
                guard state.inside < limit else { return nil }
                state.inside += 1
                return true
            }
            if let isIn { return isIn }
            await bell.wait()
        }
    }

    func leave() {
        state.withLock { state in
            state.inside -= 1
            state.left += 1
        }
        bell.ring()
    }

    /// Lets nobody in any more, and waits that long for those inside.
    func close(grace: Duration) {
        state.withLock { $0.isClosed = true }
        bell.ring()
        Task {
            try? await Task.sleep(for: grace)
            state.withLock { $0.isAbandoned = true }
            bell.ring()
        }
    }

    func empty() async {
        while state.withLock({ $0.inside > 0 && !$0.isAbandoned }) { await bell.wait() }
    }
}

/// The file of confirmed messages.
private final class LedgerFile: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws(UsageError) {
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw UsageError("--ledger", "\(path) cannot be written (errno \(errno))") }
    }

    deinit { close(descriptor) }

    func note(_ message: SimulatedMessage) { Console.write(String(decoding: message.ledgerLine, as: UTF8.self), to: descriptor) }
}

extension SimulatedMessage {
    /// As it is published.
    fileprivate func outgoing(exchange: String) -> OutgoingMessage {
        var properties = MessageProperties(isPersistent: true, messageID: name)
        properties.contentEncoding = encoding
        properties.headers = MessageHeaders(
            headers.map { header in
                switch header.value {
                case .integer(let number): .init(name: header.name, value: .integer(number))
                case .text(let text): .init(name: header.name, value: .string(text))
                }
            })
        return OutgoingMessage(exchange: exchange, routingKey: key, properties: properties, body: body[...])
    }
}

extension Settings {
    /// A share given as per cent, 0 to 1.
    fileprivate func percent(_ name: String) throws(UsageError) -> Double {
        guard let text = self[name] else { return 0 }
        guard let number = Double(text.last == "%" ? String(text.dropLast()) : text), (0...100).contains(number) else {
            throw UsageError("--\(name)", "\(text) is not in 0...100")
        }
        return number / 100
    }
}
