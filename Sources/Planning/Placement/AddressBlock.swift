/// An IPv4 or IPv6 address. An IPv4 address that is written as an IPv6 one (`::ffff:10.0.0.1`) is the IPv4 address, as in Go's `net.IP`.
struct NodeAddress: Hashable {
    /// 4 or 16 bytes, the most significant first.
    let bytes: [UInt8]

    /// nil for a text that is no address.
    init?(_ text: String) {
        guard let found = Self.four(text) ?? Self.sixteen(text) else { return nil }
        let isMapped = found.count == 16 && found.prefix(10).allSatisfy { $0 == 0 } && found[10] == 0xFF && found[11] == 0xFF
        bytes = isMapped ? Array(found.suffix(4)) : found
    }

    private static func four(_ text: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let bytes = parts.compactMap { $0.allSatisfy(\.isASCII) && $0.first != "+" ? UInt8($0) : nil }
        return parts.count == 4 && bytes.count == 4 ? bytes : nil
    }

    /// RFC 4291, section 2.2: eight groups, of which `::` may stand once for one or more that are zero; the last two may be an IPv4 address.
    private static func sixteen(_ text: String) -> [UInt8]? {
        guard let gap = text.firstRange(of: "::") else {
            return groups(text).flatMap { $0.count == 16 ? $0 : nil }
        }
        let (before, after) = (text[..<gap.lowerBound], text[gap.upperBound...])
        guard let head = before.isEmpty ? [] : groups(before, mayEndInFour: false), let tail = after.isEmpty ? [] : groups(after),
            head.count + tail.count <= 14
        else { return nil }
        return head + Array(repeating: 0, count: 16 - head.count - tail.count) + tail
    }

    private static func groups(_ text: some StringProtocol, mayEndInFour: Bool = true) -> [UInt8]? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var bytes: [UInt8] = []
        for (position, part) in parts.enumerated() {
            if mayEndInFour, position == parts.count - 1, part.contains(".") {
                guard let last = four(String(part)) else { return nil }
                bytes += last
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit), let group = UInt16(part, radix: 16) else {
                    return nil
                }
                bytes += [UInt8(group >> 8), UInt8(group & 0xFF)]
            }
        }
        return bytes
    }
}

/// A network of addresses such as `10.0.0.0/8` or `fd00::/8`.
struct AddressBlock {
    private let start: [UInt8]
    private let length: Int

    /// nil for a text that is no network.
    init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let address = NodeAddress(String(parts[0])), let length = Int(parts[1]),
            (0...address.bytes.count * 8).contains(length)
        else { return nil }
        start = address.bytes
        self.length = length
    }

    /// Whether the address is of the same kind and lies in the network.
    func contains(_ address: NodeAddress) -> Bool {
        guard address.bytes.count == start.count else { return false }
        return zip(start, address.bytes).enumerated().allSatisfy { position, pair in
            let bits = min(8, max(0, length - position * 8))
            let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - bits))
            return pair.0 & mask == pair.1 & mask
        }
    }
}
