import Glibc
import Messaging
import RabbitMQ

/// A worker's settings, read and checked.
struct WorkerConfiguration: Sendable {
    var broker: BrokerConfiguration
    var sinks: [ConfiguredSink]
    var batching: SinkFanout.Batching
    var longestWait: Duration
    var parkAfter: Duration
    var limits: WorkLimits
    var drainTimeout: Duration
    var decoding: DecodingOptions
    var eventTime: EventTimeRules
    var tags: [Tag]
    var beatFile: String

    /// Whether the broker keeps what the worker remembers.
    var keepsState: Bool { broker.topology.stateQueue != nil }

    /// Reads everything that a worker of that name can be told.
    init(_ settings: Settings, for worker: Worker) throws(UsageError) {
        broker = try Self.broker(settings, queue: settings["queue"] ?? "sensors.\(worker.name)", keys: worker.keys)
        if worker.remembers, try settings.choice("state", of: ["broker": true, "memory": false]) ?? true {
            broker.topology.stateQueue = broker.topology.queue + ".state"
        }
        let limit = try settings.count("limit", in: 1...Int.max)
        limits = WorkLimits(
            messages: limit.map { UInt64($0) }, failures: try settings.count("failure-limit", in: 1...Int.max).map { UInt64($0) },
            time: try settings.duration("time-limit"), memory: try settings.bytes("memory-limit"))
        // More would only be given back at the end.
        if let limit { broker.prefetch = min(broker.prefetch, UInt16(clamping: limit)) }
        sinks = try SinkKind.sinks(settings)
        batching = SinkFanout.Batching(
            points: try settings.count("batch-points", in: 1...10_000) ?? 1000,
            seconds: try settings.duration("flush-interval")?.inSeconds ?? 1)
        longestWait = max(try settings.duration("retry-max") ?? .seconds(30), .milliseconds(10))
        parkAfter = try settings.duration("park-after") ?? .seconds(600)
        drainTimeout = try settings.duration("drain-timeout") ?? .seconds(8)
        decoding = try Self.decoding(settings)
        broker.largestUsefulBody = decoding.bodyLimit
        eventTime = EventTimeRules(futurePolicy: try settings.choice("future", of: ["dead": .reject, "clamp": .clamp]) ?? .reject)
        tags = try Self.tags(settings)
        beatFile = settings["heartbeat-file"] ?? ""
    }

    /// The broker's part, which `dlq` and `check` need too.
    static func broker(_ settings: Settings, queue: String, keys: [String]) throws(UsageError) -> BrokerConfiguration {
        var topology = Topology(
            queue: queue, kind: try settings.choice("queue-type", of: ["quorum": .quorum, "classic": .classic]) ?? .quorum,
            bindings: keys.map { Topology.Binding(exchange: "amq.topic", key: $0) })
        if settings["bind"] != nil { topology.bindings = try bindings(settings) }
        topology.isDeclared = !settings.isOn("no-declare")
        var configuration = BrokerConfiguration(
            addresses: try addresses(settings), topology: topology, name: settings["instance"] ?? "\(queue)@\(hostName):\(getpid())",
            seed: UInt64.random(in: 0 ... .max))
        configuration.prefetch = UInt16(clamping: try settings.count("prefetch", in: 1...2000) ?? 300)
        configuration.crashLoop = CrashLoopPolicy(attempts: try settings.count("max-attempts", in: 1...100) ?? 3)
        return configuration
    }

    private static func addresses(_ settings: Settings) throws(UsageError) -> [BrokerAddress] {
        var addresses: [BrokerAddress]
        do {
            addresses = try BrokerAddress.list(parsing: try settings.required("amqp-url"))
        } catch let error as UsageError {
            throw error
        } catch {
            // The URL itself may hold a password, so it is not shown.
            throw UsageError("--amqp-url", "\(error)")
        }
        for index in addresses.indices {
            if let user = settings["amqp-user"] { addresses[index].user = user }
            if let password = settings["amqp-password"] { addresses[index].password = password }
        }
        return addresses
    }

    private static func bindings(_ settings: Settings) throws(UsageError) -> [Topology.Binding] {
        var bindings: [Topology.Binding] = []
        for entry in settings.list("bind") {
            guard let colon = entry.firstIndex(of: ":") else { throw UsageError("--bind", "\(entry) is not EXCHANGE:KEY") }
            bindings.append(.init(exchange: String(entry[..<colon]), key: String(entry[entry.index(after: colon)...])))
        }
        return bindings
    }

    private static func decoding(_ settings: Settings) throws(UsageError) -> DecodingOptions {
        let formats = Dictionary(PayloadFormat.allCases.map { ($0.rawValue, $0) }, uniquingKeysWith: { first, _ in first })
        let rule = settings["zone"] ?? "UTC0"
        guard let zone = LocalZone(posix: rule) else {
            throw UsageError("--zone", "\(rule) is not a POSIX rule such as CET-1CEST,M3.5.0,M10.5.0/3")
        }
        return DecodingOptions(
            format: try settings.choice("format", of: formats), zone: zone,
            bodyLimit: Int(clamping: try settings.bytes("max-body") ?? 262_144))
    }

    private static func tags(_ settings: Settings) throws(UsageError) -> [Tag] {
        var tags: [Tag] = []
        for entry in settings.list("tag") {
            guard let equals = entry.firstIndex(of: "="), equals != entry.startIndex else {
                throw UsageError("--tag", "\(entry) is not NAME=VALUE")
            }
            tags.append(Tag(String(entry[..<equals]), String(entry[entry.index(after: equals)...])))
        }
        return tags
    }

    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, 255) == 0 else { return "unknown" }
        return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension Settings {
    /// One of several words; nil when it is not set.
    func choice<Value>(_ name: String, of values: [String: Value]) throws(UsageError) -> Value? {
        guard let text = self[name] else { return nil }
        guard let value = values[text] else {
            throw UsageError("--\(name)", "\(text) is none of \(values.keys.sorted().joined(separator: ", "))")
        }
        return value
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
