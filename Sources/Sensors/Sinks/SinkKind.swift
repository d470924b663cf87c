import HTTPTransport

/// The kinds of `--sinks`.
enum SinkKind: String, CaseIterable, Sendable {
    case history, stdout, jsonl, influx, influx2

    /// What has to stand behind the `=`.
    var form: String {
        switch self {
        case .history: "history=/path/to/history.db"
        case .stdout: "stdout"
        case .jsonl: "jsonl=/path/to/points.jsonl"
        case .influx: "influx=http://host:8086/database"
        case .influx2: "influx2=http://host:8086/organisation/bucket"
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
        }
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
