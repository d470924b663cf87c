/// Fills in variables as `docker stack` 28.2 does.
///
/// No `+` operators and no templates in operands; unbraced names take operators too, up to the next `}` or the end;
/// of several operators `:-`, `-`, `:?`, `?` are tried in this order anywhere in the text; an error is forgotten when
/// another variable follows it in the same text.
struct StackTemplate {
    private let template: [UInt8]
    private let variables: VariableScope
    private var output: [UInt8] = []
    private var expansion = TemplateExpansion()
    private var problem: TemplateExpansion.Problem?
    /// Nothing behind it needs to be searched for a brace.
    private let lastBrace: Int

    static func expand(_ template: String, variables: VariableScope) -> TemplateExpansion {
        var run = StackTemplate(template: Array(template.utf8), variables: variables)
        run.expand()
        if let problem = run.problem { run.expansion.problems.append(problem) }
        run.expansion.text = String(decoding: run.output, as: UTF8.self)
        return run.expansion
    }

    private init(template: [UInt8], variables: VariableScope) {
        self.template = template
        self.variables = variables
        lastBrace = template.lastIndex(of: TemplateSyntax.close) ?? -1
    }

    private mutating func expand() {
        var position = 0
        while position < template.count {
            let dollar = template[position...].firstIndex(of: TemplateSyntax.dollar) ?? template.count
            output += template[position..<dollar]
            guard dollar < template.count else { return }
            position = expandDollar(at: dollar)
            if output.count > TemplateExpansion.sizeLimit {
                expansion.problems.append(.init(kind: .tooLarge, place: dollar..<position))
                return
            }
        }
    }

    /// Handles what a `$` starts, and returns where it ends.
    private mutating func expandDollar(at dollar: Int) -> Int {
        let next = dollar + 1
        if next < template.count, template[next] == TemplateSyntax.dollar {
            output.append(TemplateSyntax.dollar)
            return next + 1
        }
        if let end = endOfSubstitution(from: next), end > next {
            substitute(next..<end, at: dollar..<end)
            return end
        }
        if next < template.count, template[next] == TemplateSyntax.open, let end = endOfSubstitution(from: next + 1), end < template.count,
            template[end] == TemplateSyntax.close
        {
            substitute(next + 1..<end, at: dollar..<end + 1)
            return end + 1
        }
        problem = .init(kind: .invalid, place: dollar..<next)
        return next
    }

    /// The end of a name with its operator and operand; nil where no name starts.
    private func endOfSubstitution(from start: Int) -> Int? {
        let nameEnd = TemplateSyntax.endOfName(in: template, from: start, before: template.count)
        guard nameEnd > start else { return nil }
        var operatorStart = nameEnd
        if operatorStart < template.count, template[operatorStart] == TemplateSyntax.colon { operatorStart += 1 }
        guard operatorStart < template.count, [UInt8(ascii: "-"), UInt8(ascii: "?")].contains(template[operatorStart]) else {
            return nameEnd
        }
        guard operatorStart < lastBrace else { return template.count }
        return template[operatorStart...].firstIndex(of: TemplateSyntax.close) ?? template.count
    }

    private static let operators: [(text: String, countsEmpty: Bool, isRequired: Bool)] = [
        (":-", true, false), ("-", false, false), (":?", true, true), ("?", false, true),
    ]

    private mutating func substitute(_ range: Range<Int>, at place: Range<Int>) {
        if let problem {
            expansion.problems.append(.init(kind: .forgotten, place: problem.place))
            self.problem = nil
        }
        let substitution = Array(template[range])
        for kind in Self.operators {
            guard let (name, operand) = substitution.cut(at: Array(kind.text.utf8)) else { continue }
            let variable = variables[name]
            let present = variable.flatMap { kind.countsEmpty && $0.value.isEmpty ? nil : $0 }
            if present == nil, kind.isRequired {
                problem = .init(kind: .missing(name: name, reason: operand), place: place)
                return
            }
            expansion.uses.append(.init(name: name, origin: present?.origin))
            output += (present?.value ?? operand).utf8
            return
        }
        let name = template.text(range)
        guard let variable = variables[name] else {
            expansion.unset.append((name, place))
            return
        }
        expansion.uses.append(.init(name: name, origin: variable.origin))
        output += variable.value.utf8
    }
}

extension [UInt8] {
    /// What stands before and after the first occurrence of a separator; nil where it does not occur.
    fileprivate func cut(at separator: [UInt8]) -> (before: String, after: String)? {
        guard count >= separator.count else { return nil }
        for index in 0...(count - separator.count) where self[index..<index + separator.count].elementsEqual(separator) {
            return (text(0..<index), text(index + separator.count..<count))
        }
        return nil
    }
}
