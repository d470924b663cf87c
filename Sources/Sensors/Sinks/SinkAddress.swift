package import HTTPTransport

/// One entry of `--sinks`: what kind of store, where, and whether acknowledgements wait for it.
///
/// `influx=http://pi-0:8086/home`, `stdout`, `jsonl=/data/points.jsonl`; a `?` after the kind makes it best-effort.
package struct SinkAddress: Sendable, Equatable {
    package let kind: String
    package let target: String?
    package let isRequired: Bool

    /// Takes an entry apart.
    package init(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let kind = parts.first ?? ""
        isRequired = !kind.hasSuffix("?")
        self.kind = String(isRequired ? kind : kind.dropLast())
        target = parts.count > 1 && !parts[1].isEmpty ? String(parts[1]) : nil
    }
}

/// `http://host:port/path` taken apart; user, password, query and fragment have no place in it.
package struct SinkURL: Sendable, Equatable {
    package let endpoint: Endpoint
    /// The parts of the path, percent-decoding left to nobody: names with such characters go into settings.
    package let path: [String]

    /// Reads a URL; nil when it is none. `https` is not spoken: put a proxy beside the worker.
    package init?(_ text: String, port fallback: Int) {
        guard text.hasPrefix("http://") else { return nil }
        let rest = text.dropFirst(7)
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let (host, port) = HostAndPort.split(rest[..<end], port: fallback), !rest.contains(where: { "@?#".contains($0) }) else {
            return nil
        }
        endpoint = .tcp(host: host, port: port)
        path = rest[end...].split(separator: "/").map(String.init)
    }
}

/// `host:port`, `[::1]:port`, `host`.
package enum HostAndPort {
    /// Host without brackets and port; nil when it is neither.
    package static func split(_ text: Substring, port fallback: Int) -> (host: String, port: Int)? {
        guard let colon = text.lastIndex(of: ":"), text.last != "]" else {
            let host = text.drop { $0 == "[" }.prefix { $0 != "]" }
            return host.isEmpty ? nil : (String(host), fallback)
        }
        guard let port = Int(text[text.index(after: colon)...]), (1...65_535).contains(port) else { return nil }
        let host = text[..<colon].drop { $0 == "[" }.prefix { $0 != "]" }
        return host.isEmpty ? nil : (String(host), port)
    }
}
