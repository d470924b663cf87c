import Messaging
import Testing

@testable import Sensors

@Suite("Where a dead letter was published first") struct DeadLetterTests {
    private func letter(_ headers: MessageHeaders) -> DeadLetters.Letter {
        var properties = MessageProperties()
        properties.headers = headers
        return DeadLetters.Letter(
            delivery: Delivery(
                id: DeliveryID(epoch: ConnectionEpoch(1), tag: DeliveryTag(1)), lane: .main, routingKey: "climate.dead",
                properties: properties,
                body: [], receivedAt: UnixTime(nanoseconds: 0)))
    }

    private static func death(_ exchange: HeaderValue?, _ keys: HeaderValue?) -> HeaderValue {
        var fields: MessageHeaders = ["reason": "rejected", "queue": "climate", "count": 1]
        fields["exchange"] = exchange
        fields["routing-keys"] = keys
        return .table(fields)
    }

    private static let first = death("amq.topic", .array(["zigbee2mqtt.a", "copy"]))
    private static let retry = HeaderValue.table([
        "reason": "expired", "queue": "retries", "count": 1, "exchange": "dlx", "routing-keys": .array(["climate.retry"]),
    ])
    private static let later = death("", .array(["climate.dead"]))

    @Test(
        "what the worker noted counts, then the oldest of what the broker did",
        arguments: [
            ([:], "", "climate.dead"),
            (["x-original-exchange": "amq.topic", "x-original-routingKey": "k"], "amq.topic", "k"),
            (["x-original-routingKey": "k", "x-death": .array([first])], "", "k"),
            (["x-death": .array([first])], "amq.topic", "zigbee2mqtt.a"),
            (["x-death": .array([later, first])], "amq.topic", "zigbee2mqtt.a"),
            (["x-death": .array([first, later])], "", "climate.dead"),
            (["x-death": .array([death(nil, .array(["k"]))])], "", "k"),
            // Rejected, sent again by a queue of retries, rejected again: the entry that counts both is in front.
            (
                ["x-death": .array([first, retry]), "x-first-death-queue": "climate", "x-first-death-reason": "rejected"], "amq.topic",
                "zigbee2mqtt.a"
            ),
        ] as [(MessageHeaders, String, String)])
    func origin(headers: MessageHeaders, exchange: String, key: String) {
        let letter = letter(headers)
        #expect(letter.origin == (exchange, key))
        #expect(letter.key == key)
    }

    @Test(
        "headers that nobody's broker writes are no origin",
        arguments: [
            "text", .array([]), .array(["text"]), .array([death("amq.topic", nil)]), .array([death("amq.topic", "k")]),
            .array([death("amq.topic", .array([]))]), .array([death("amq.topic", .array([7]))]), .table(["exchange": "amq.topic"]),
        ] as [HeaderValue])
    func strange(death: HeaderValue) {
        #expect(letter(["x-death": death]).origin == ("", "climate.dead"))
    }
}
