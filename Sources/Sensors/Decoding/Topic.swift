/// The levels of an AMQP routing key or MQTT topic.
///
/// RabbitMQ's MQTT plugin turns `/` into `.`, so both separate; empty levels are dropped. A device name with a dot in it
/// therefore becomes two levels (the plugin's documentation says that such topics do not work as expected).
package struct Topic: Sendable, Equatable {
    package let levels: [String]

    package init(_ routingKey: String) {
        // By bytes: both separators are ASCII, and finding the borders of characters costs more than all the rest.
        var key = routingKey
        levels = key.withUTF8 { bytes in
            var levels: [String] = []
            levels.reserveCapacity(6)
            var start = 0
            for index in 0...bytes.count
            where index == bytes.count || bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: "/") {
                if index > start { levels.append(String(decoding: bytes[start..<index], as: UTF8.self)) }
                start = index + 1
            }
            return levels
        }
    }

    /// The level counted from the end, 0 is the last; nil when there are not that many.
    package func fromEnd(_ position: Int) -> String? {
        position >= 0 && position < levels.count ? levels[levels.count - 1 - position] : nil
    }

    /// Levels joined by `/`, without some at both ends.
    package func name(dropFirst: Int = 0, dropLast: Int = 0) -> String {
        levels.dropFirst(dropFirst).dropLast(dropLast).joined(separator: "/")
    }

    /// All levels joined by `/`.
    package var path: String { name() }

    /// Whether the topic ends in these levels.
    package func ends(in tail: [String]) -> Bool {
        levels.count >= tail.count && levels.suffix(tail.count).elementsEqual(tail)
    }
}
