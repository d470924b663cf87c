/// A way in which a message can be beyond reading, and the reason of the dead letter it becomes.
struct PoisonKind: Sendable {
    let reason: Undecodable.Reason
    let key: String
    let headers: [(name: String, value: SensorMessage.HeaderValue)]
    let encoding: String?
    /// The body, which may depend on the time.
    let body: @Sendable (Instant) -> [UInt8]

    private init(_ reason: Undecodable.Reason, _ key: String, _ body: String) {
        self.init(reason, key, bytes: Array(body.utf8))
    }

    private init(
        _ reason: Undecodable.Reason, _ key: String, bytes: [UInt8], headers: [(name: String, value: SensorMessage.HeaderValue)] = [],
        encoding: String? = nil
    ) {
        self.init(reason, key, headers, encoding) { _ in bytes }
    }

    private init(
        _ reason: Undecodable.Reason, _ key: String, _ headers: [(name: String, value: SensorMessage.HeaderValue)] = [],
        _ encoding: String? = nil, body: @escaping @Sendable (Instant) -> [UInt8]
    ) {
        self.reason = reason
        self.key = key
        self.headers = headers
        self.encoding = encoding
        self.body = body
    }

    private static let symfony: [(name: String, value: SensorMessage.HeaderValue)] = [
        (name: "type", value: .text("App\\Message\\SensorReading")), (name: "X-Message-Stamp-A", value: .text("[]")),
    ]

    /// Thirty kinds and a few more.
    static let all: [PoisonKind] = [
        .init(.malformed, "zigbee2mqtt.poison", "{\"temperature\":21."), .init(.malformed, "zigbee2mqtt.poison", "{\"temperature\":NaN}"),
        .init(.malformed, "zigbee2mqtt.poison", "{'temperature':21}"), .init(.malformed, "zigbee2mqtt.poison", "{\"temperature\":021}"),
        .init(.malformed, "zigbee2mqtt.poison", "{\"temperature\":21}x"), .init(.malformed, "zigbee2mqtt.poison", "{\"temperature\":21,}"),
        .init(.malformed, "zigbee2mqtt.poison", "{\"a\":\"\u{1}\"}"), .init(.malformed, "sensors.poison", "{"),
        .init(.malformed, "sensors.poison", "{\"device\":\"x\",\"temperature\":21"), .init(.malformed, "sensors.poison", "{\"a\":1e999}"),
        .init(.malformed, "sensors.poison", "{\"a\":\"\\ud83d\"}"), .init(.malformed, "sensors.poison", "{temperature:21}"),
        .init(.malformed, "sensors.poison", bytes: [0x7B, 0x22, 0x61, 0x22, 0x3A, 0x22, 0xC0, 0xAF, 0x22, 0x7D]),
        .init(.malformed, "sensors.poison", bytes: [0x00, 0x01, 0x02, 0x03]),
        .init(.malformed, "sensors.poison", bytes: [0x80, 0x04, 0x95]),
        .init(.malformed, "sensors.poison", String(repeating: "[", count: 17) + String(repeating: "]", count: 17)),
        .init(.malformed, "tele.poison.SENSOR", "{\"Time\":\"2025-11-21T03:30:00\",\"AM2301\":{\"Temperature\":24.6}"),
        .init(.malformed, "tele.poison.SENSOR", "{\"Time\":\"2025-11-21T03:30:00\",\"AM2301\":{\"Temperature\":nan}}"),
        .init(.malformed, "sensors.metrics", "climate f=1 notatime"), .init(.malformed, "sensors.metrics", "climate,t= f=1"),
        .init(.malformed, "sensors.metrics", "climate f=\"open"), .init(.malformed, "sensors.poison.temperature", "hello"),
        .init(.malformed, "sensors.symfony", bytes: Array("{\"device\":\"cellar\",".utf8), headers: symfony),
        .init(.schema, "zigbee2mqtt.poison", "{\"temperature\":\"hot\"}"), .init(.schema, "zigbee2mqtt.poison", "{\"temperature\":true}"),
        .init(.schema, "zigbee2mqtt.poison", "[1,2]"),
        .init(.schema, "zigbee2mqtt." + String(repeating: "n", count: 210), "{\"temperature\":1}"),
        .init(.schema, "tele.poison.SENSOR", "{\"Time\":\"2025-11-21T03:30:00\",\"AM2301\":{\"Temperature\":24.6},\"TempUnit\":\"Q\"}"),
        .init(.schema, "sensors.poison", "{\"device\":\"x\",\"type\":\"temperature\",\"value\":68,\"unit\":\"furlong\"}"),
        .init(.schema, "poison.sensor.temperature.state", "broken"), .init(.schema, "shellies.shelly1-1.relay.0.power", "on"),
        .init(.noMetrics, "zigbee2mqtt.poison", "{\"action\":\"single\"}"), .init(.noMetrics, "sensors.poison", "{}"),
        .init(.noMetrics, "tele.poison.SENSOR", "{\"Time\":\"2025-11-21T03:30:00\"}"),
        .init(.unsupportedEnvelope, "sensors.poison", bytes: Array("{\"device\":\"x\",\"temperature\":21}".utf8), encoding: "gzip"),
        .init(.unsupportedEnvelope, "sensors.symfony", "O:36:\"Symfony\\Component\\Messenger\\Envelope\":2:{s:44:\"x\";a:0:{}}"),
        .init(.futureTime, "sensors.poison") { time in
            // Seconds, two days ahead.
            Array("{\"device\":\"x\",\"temperature\":21,\"ts\":\(time.nanoseconds / 1_000_000_000 + 172_800)}".utf8)
        },
    ]
}
