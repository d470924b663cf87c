import ComposeModel
import Diagnostics
import YAMLTree

/// `extends:` lays a service over another one, of this file or of another, as often as the chain is long.
///
/// compose-go loader/extends.go; Compose Specification, "Extend".
struct Extension {
    let reader: TreeReader
    let scope: FileScope
    let path: String
    /// Services of other files, read once.
    private var files: [String: Node] = [:]
    /// Services that were resolved already, so that a long chain is walked once.
    private var done: [Link: Node] = [:]
    /// No project that a person wrote comes near this.
    private static let longestChain = 100
    /// The services of cycles that were reported.
    private var cyclic: Set<Link> = []

    init(reader: TreeReader, scope: FileScope, path: String) {
        self.reader = reader
        self.scope = scope
        self.path = path
    }

    /// The tree with every `extends` resolved.
    mutating func apply(to tree: Node, _ state: inout LoadingState) -> Node {
        guard case .mapping(var root) = tree.content,
            let index = root.entries.firstIndex(where: { $0.key.text == "services" }),
            case .mapping(var services) = root.entries[index].value.content,
            services.entries.contains(where: { $0.value[key: "extends"] != nil })
        else { return tree }
        let all = root.entries[index].value
        let before = state.diagnostics.count
        let extending = services.entries.filter { $0.value[key: "extends"] != nil }.map { "services." + $0.key.text }
        for position in services.entries.indices where services.entries[position].value[key: "extends"] != nil {
            let name = services.entries[position].key.text
            services.entries[position].value = resolved(name, in: all, file: path, scope, chain: [], &state)
        }
        if state.diagnostics[before...].hasErrors { state.incomplete.formUnion(extending) }
        root.entries[index].value.content = .mapping(services)
        return Node(.mapping(root), range: tree.range, annotation: tree.annotation)
    }

    /// A service with everything that it extends below it.
    private mutating func resolved(
        _ name: String, in services: Node, file: String, _ scope: FileScope, chain: [Link], _ state: inout LoadingState
    ) -> Node {
        guard let service = services[key: name] else { return .null }
        guard let extends = service[key: "extends"] else { return service }
        guard let base = Base(extends, of: name, &state) else { return service.without(keys: ["extends"]) }
        let link = Link(file: file, service: name)
        if let known = done[link] { return known }
        guard chain.count < Self.longestChain else {
            state.diagnostics.append(.extendsTooDeep(Self.longestChain, at: extends.range))
            return service.without(keys: ["extends"])
        }
        if let start = chain.firstIndex(of: link) {
            let cycle = chain[start...] + [link]
            if cyclic.isDisjoint(with: cycle) { state.diagnostics.append(.extendsCycle(cycle.map(\.service), at: extends.range)) }
            cyclic.formUnion(cycle)
            return service.without(keys: ["extends"])
        }
        let below = self.base(base, services, file, scope, chain: chain + [link], at: extends.range, &state)
        let own = service.without(keys: ["extends"])
        guard let below else { return own }
        var merge = Merge()
        let cleared = Reset.isUsed(in: own) ? Reset.apply(own, to: below) : below
        let result = merge.mergeService(cleared.without(keys: ["extends"]), with: own, name: name)
        state.diagnostics += merge.diagnostics
        if !cyclic.contains(link) { done[link] = result }
        return result
    }

    /// The resolved service that is extended; nil after a problem was reported.
    private mutating func base(
        _ base: Base, _ services: Node, _ file: String, _ scope: FileScope, chain: [Link], at range: SourceRange,
        _ state: inout LoadingState
    ) -> Node? {
        guard let other = base.file else {
            return found(base.service, in: services, place: "", file, scope, chain, at: range, &state)
        }
        let path = scope.absolute(other)
        let inner = FileScope(directory: FilePath.directory(of: path), variables: scope.variables)
        guard let others = self.services(of: path, inner, at: range, &state) else { return nil }
        return found(base.service, in: others, place: " in \(other)", path, inner, chain, at: range, &state)
    }

    private mutating func found(
        _ name: String, in services: Node, place: String, _ file: String, _ scope: FileScope, _ chain: [Link], at range: SourceRange,
        _ state: inout LoadingState
    ) -> Node? {
        guard services[key: name] != nil else {
            state.diagnostics.append(.extendsUnknown(name, in: place, known: services.keys, at: range))
            return nil
        }
        return resolved(name, in: services, file: file, scope, chain: chain, &state)
    }

    /// The services of another file, its documents merged; nil after a problem was reported.
    private mutating func services(of path: String, _ scope: FileScope, at range: SourceRange, _ state: inout LoadingState) -> Node? {
        if let known = files[path] { return known }
        var tree: Node?
        for document in reader.parse(path, shownAs: path, at: range, &state) {
            state.scopes[document.range.file] = scope
            let filled = reader.interpolated(document, scope, &state)
            var merge = Merge()
            tree = tree.map { merge.merge($0, with: filled) } ?? filled
            state.diagnostics += merge.diagnostics
        }
        let services = tree?[key: "services"]
        if let services { files[path] = services }
        if services == nil, !state.diagnostics.hasErrors {
            state.diagnostics.append(.extendsUnknown("services", in: " (\(path) has no services)", known: [], at: range))
        }
        return services
    }

    /// A service in a chain of extensions.
    private struct Link: Hashable {
        let file: String
        let service: String
    }

    /// What `extends` names: a service, perhaps of another file.
    private struct Base {
        let service: String
        let file: String?

        /// nil after a problem was reported.
        init?(_ node: Node, of name: String, _ state: inout LoadingState) {
            var decoder = Decoder(dialect: .specification, files: state.scopes)
            decoder.path = ["services", name, "extends"]
            defer { state.diagnostics += decoder.diagnostics }
            var fields = Fields()
            if case .mapping(let mapping) = node.content {
                let mapping = Mapping(mapping.entries.filter { !($0.key.text == "file" && $0.value.isNull) })
                Fields.table.decode(mapping, into: &fields, &decoder)
                if mapping["service"] == nil { decoder.report(.missingKey("service", in: decoder.pathText, at: node.range)) }
            } else {
                fields.service = Codec<String>.string.decode(node, &decoder)
            }
            guard let service = fields.service else { return nil }
            self.service = service
            file = fields.file
        }
    }

    private struct Fields: Sendable {
        var service: String?
        var file: String?

        static let table = FieldTable<Fields>([
            .value("service", { $0.service }, { $0.service = $1 }, .string), .value("file", { $0.file }, { $0.file = $1 }, .string),
        ])
    }
}

extension Node {
    /// The keys of a mapping.
    var keys: [String] {
        if case .mapping(let mapping) = content { return mapping.entries.map(\.key.text) }
        return []
    }
}
