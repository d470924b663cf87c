import Messaging

extension WorkFigures {
    /// One JSON object, for the beat file and for programs.
    package func json(memory: UInt64) -> String {
        var bytes: [UInt8] = []
        let totals: [(String, UInt64)] = [
            ("received", ledger.received), ("acknowledged", ledger.acknowledged), ("dead", ledger.deadTotal),
            ("ignored", ledger.ignoredTotal), ("requeued", ledger.requeued), ("inFlight", ledger.inFlight),
            ("suspected", ledger.suspected), ("setAsideUnread", ledger.setAsideUnread), ("points", ledger.points),
            ("arrivalTimes", ledger.arrivalTimes), ("residentBytes", memory),
        ]
        bytes.append(UInt8(ascii: "{"))
        for (name, value) in totals { bytes += Array("\"\(name)\":\(value),".utf8) }
        bytes += Array("\"lagSeconds\":\(ledger.lag),\"parked\":\(isParked),\"deadByReason\":{".utf8)
        Self.write(ledger.dead.map { ($0.key.rawValue, "\($0.value)") }, into: &bytes)
        bytes += Array("},\"ignoredByRule\":{".utf8)
        Self.write(ledger.ignored.map { ($0.key, "\($0.value)") }, into: &bytes)
        bytes += Array("},\"sinks\":{".utf8)
        Self.write(sinks.map { ($0.key.text, Self.json($0.value)) }, into: &bytes)
        bytes += Array("}}".utf8)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func json(_ sink: SinkStatus) -> String {
        "{\"up\":\(sink.troubledSince == nil),\"required\":\(sink.isRequired),\"accepted\":\(sink.accepted),\"failed\":\(sink.failed),"
            + "\"dropped\":\(sink.dropped),\"unkept\":\(sink.unkept),\"seconds\":\(sink.seconds)}"
    }

    private static func write(_ members: [(String, String)], into bytes: inout [UInt8]) {
        for (position, member) in members.sorted(by: { $0.0 < $1.0 }).enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONWriting.string(member.0, into: &bytes)
            bytes += Array(":\(member.1)".utf8)
        }
    }
}

extension WorkFigures {
    /// `412 in, 412 acked, 0 dead, lag 0.3 s, influx ok 8 ms, 11 MiB`, with what happened since `earlier` as rates.
    func line(since earlier: WorkFigures, seconds: Double, memory: UInt64) -> String {
        let rate = Double(ledger.received - earlier.ledger.received) / max(seconds, 0.001)
        var parts = ["\(Int(rate.rounded())) msg/s in", "\(ledger.acknowledged) acked", "\(ledger.deadTotal) dead"]
        if ledger.ignoredTotal > 0 { parts.append("\(ledger.ignoredTotal) ignored") }
        if ledger.inFlight > 0 { parts.append("\(ledger.inFlight) in hand") }
        if ledger.requeued > 0 { parts.append("\(ledger.requeued) given back") }
        parts.append("lag \(Duration.seconds(max(0, min(ledger.lag, 1e9))).words)")
        for (name, sink) in sinks.sorted(by: { $0.key.text < $1.key.text }) {
            let state = sink.cause.map { "down (\($0))" } ?? "ok \(Int((sink.seconds * 1000).rounded())) ms"
            parts.append("\(name.text) \(state)" + (sink.dropped > 0 ? ", \(sink.dropped) dropped" : ""))
        }
        if isParked { parts.append("parked") }
        parts.append("\(memory / 1_048_576) MiB")
        return parts.joined(separator: ", ")
    }
}
