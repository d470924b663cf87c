import ComposeModel
import Diagnostics
import YAMLTree

/// Checks a tree against format 3.x: accepts and refuses what docker stack does, but tells every problem, with its place.
///
/// docker/cli cli/compose/schema.
struct StackSchema {
    private let version: StackVersion
    private var path: [String] = []
    private var diagnostics: [Diagnostic] = []

    /// All problems of a file's tree, after interpolation and casting.
    static func check(_ root: Node, version: StackVersion) -> [Diagnostic] {
        guard case .mapping = root.content else { return [.rootNotMapping(at: root.range)] }
        var schema = StackSchema(version: version)
        schema.checkJSON(root)
        schema.check(root, .mapping(StackTable.root))
        return schema.diagnostics
    }

    private init(version: StackVersion) {
        self.version = version
    }

    private var pathText: String { path.isEmpty ? "the file" : path.joined(separator: ".") }

    private mutating func under(_ key: String, _ body: (inout StackSchema) -> Void) {
        path.append(key)
        body(&self)
        path.removeLast()
    }

    private mutating func check(_ node: Node, _ shape: StackShape) {
        switch shape {
        case .scalar(let kinds, let format): checkScalar(node, kinds, format)
        case .word(let words): checkWord(node, words)
        case .list(let item, let unique): checkList(node, item, isUnique: unique.contains(version.minor))
        case .mapping(let keys): checkMapping(node, keys)
        case .either(let shapes): checkEither(node, shapes)
        }
    }

    private mutating func checkEither(_ node: Node, _ shapes: [(shape: StackShape, since: Int)]) {
        if let (shape, _) = shapes.first(where: { $0.since <= version.minor && $0.shape.takes(node) }) { return check(node, shape) }
        let allowed = shapes.filter { $0.since <= version.minor }.flatMap(\.shape.kindNames)
        let later = shapes.first { $0.since > version.minor && $0.shape.takes(node) }
        diagnostics.append(.stackType(pathText, allowed: allowed, found: node, since: later.map { StackVersion(minor: $0.since) }))
    }

    private mutating func checkScalar(_ node: Node, _ kinds: ScalarKinds, _ format: StackFormat?) {
        guard kinds.contain(node) else {
            diagnostics.append(.stackType(pathText, allowed: kinds.names, found: node, since: nil))
            return
        }
        guard let format, let text = node.goText else { return }
        switch format {
        case .duration(let since) where version.minor >= since: checkDuration(text, node)
        case .duration: break
        case .port: checkPort(text, node)
        case .pointless:
            if case .float = node.resolved {
                diagnostics.append(.stackType(pathText, allowed: ["integer"], found: node, since: nil))
            }
        case .positive:
            if text.hasPrefix("-"), text != "-0" { diagnostics.append(.stackNegative(pathText, at: node.range)) }
        }
    }

    private mutating func checkDuration(_ text: String, _ node: Node) {
        do throws(ComposeDuration.ParseError) {
            _ = try ComposeDuration(text, allowDays: false)
        } catch {
            diagnostics.append(.stackDuration(.invalidDuration(pathText, text, error, at: node.range)))
        }
    }

    /// A number with a point passes docker's schema, and fails right after it.
    private mutating func checkPort(_ text: String, _ node: Node) {
        if case .float = node.resolved {
            diagnostics.append(.stackPort(.invalidPort(node.text ?? text, .badPort(node.text ?? text), at: node.range)))
            return
        }
        do throws(PortSyntax.ParseError) {
            _ = try PortSyntax(text)
        } catch {
            diagnostics.append(.stackPort(.invalidPort(text, error, at: node.range)))
        }
    }

    private mutating func checkWord(_ node: Node, _ words: [String]) {
        guard ScalarKinds.string.contain(node), let text = node.text else {
            diagnostics.append(.stackType(pathText, allowed: ["string"], found: node, since: nil))
            return
        }
        if !words.contains(text) { diagnostics.append(.stackChoice(pathText, text, words: words, at: node.range)) }
    }

    private mutating func checkList(_ node: Node, _ item: StackShape, isUnique: Bool) {
        guard case .sequence(let items) = node.content else {
            diagnostics.append(.stackType(pathText, allowed: ["list"], found: node, since: nil))
            return
        }
        for (index, node) in items.enumerated() {
            under(String(index)) { $0.check(node, item) }
        }
        guard isUnique else { return }
        var first: [String: SourceRange] = [:]
        for node in items {
            let text = node.canonicalText
            if let range = first[text] {
                diagnostics.append(.stackRepeated(pathText, at: node.range, first: range))
            } else {
                first[text] = node.range
            }
        }
    }

    private mutating func checkMapping(_ node: Node, _ shape: StackMapping) {
        guard case .mapping(let mapping) = node.content else {
            diagnostics.append(.stackType(pathText, allowed: ["mapping"], found: node, since: nil))
            return
        }
        for entry in mapping.entries { checkEntry(entry, shape) }
        for key in shape.required where mapping[key] == nil {
            diagnostics.append(.stackMissing(key, in: pathText, at: node.range))
        }
    }

    private mutating func checkEntry(_ entry: Mapping.Entry, _ shape: StackMapping) {
        let name = entry.key.text
        if let key = shape.keys[name], key.since <= version.minor { return under(name) { $0.check(entry.value, key.shape) } }
        if let names = shape.names, names.pattern.matches(name) { return under(name) { $0.check(entry.value, names.shape) } }
        if let since = shape.extensionsSince, since <= version.minor, name.hasPrefix("x-") { return }
        if let since = shape.isOpenSince, since <= version.minor { return }
        diagnostics.append(refusal(of: entry.key, shape))
    }

    /// Why a key cannot stand here.
    private func refusal(of key: Mapping.Key, _ shape: StackMapping) -> Diagnostic {
        if shape.names?.pattern == .resource { return .stackName(key.text, in: pathText, at: key.range) }
        let since = shape.keys[key.text]?.since ?? (key.text.hasPrefix("x-") ? shape.extensionsSince : nil)
        if let since { return .stackKeyTooNew(key.text, in: pathText, since: StackVersion(minor: since), version, at: key.range) }
        let known = shape.keys.values.filter { $0.since <= version.minor }.map(\.name).sorted()
        return .stackUnknownKey(key.text, in: path.isEmpty ? nil : pathText, known: known, at: key.range)
    }
}

/// docker hands the tree to its checker as JSON, which some values of YAML cannot become.
extension StackSchema {
    fileprivate mutating func checkJSON(_ node: Node) {
        switch node.content {
        case .scalar:
            if case .float(let value) = node.resolved, !value.isFinite { diagnostics.append(.stackNotFinite(at: node.range)) }
        case .sequence(let items):
            for item in items { checkJSON(item) }
        case .mapping(let mapping):
            for entry in mapping.entries {
                if !entry.key.isString { diagnostics.append(.stackKeyNotString(entry.key.text, at: entry.key.range)) }
                checkJSON(entry.value)
            }
        }
    }
}
