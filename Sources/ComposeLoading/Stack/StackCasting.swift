import Diagnostics
import YAMLTree

/// Turns the texts that variables left behind into numbers and booleans, where docker stack does so.
///
/// Only where interpolation changed the text: `tty: "true"` stays a string, which the schema refuses.
/// docker/cli cli/compose/loader/interpolate.go.
struct StackCasting {
    /// What a text is to become.
    enum Cast: Sendable {
        case integer, float, boolean
    }

    private var path: [String] = []
    private var diagnostics: [Diagnostic] = []

    /// The tree with its casts applied; what cannot be cast is reported and stays a text.
    static func apply(_ node: Node) -> (Node, [Diagnostic]) {
        var casting = StackCasting()
        let result = casting.cast(node, rules)
        return (result, casting.diagnostics)
    }

    /// docker matches paths by their dots, so a name with a dot in it matches nothing; so does this.
    private static let rules = PathRules<Cast>([
        ("services.*.configs.[].mode", .integer),
        ("services.*.secrets.[].mode", .integer),
        ("services.*.healthcheck.retries", .integer),
        ("services.*.healthcheck.disable", .boolean),
        ("services.*.deploy.replicas", .integer),
        ("services.*.deploy.update_config.parallelism", .integer),
        ("services.*.deploy.update_config.max_failure_ratio", .float),
        ("services.*.deploy.rollback_config.parallelism", .integer),
        ("services.*.deploy.rollback_config.max_failure_ratio", .float),
        ("services.*.deploy.restart_policy.max_attempts", .integer),
        ("services.*.deploy.placement.max_replicas_per_node", .integer),
        ("services.*.ports.[].target", .integer),
        ("services.*.ports.[].published", .integer),
        ("services.*.ulimits.*", .integer),
        ("services.*.ulimits.*.hard", .integer),
        ("services.*.ulimits.*.soft", .integer),
        ("services.*.privileged", .boolean),
        ("services.*.oom_score_adj", .integer),
        ("services.*.read_only", .boolean),
        ("services.*.stdin_open", .boolean),
        ("services.*.tty", .boolean),
        ("services.*.volumes.[].read_only", .boolean),
        ("services.*.volumes.[].volume.nocopy", .boolean),
        ("networks.*.external", .boolean),
        ("networks.*.internal", .boolean),
        ("networks.*.attachable", .boolean),
        ("volumes.*.external", .boolean),
        ("secrets.*.external", .boolean),
        ("configs.*.external", .boolean),
    ])

    private mutating func cast(_ node: Node, _ rules: PathRules<Cast>) -> Node {
        var node = node
        switch node.content {
        case .scalar(let scalar):
            guard let rule = rules.rule, node.isInterpolated else { return node }
            guard let text = rule.apply(scalar.text) else {
                diagnostics.append(.stackCast(path.joined(separator: "."), rule, at: node.range))
                return node
            }
            node.content = .scalar(Scalar(text, style: .plain))
        case .sequence(let items):
            guard let below = rules.below("[]") else { return node }
            node.content = .sequence(items.enumerated().map { index, item in under(String(index)) { $0.cast(item, below) } })
        case .mapping(let mapping):
            node.content = .mapping(Mapping(mapping.entries.map { cast($0, rules) }))
        }
        return node
    }

    private mutating func cast(_ entry: Mapping.Entry, _ rules: PathRules<Cast>) -> Mapping.Entry {
        let parts = entry.key.text.split(separator: ".", omittingEmptySubsequences: false)
        guard let below = parts.reduce(PathRules?.some(rules), { $0?.below(String($1)) }) else { return entry }
        let value = under(entry.key.text) { $0.cast(entry.value, below) }
        return Mapping.Entry(key: entry.key, value: value)
    }

    private mutating func under<Value>(_ key: String, _ body: (inout StackCasting) -> Value) -> Value {
        path.append(key)
        defer { path.removeLast() }
        return body(&self)
    }
}

extension Node {
    /// Whether variables changed this text.
    fileprivate var isInterpolated: Bool { annotation?.isInterpolated ?? false }
}

extension StackCasting.Cast {
    /// The plain scalar that a text becomes; nil where it cannot.
    fileprivate func apply(_ text: String) -> String? {
        switch self {
        case .integer: Int64(text).map { String($0) }
        case .float: text.first?.isWhitespace == false ? Double(text).map { "\($0)" } : nil
        case .boolean: Bool(yaml11: text).map { $0 ? "true" : "false" }
        }
    }

    /// In words, to follow "is not".
    var words: String {
        switch self {
        case .integer: "a whole number"
        case .float: "a number"
        case .boolean: "a boolean"
        }
    }
}

extension Diagnostic {
    /// The value itself may be a secret, and stays out of the message.
    static func stackCast(_ path: String, _ cast: StackCasting.Cast, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "stack.cast", "\(path): after interpolation this is not \(cast.words)", at: range)
    }
}
