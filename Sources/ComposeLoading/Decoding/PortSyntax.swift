import ComposeModel

/// The short form of a port: `[[ip:][host]:]container[/protocol]`, either side a range.
///
/// Follows go-connections `nat.ParsePortSpec`, which both docker stack and compose-go use.
struct PortSyntax {
    /// Why a text is not a port.
    enum ParseError: Error, Hashable {
        case noContainerPort
        case badPort(String)
        case portRange(String)
        case badProtocol(String)
        case badAddress(String)
        case rangesDiffer
    }

    var hostIP: String?
    var host: ClosedRange<UInt32>?
    var container: ClosedRange<UInt32>
    var transport: String

    init(_ text: String) throws(ParseError) {
        var parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let last = parts.removeLast()
        let hostText = parts.popLast() ?? ""
        let address = parts.joined(separator: ":")
        let slash = last.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let containerText = slash.first ?? ""
        transport = slash.count > 1 && !slash[1].isEmpty ? slash[1].lowercased() : "tcp"
        guard ["tcp", "udp", "sctp"].contains(transport) else { throw .badProtocol(transport) }
        guard !containerText.isEmpty else { throw .noContainerPort }
        container = try Self.range(containerText)
        host = hostText.isEmpty ? nil : try Self.range(hostText)
        hostIP = address.isEmpty ? nil : try Self.address(address)
        if let host, host.count != container.count, container.count != 1 { throw .rangesDiffer }
    }

    private static func address(_ text: String) throws(ParseError) -> String {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        guard IPAddress.isValid(bare) else { throw .badAddress(text) }
        return bare
    }

    private static func range(_ text: Substring) throws(ParseError) -> ClosedRange<UInt32> {
        let ends = text.utf8.split(separator: UInt8(ascii: "-"), maxSplits: 1, omittingEmptySubsequences: false)
        let low = try number(ends[0], in: text)
        let high = ends.count > 1 ? try number(ends[1], in: text) : low
        guard low <= high else { throw .badPort(String(text)) }
        return low...high
    }

    private static func number(_ digits: Substring.UTF8View, in whole: Substring) throws(ParseError) -> UInt32 {
        var value: UInt32 = 0
        for byte in digits {
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { throw .badPort(String(whole)) }
            value = min(value * 10 + UInt32(byte - UInt8(ascii: "0")), 100_000)
        }
        if digits.isEmpty { throw .badPort(String(whole)) }
        guard value <= 65_535 else { throw .portRange(String(whole)) }
        return value
    }

    /// The ports in the long form, in the order of both peers: by the text `port/protocol`.
    func ports(_ dialect: Dialect) -> [Port] {
        let targets = container.sorted { "\($0)/" < "\($1)/" }
        return targets.flatMap { target in published(target, dialect).map { port(target, published: $0, dialect) } }
    }

    private func port(_ target: UInt32, published: String?, _ dialect: Dialect) -> Port {
        Port(target: target, published: published, transport: transport, mode: "ingress", hostIP: hostIP)
    }

    /// What is published for one container port: one number, a range to choose from, or (docker stack) each of a range.
    private func published(_ target: UInt32, _ dialect: Dialect) -> [String?] {
        guard let host else { return [nil] }
        if container.count > 1 || host.count == 1 { return [String(host.lowerBound + (target - container.lowerBound))] }
        return dialect == .stack ? host.map { String($0) } : ["\(host.lowerBound)-\(host.upperBound)"]
    }
}
