import Messaging

extension WorkFigures {
    /// The counters as Prometheus scrapes them (text format 0.0.4), names ending as its conventions want.
    package func exposition(memory: UInt64) -> String {
        var text = ""
        func family(_ name: String, _ type: String, _ samples: [(labels: String, value: String)]) {
            text += "# TYPE sensor_worker_\(name) \(type)\n"
            for sample in samples { text += "sensor_worker_\(name)\(sample.labels.isEmpty ? "" : "{\(sample.labels)}") \(sample.value)\n" }
        }
        func one(_ value: some CustomStringConvertible) -> [(labels: String, value: String)] { [("", "\(value)")] }
        family("received_total", "counter", one(ledger.received))
        family("acknowledged_total", "counter", one(ledger.acknowledged))
        family("dead_total", "counter", Self.labelled("reason", ledger.dead.map { ($0.key.rawValue, "\($0.value)") }))
        family("ignored_total", "counter", Self.labelled("rule", ledger.ignored.map { ($0.key, "\($0.value)") }))
        family("requeued_total", "counter", one(ledger.requeued))
        family("in_flight", "gauge", one(ledger.inFlight))
        family("suspected_total", "counter", one(ledger.suspected))
        family("set_aside_unread_total", "counter", one(ledger.setAsideUnread))
        family("points_total", "counter", one(ledger.points))
        family("arrival_times_total", "counter", one(ledger.arrivalTimes))
        family("lag_seconds", "gauge", one(ledger.lag))
        family("parked", "gauge", one(isParked ? 1 : 0))
        family("resident_bytes", "gauge", one(memory))
        family("sink_up", "gauge", bySink { $0.troubledSince == nil ? "1" : "0" })
        family("sink_accepted_total", "counter", bySink { "\($0.accepted)" })
        family("sink_failed_total", "counter", bySink { "\($0.failed)" })
        family("sink_dropped_points_total", "counter", bySink { "\($0.dropped)" })
        family("sink_seconds", "gauge", bySink { "\($0.seconds)" })
        return text
    }

    private func bySink(_ value: (SinkStatus) -> String) -> [(labels: String, value: String)] {
        Self.labelled("sink", sinks.map { ($0.key.text, value($0.value)) })
    }

    private static func labelled(_ label: String, _ samples: [(String, String)]) -> [(labels: String, value: String)] {
        samples.sorted { $0.0 < $1.0 }.map { ("\(label)=\"\(PrometheusLastValues.escaped($0.0))\"", $0.1) }
    }
}
