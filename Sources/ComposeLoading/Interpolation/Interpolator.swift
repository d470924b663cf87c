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
    var diagnostics: [Diagnostic] = []
    private var toldUnset: Set<String> = []

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
            let entries = mapping.entries
            var changed: [Mapping.Entry]?
            for index in entries.indices {
                guard let replacement = replacement(of: entries[index].value) else { continue }
                if changed == nil { changed = entries }
                changed?[index].value = replacement
            }
            return changed.map { Node(.mapping(Mapping($0)), range: node.range, annotation: node.annotation) }
        }
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
            diagnostics.append(Self.diagnostic(problem.kind, at: place))
        }
        guard dialect == .specification else { return }
        for (name, offsets) in expansion.unset where toldUnset.insert(name).inserted {
            diagnostics.append(.unsetVariable(name, at: TemplatePlace.range(of: offsets, in: scalar, at: node.range)))
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
