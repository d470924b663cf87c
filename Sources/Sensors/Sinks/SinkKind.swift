import HTTPTransport

/// The kinds of `--sinks`.
enum SinkKind: String, CaseIterable, Sendable {
    case history, stdout, jsonl, influx, influx2, graphite, otlp, statsd, prometheus

    /// What has to stand behind the `=`.
    var form: String {
        switch self {
        case .history: "history=/path/to/history.db"
        case .stdout: "stdout"
        case .jsonl: "jsonl=/path/to/points.jsonl"
        case .influx: "influx=http://host:8086/database"
        case .influx2: "influx2=http://host:8086/organisation/bucket"
        case .graphite: "graphite=host:2003"
        case .otlp: "otlp=http://host:4318"
        case .statsd: "statsd?=host:8125 (it says nothing back, so it is best-effort)"
        case .prometheus: "prometheus?=address:9100 (a scrape says nothing back, so it is best-effort)"
        }
    }

    /// Points that a best-effort sink holds at most.
    static let bestEffortLimit = 10_000

    /// The sinks that the settings name, in order.
    static func sinks(_ settings: Settings) throws(UsageError) -> [ConfiguredSink] {
        var sinks: [ConfiguredSink] = []
        for entry in settings.list("sinks") {
            let address = SinkAddress(entry)
            guard let kind = SinkKind(rawValue: address.kind) else {
                throw UsageError("--sinks", "\(address.kind) is none of \(allCases.map(\.rawValue).joined(separator: ", "))")
            }
            let name = SinkName(sinks.contains { $0.name.text == kind.rawValue } ? "\(kind.rawValue)-\(sinks.count)" : kind.rawValue)
            let duty: SinkFanout.Duty = address.isRequired ? .required : .bestEffort(limit: bestEffortLimit)
            sinks.append(ConfiguredSink(name: name, duty: duty, sink: try kind.make(address, settings)))
        }
        guard !sinks.isEmpty else { throw UsageError("--sinks", "names none") }
        return sinks
    }

    private func make(_ address: SinkAddress, _ settings: Settings) throws(UsageError) -> any PointSink {
        switch self {
        case .history: return try HistorySink(address.target ?? "history.db", keep: try settings.duration("history-keep"))
        case .stdout: return JSONLinesSink()
        case .jsonl:
            guard let path = address.target else { throw malformed }
            return try JSONLinesSink(appendingTo: path)
        case .influx:
            let url = try url(address, parts: 1, port: 8086)
            let target = InfluxSink.Target.version1(
                database: url.path[0], user: settings["influx-user"], password: settings["influx-password"])
            return RemoteSink(InfluxSink(target), through: try sender(url, settings))
        case .influx2:
            let url = try url(address, parts: 2, port: 8086)
            let target = InfluxSink.Target.version2(
                organisation: url.path[0], bucket: url.path[1], token: try settings.required("influx-token"))
            return RemoteSink(InfluxSink(target), through: try sender(url, settings))
        case .otlp: return RemoteSink(OTLPSink(), through: try sender(try url(address, parts: 0, port: 4318), settings))
        case .graphite:
            let (host, port) = try place(address, port: 2003)
            return GraphiteSink(host: host, port: port, limit: try settings.duration("sink-timeout") ?? .seconds(10))
        case .statsd:
            let (host, port) = try bestEffortPlace(address, port: 8125)
            return StatsDSink(host: host, port: port)
        case .prometheus:
            let (host, port) = try bestEffortPlace(address, port: 9100)
            return try PrometheusSink(host: host, port: port)
        }
    }

    private func place(_ address: SinkAddress, port: Int) throws(UsageError) -> (host: String, port: Int) {
        guard let place = address.target.flatMap({ HostAndPort.split($0[...], port: port) }) else { throw malformed }
        return place
    }

    /// Of a store that acknowledges nothing: an acknowledgement that waited for it would mean nothing.
    private func bestEffortPlace(_ address: SinkAddress, port: Int) throws(UsageError) -> (host: String, port: Int) {
        guard !address.isRequired else { throw malformed }
        return try place(address, port: port)
    }

    private var malformed: UsageError { UsageError("--sinks", "\(rawValue) is written \(form)") }

    private func url(_ address: SinkAddress, parts: Int, port: Int) throws(UsageError) -> SinkURL {
        guard let url = address.target.flatMap({ SinkURL($0, port: port) }), url.path.count == parts else { throw malformed }
        return url
    }

    private func sender(_ url: SinkURL, _ settings: Settings) throws(UsageError) -> HTTPTransportSender {
        HTTPTransportSender(to: url.endpoint, seconds: try settings.duration("sink-timeout")?.inSeconds ?? 10)
    }
}
