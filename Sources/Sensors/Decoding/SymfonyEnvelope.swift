/// Symfony Messenger: the body is a serialised object, headers say its class (`type`) and its stamps (`X-Message-Stamp-<class>`).
enum SymfonyEnvelope {
    /// Whether a message is an envelope.
    static func matches(_ message: SensorMessage) -> Bool {
        if message.headers.containsName(where: { $0.hasPrefix("X-Message-Stamp-") }) { return true }
        if case .text(let type) = message.headers["type"], type.contains("\\") { return true }
        return isPHP(message.body)
    }

    /// Makes sure that the body is what is inside: fails for PHP's own serialisation, which only PHP reads, and without the class of it.
    static func check(_ message: SensorMessage) throws(Undecodable) {
        guard !isPHP(message.body) else { throw Undecodable(.unsupportedEnvelope, "symfony.php-serialised", at: 0, format: .symfony) }
        guard case .text(let type) = message.headers["type"], !type.isEmpty else {
            throw Undecodable(.schema, "symfony.no-type", format: .symfony)
        }
    }

    /// `O:36:"Symfony\Component\Messenger\Envelope":2:{...`
    private static func isPHP(_ body: [UInt8]) -> Bool {
        guard body.count > 4, body[0] == UInt8(ascii: "O"), body[1] == UInt8(ascii: ":") else { return false }
        let digits = body.dropFirst(2).prefix { $0 &- 0x30 < 10 }
        return !digits.isEmpty && body.dropFirst(2 + digits.count).starts(with: [UInt8(ascii: ":"), UInt8(ascii: "\"")])
    }
}
