extension BrokerAddress {
    /// Takes an AMQP URL apart. Parameters: `heartbeat` (s), `connection_timeout` (ms), `cacertfile`, `certfile`, `keyfile`,
    /// `verify` (`verify_peer` or `verify_none`), as RabbitMQ spells them.
    package init(parsing url: String) throws(BrokerAddressError) {
        var rest = Substring(url)
        guard let scheme = rest.take(before: "://")?.lowercased(), ["amqp", "amqps"].contains(scheme) else { throw .scheme }
        let query = rest.takeTail(after: "?")
        let path = rest.takeTail(after: "/")
        // What stands before the `@` is a part of the password then, and must not be shown by any error.
        guard path?.contains("@") != true, query?.contains("@") != true else { throw .credentials }
        self.init(host: "", tls: scheme == "amqps" ? TLSOptions() : nil)
        if let credentials = rest.takeUpToLast("@") { try set(credentials: credentials) }
        try set(authority: rest)
        if let path {
            guard !path.contains("/") else { throw .virtualHost }
            virtualHost = try path.percentDecoded("virtual host")
        }
        for pair in (query ?? "").split(separator: "&") { try set(parameter: pair) }
        guard (tls?.certificate == nil) == (tls?.key == nil) else { throw .halfCertificate }
    }

    /// Takes a comma-separated list of AMQP URLs apart: the nodes of one cluster.
    package static func list(parsing text: String) throws(BrokerAddressError) -> [BrokerAddress] {
        var found: [BrokerAddress] = []
        for part in text.split(separator: ",") {
            let url = part.drop { $0 == " " }
            guard !url.isEmpty else { continue }
            found.append(try BrokerAddress(parsing: String(url.prefix { $0 != " " })))
        }
        guard !found.isEmpty else { throw .empty }
        return found
    }

    private mutating func set(credentials: Substring) throws(BrokerAddressError) {
        var rest = credentials
        let name = rest.take(before: ":")
        user = try (name ?? rest).percentDecoded("user")
        if name != nil { password = try rest.percentDecoded("password") }
    }

    private mutating func set(authority: Substring) throws(BrokerAddressError) {
        var rest = authority
        if rest.first == "[" {
            rest.removeFirst()
            guard let address = rest.take(before: "]"), rest.isEmpty || rest.first == ":" else { throw .host }
            host = String(address)
            rest = rest.dropFirst()
        } else {
            host = try (rest.take(before: ":") ?? rest.takeAll()).percentDecoded("host")
        }
        guard !host.isEmpty, !host.contains(where: { $0.isWhitespace }) else { throw .host }
        guard !rest.isEmpty else { return }
        guard let number = UInt16(rest), number > 0 else { throw .port(String(rest)) }
        port = number
    }

    private mutating func set(parameter pair: Substring) throws(BrokerAddressError) {
        var rest = pair
        guard let name = rest.take(before: "=") else { throw .unknownParameter(String(pair)) }
        let value = try rest.percentDecoded("parameter \(name)")
        switch name {
        case "heartbeat": heartbeat = .seconds(try number(name, value, upTo: 65535))
        case "connection_timeout": connectionTimeout = .milliseconds(try number(name, value, upTo: 3_600_000))
        case "cacertfile": tls?.authorities = value
        case "certfile": tls?.certificate = value
        case "keyfile": tls?.key = value
        case "verify" where value == "verify_peer": tls?.verifiesBroker = true
        case "verify" where value == "verify_none": tls?.verifiesBroker = false
        case "verify": throw .parameterValue(name: "verify", value: value)
        default: throw .unknownParameter(String(name))
        }
    }

    private func number(_ name: Substring, _ value: String, upTo limit: Int) throws(BrokerAddressError) -> Int {
        guard let number = Int(value), (0...limit).contains(number) else { throw .parameterValue(name: String(name), value: value) }
        return number
    }
}

extension Substring {
    /// The part before a separator, which goes with it; `nil` when it does not occur.
    fileprivate mutating func take(before separator: String) -> Substring? {
        guard let range = firstRange(of: separator) else { return nil }
        defer { self = self[range.upperBound...] }
        return self[..<range.lowerBound]
    }

    fileprivate mutating func takeAll() -> Substring {
        defer { self = "" }
        return self
    }

    /// The part before the last such character, which goes with it.
    fileprivate mutating func takeUpToLast(_ character: Character) -> Substring? {
        guard let index = lastIndex(of: character) else { return nil }
        defer { self = self[self.index(after: index)...] }
        return self[..<index]
    }

    /// The part after the first such character, which goes with it.
    fileprivate mutating func takeTail(after character: Character) -> Substring? {
        guard let index = firstIndex(of: character) else { return nil }
        defer { self = self[..<index] }
        return self[self.index(after: index)...]
    }

    private func firstRange(of text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            let tail = self[start...]
            if tail.hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }

    fileprivate func percentDecoded(_ part: String) throws(BrokerAddressError) -> String {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(hexadecimalValue), let low = rest.popFirst().flatMap(hexadecimalValue) else {
                throw .escape(part: part)
            }
            bytes.append(high << 4 | low)
        }
        // A NUL would cut the text short in C.
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else { throw .escape(part: part) }
        return text
    }
}

private func hexadecimalValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
