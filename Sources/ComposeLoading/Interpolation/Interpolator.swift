package import ComposeModel
package import Diagnostics
package import YAMLTree

/// Fills variables into the values of a tree. Keys, anchors and remarks are left alone.
package struct Interpolator: Sendable {
    private let dialect: Dialect
    private let variables: VariableScope

    package init(dialect: Dialect, variables: VariableScope) {
        self.dialect = dialect
        self.variables = variables
    }

    /// The tree with its variables filled in, and what there is to say.
    ///
    /// A changed scalar is a quoted string, so that nothing resolves it again, and its annotation tells that it was
    /// changed and where the values come from. Everything else is as it was. An unset variable is told once, at its
    /// first place; the stack dialect says nothing of it.
    package func interpolate(_ node: Node) -> (node: Node, diagnostics: [Diagnostic]) {
        var walk = InterpolationWalk(dialect: dialect, variables: variables)
        return (walk.replacement(of: node) ?? node, walk.diagnostics)
    }

    /// One text with its variables filled in, for values that are in no tree.
    package func interpolate(_ text: String, at range: SourceRange) -> (text: String, diagnostics: [Diagnostic]) {
        let (node, diagnostics) = interpolate(Node(.scalar(Scalar(text, style: .literal)), range: range))
        guard case .scalar(let scalar) = node.content else { return (text, diagnostics) }
        return (scalar.text, diagnostics)
    }
}

private struct InterpolationWalk {
    let dialect: Dialect
    let variables: VariableScope
    /// What there is to say, and of which unset variable.
    private var findings: [(diagnostic: Diagnostic, unset: String?)] = []
    private var toldUnset: Set<String> = []

    var diagnostics: [Diagnostic] { findings.map(\.diagnostic) }

    init(dialect: Dialect, variables: VariableScope) {
        self.dialect = dialect
        self.variables = variables
    }

    /// What takes the place of a node; nil where nothing changes, so that most of a tree is not copied.
    mutating func replacement(of node: Node) -> Node? {
        switch node.content {
        case .scalar(let scalar): return replacement(of: scalar, in: node)
        case .sequence(let items):
            var changed: [Node]?
            for index in items.indices {
                guard let replacement = replacement(of: items[index]) else { continue }
                if changed == nil { changed = items }
                changed?[index] = replacement
            }
            return changed.map { Node(.sequence($0), range: node.range, annotation: node.annotation) }
        case .mapping(let mapping):
            guard let entries = replacements(in: mapping.entries) else { return nil }
            return Node(.mapping(Mapping(entries)), range: node.range, annotation: node.annotation)
        }
    }

    /// The entries of a mapping; nil where none changes.
    private mutating func replacements(in entries: [Mapping.Entry]) -> [Mapping.Entry]? {
        let changes = entries.count < Slices.least ? changes(in: entries[...]) : slicedChanges(in: entries)
        if changes.isEmpty { return nil }
        var changed = entries
        for (index, value) in changes { changed[index].value = value }
        return changed
    }

    private mutating func changes(in entries: ArraySlice<Mapping.Entry>) -> [(index: Int, value: Node)] {
        var changes: [(index: Int, value: Node)] = []
        for index in entries.indices {
            if let value = replacement(of: entries[index].value) { changes.append((index, value)) }
        }
        return changes
    }

    private mutating func slicedChanges(in entries: [Mapping.Entry]) -> [(index: Int, value: Node)] {
        let start = branch
        let parts = Slices.map(entries) { slice in
            var walk = start
            let changes = walk.changes(in: slice)
            return (changes, walk)
        }
        for (_, walk) in parts { absorb(walk) }
        return parts.flatMap(\.0)
    }

    /// A walk through another part of the tree, with nothing found yet.
    private var branch: InterpolationWalk { InterpolationWalk(dialect: dialect, variables: variables) }

    /// Takes over what a branch found; of an unset variable the first place is told.
    private mutating func absorb(_ branch: InterpolationWalk) {
        for finding in branch.findings where finding.unset.map({ toldUnset.insert($0).inserted }) ?? true { findings.append(finding) }
    }

    private mutating func replacement(of scalar: Scalar, in node: Node) -> Node? {
        guard scalar.text.hasByte(TemplateSyntax.dollar) else { return nil }
        let expansion =
            switch dialect {
            case .specification: SpecificationTemplate.expand(scalar.text, variables: variables)
            case .stack: StackTemplate.expand(scalar.text, variables: variables)
            }
        tell(of: expansion, in: node, scalar)
        guard expansion.text != scalar.text else { return nil }
        let annotation = Annotation(
            tag: node.annotation?.tag, aliasSite: node.annotation?.aliasSite, origin: Self.origin(of: expansion.uses), isInterpolated: true)
        return Node(.scalar(Scalar(expansion.text, style: .doubleQuoted)), range: node.range, annotation: annotation)
    }

    private mutating func tell(of expansion: TemplateExpansion, in node: Node, _ scalar: Scalar) {
        for problem in expansion.problems {
            let place = TemplatePlace.range(of: problem.place, in: scalar, at: node.range)
            findings.append((Self.diagnostic(problem.kind, at: place), nil))
        }
        guard dialect == .specification else { return }
        for (name, offsets) in expansion.unset where toldUnset.insert(name).inserted {
            findings.append((.unsetVariable(name, at: TemplatePlace.range(of: offsets, in: scalar, at: node.range)), name))
        }
    }

    private static func diagnostic(_ kind: TemplateExpansion.Kind, at range: SourceRange) -> Diagnostic {
        switch kind {
        case .invalid: .invalidTemplate(at: range)
        case .missing(let name, let reason): .missingVariable(name, reason: reason, at: range)
        case .tooDeep: .templateTooDeep(at: range)
        case .tooLarge: .templateTooLarge(at: range)
        case .forgotten: .forgottenError(at: range)
        }
    }

    /// "PORT comes from .env:3, HOST has its default"; nil where no variable gave anything.
    private static func origin(of uses: [TemplateExpansion.Use]) -> String? {
        var told: Set<TemplateExpansion.Use> = []
        let parts = uses.filter { told.insert($0).inserted }.prefix(8).map { use in
            use.origin.map { "\(use.name) comes from \($0)" } ?? "\(use.name) has its default"
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension String {
    /// Whether a byte of ASCII is in the text. Faster than `utf8.contains`, which goes from index to index.
    fileprivate func hasByte(_ byte: UInt8) -> Bool {
        utf8.withContiguousStorageIfAvailable { $0.contains(byte) } ?? utf8.contains(byte)
    }
}
