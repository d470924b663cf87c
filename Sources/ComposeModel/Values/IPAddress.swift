#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Texts that are IP addresses or networks.
package enum IPAddress {
    /// Whether a text is an address of version 4 or 6, without brackets, zone or port.
    package static func isValid(_ text: String) -> Bool { isV4(text) || isV6(text) }

    private static func isV4(_ text: String) -> Bool {
        var address = in_addr()
        return inet_pton(AF_INET, text, &address) == 1
    }

    private static func isV6(_ text: String) -> Bool {
        var address = in6_addr()
        return inet_pton(AF_INET6, text, &address) == 1
    }

    /// Whether a text is `address/bits`.
    package static func isCIDR(_ text: String) -> Bool {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty, parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), let bits = Int(parts[1]) else {
            return false
        }
        let address = String(parts[0])
        return isV4(address) ? bits <= 32 : isV6(address) && bits <= 128
    }
}
