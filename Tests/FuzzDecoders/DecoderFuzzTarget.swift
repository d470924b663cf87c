import Glibc
import Sensors

/// Where libFuzzer gives an input; built by scripts/fuzz-decoders only, which has its layout.
///
/// The variable `FUZZ_FORMAT` names the decoder that reads everything. It sees the message three times: pinned to that decoder, free
/// to be recognised, and with what it announced before. What comes out goes through event time and every encoder.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let flags = input.first, let message = FuzzedMessage(flags: flags, rest: input.dropFirst()) else { return 0 }
    read(message.message, with: pinned)
    read(message.message, with: SensorDecoder())
    return 0
}

private let pinned = SensorDecoder(
    options: DecodingOptions(
        format: getenv("FUZZ_FORMAT").flatMap { PayloadFormat(rawValue: String(cString: $0)) },
        zone: LocalZone(posix: "CET-1CEST,M3.5.0,M10.5.0/3") ?? .utc))

private func read(_ message: SensorMessage, with decoder: SensorDecoder) {
    var decoder = decoder
    guard case .announcement(let announcement)? = try? decoder.decode(message) else { return encode(message, decoder) }
    decoder.catalog.note(announcement)
    encode(message, decoder)
}

private func encode(_ message: SensorMessage, _ decoder: SensorDecoder) {
    guard case .readings(let readings)? = try? decoder.decode(message),
        let points = try? decoder.points(of: readings, from: message, rules: EventTimeRules(futurePolicy: .clamp))
    else { return }
    var bytes: [UInt8] = []
    LineProtocolEncoder(allowsUnsigned: true).encode(points, into: &bytes)
    GraphiteEncoder().encode(points, into: &bytes)
    JSONLinesEncoder().encode(points, into: &bytes)
    var values = PrometheusLastValues()
    for point in points { values.take(point) }
    bytes += values.exposition()
    _ = StatsDEncoder().datagrams(of: points)
    _ = OTLPEncoder().body(of: points)
}

/// The layout of an input: a byte of flags, the routing key up to a line feed, the body.
private struct FuzzedMessage {
    let message: SensorMessage

    init?(flags: UInt8, rest: Slice<UnsafeBufferPointer<UInt8>>) {
        guard let end = rest.firstIndex(of: 0x0A) else { return nil }
        let received = Instant(nanoseconds: 1_763_692_380_123_456_789)
        var headers = SensorMessage.Headers()
        if flags & 1 != 0 { headers["type"] = .text("App\\Message\\SensorReading") }
        if flags & 2 != 0 { headers["X-Message-Stamp-Bus"] = .text("[{\"busName\":\"messenger.bus.default\"}]") }
        if flags & 4 != 0 { headers["timestamp_in_ms"] = .integer(received.nanoseconds / 1_000_000) }
        message = SensorMessage(
            routingKey: String(decoding: rest[..<end], as: UTF8.self), body: Array(rest[rest.index(after: end)...]),
            messageID: flags & 8 != 0 ? "m" : nil, timestamp: flags & 16 != 0 ? received.nanoseconds / 1_000_000_000 : nil,
            headers: headers, receivedAt: received)
    }
}
