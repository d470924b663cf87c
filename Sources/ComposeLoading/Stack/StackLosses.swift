import Diagnostics
import YAMLTree

/// What docker stack reads, accepts and then drops without a word: each with a warning here.
///
/// docker/cli cli/compose/loader and cli/compose/convert.
struct StackLosses {
    private var diagnostics: [Diagnostic] = []
    private var path = ""

    /// Warnings for a tree that its schema accepts.
    static func find(in root: Node) -> [Diagnostic] {
        var losses = StackLosses()
        for entry in root[key: "services"]?.entries ?? [] { losses.service(entry) }
        return losses.diagnostics
    }

    private mutating func report(_ what: String, _ why: String, at range: SourceRange) {
        diagnostics.append(.stackLost("\(path).\(what)", why, at: range))
    }

    private static let droppedKeys: [(key: String, why: String)] = [
        ("depends_on", "tasks start in any order"),
        ("tmpfs", "write a volume of the type tmpfs instead"),
        ("oom_score_adj", "docker's client forgets it"),
    ]

    private mutating func service(_ entry: Mapping.Entry) {
        let service = entry.value
        path = "services.\(entry.key.text)"
        for (key, why) in Self.droppedKeys {
            guard let entry = service.entry(key), !entry.value.isEmptyCollection else { continue }
            report(key, why, at: entry.key.range)
        }
        restart(service)
        for (index, item) in (service[key: "ports"]?.items ?? []).enumerated() { port(item, index) }
        for (index, item) in (service[key: "volumes"]?.items ?? []).enumerated() { options(item, index) }
        for (index, item) in (service[key: "extra_hosts"]?.items ?? []).enumerated() { host(item, index) }
        for attachment in service[key: "networks"]?.entries ?? [] { addresses(attachment) }
    }

    /// The legacy `restart` counts only without `deploy.restart_policy`, and `no` cannot be said with it.
    private mutating func restart(_ service: Node) {
        guard let value = service[key: "restart"], let text = value.text, !text.isEmpty else { return }
        if service[key: "deploy"]?[key: "restart_policy"] != nil {
            report("restart", "deploy.restart_policy goes before it", at: value.range)
        } else if text == "no" || text.hasPrefix("no:") {
            report("restart", "tasks restart nevertheless; say deploy.restart_policy.condition: none", at: value.range)
        }
    }

    private mutating func port(_ node: Node, _ index: Int) {
        guard let text = node.text, let address = (try? PortSyntax(text))?.hostIP else { return }
        report("ports.\(index)", "the address \(address) has no effect; the port is published on all of them", at: node.range)
    }

    private mutating func host(_ node: Node, _ index: Int) {
        guard let text = node.text, !text.contains("="), !text.contains(":") else { return }
        report("extra_hosts.\(index)", "\"\(text)\" has no address", at: node.range)
    }

    private mutating func addresses(_ attachment: Mapping.Entry) {
        for key in ["ipv4_address", "ipv6_address"] {
            guard let place = attachment.value.entry(key)?.key.range else { continue }
            report("networks.\(attachment.key.text).\(key)", "tasks get any address of the network", at: place)
        }
    }

    private static let shortOptions: Set<String> = [
        "ro", "rw", "nocopy", "private", "rprivate", "shared", "rshared", "slave", "rslave",
    ]

    /// The words after the second colon of the short form; a colon after one letter belongs to a drive of Windows.
    private mutating func options(_ node: Node, _ index: Int) {
        guard let text = node.text else { return }
        var parts: [String] = []
        for part in text.split(separator: ":", omittingEmptySubsequences: false) {
            if let last = parts.last, last.count == 1, last.first?.isLetter == true {
                parts[parts.count - 1] = last + ":" + part
            } else {
                parts.append(String(part))
            }
        }
        guard parts.count > 2 else { return }
        for word in parts[2].split(separator: ",") where !Self.shortOptions.contains(String(word)) {
            report("volumes.\(index)", "the option \"\(word)\" has no effect", at: node.range)
        }
    }
}

extension Node {
    /// The entries of a mapping; none of anything else.
    fileprivate var entries: [Mapping.Entry] {
        if case .mapping(let mapping) = content { return mapping.entries }
        return []
    }

    /// The items of a list; none of anything else.
    fileprivate var items: [Node] {
        if case .sequence(let items) = content { return items }
        return []
    }

    fileprivate func entry(_ key: String) -> Mapping.Entry? { entries.first { $0.key.text == key } }
}

extension Diagnostic {
    static func stackLost(_ path: String, _ why: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.warning, "stack.key.lost", "docker stack drops \(path): \(why)", at: range)
    }
}

extension Node {
    /// Whether this is a list or a mapping without anything in it, which says nothing.
    fileprivate var isEmptyCollection: Bool {
        switch content {
        case .scalar: false
        case .sequence(let items): items.isEmpty
        case .mapping(let mapping): mapping.entries.isEmpty
        }
    }
}
