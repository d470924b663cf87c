/// Fills in variables as compose-go 2.13 does: six operators, templates inside operands, a lone `$` stays.
///
/// Of braces inside an operand each closes its own; where they do not match, the operand ends at the last brace of its line.
struct SpecificationTemplate {
    private let template: [UInt8]
    private let variables: VariableScope
    private var output: [UInt8] = []
    private var expansion = TemplateExpansion()

    static func expand(_ template: String, variables: VariableScope) -> TemplateExpansion {
        var run = SpecificationTemplate(template: Array(template.utf8), variables: variables)
        do throws(Stop) {
            try run.expand(0..<run.template.count, depth: 0)
        } catch {
            run.expansion.problems.append(error.problem)
        }
        run.expansion.text = String(decoding: run.output, as: UTF8.self)
        return run.expansion
    }

    private init(template: [UInt8], variables: VariableScope) {
        self.template = template
        self.variables = variables
    }

    /// The first problem ends the template.
    private struct Stop: Error {
        let problem: TemplateExpansion.Problem

        init(_ kind: TemplateExpansion.Kind, _ place: Range<Int>) {
            problem = TemplateExpansion.Problem(kind: kind, place: place)
        }
    }

    /// Appends a stretch of the template with its variables filled in.
    private mutating func expand(_ range: Range<Int>, depth: Int) throws(Stop) {
        guard depth <= TemplateExpansion.depthLimit else { throw Stop(.tooDeep, range) }
        var position = range.lowerBound
        while position < range.upperBound {
            let dollar = template[position..<range.upperBound].firstIndex(of: TemplateSyntax.dollar) ?? range.upperBound
            output += template[position..<dollar]
            guard dollar < range.upperBound else { return }
            position = try expandDollar(at: dollar, before: range.upperBound, depth: depth)
            guard output.count <= TemplateExpansion.sizeLimit else { throw Stop(.tooLarge, dollar..<position) }
        }
    }

    /// Handles what a `$` starts, and returns where it ends.
    private mutating func expandDollar(at dollar: Int, before limit: Int, depth: Int) throws(Stop) -> Int {
        let next = dollar + 1
        let isLast = next == limit
        if !isLast, template[next] == TemplateSyntax.open { return try expandBraced(at: dollar, before: limit, depth: depth) }
        if !isLast, template[next] == TemplateSyntax.dollar {
            output.append(TemplateSyntax.dollar)
            return next + 1
        }
        let end = TemplateSyntax.endOfName(in: template, from: next, before: limit)
        if end > next {
            substitute(template.text(next..<end), at: dollar..<end)
        } else {
            output.append(TemplateSyntax.dollar)
        }
        return end
    }

    private mutating func expandBraced(at dollar: Int, before limit: Int, depth: Int) throws(Stop) -> Int {
        let start = dollar + 2
        let nameEnd = TemplateSyntax.endOfName(in: template, from: start, before: limit)
        let closing = closingBrace(from: dollar + 1, before: limit)
        guard let closing, nameEnd > start else { throw Stop(.invalid, dollar..<min((closing ?? dollar + 1) + 1, limit)) }
        let place = dollar..<closing + 1
        let name = template.text(start..<nameEnd)
        if nameEnd == closing {
            substitute(name, at: place)
            return closing + 1
        }
        var operatorStart = nameEnd
        let countsEmpty = template[operatorStart] == TemplateSyntax.colon
        if countsEmpty { operatorStart += 1 }
        guard operatorStart < closing, let kind = Operator(rawValue: template[operatorStart]) else { throw Stop(.invalid, place) }
        try apply(kind, name: name, countsEmpty: countsEmpty, operand: operatorStart + 1..<closing, place: place, depth: depth)
        return closing + 1
    }

    private enum Operator: UInt8 {
        case fallback = 0x2D  // -
        case alternative = 0x2B  // +
        case required = 0x3F  // ?
    }

    private mutating func apply(
        _ kind: Operator, name: String, countsEmpty: Bool, operand: Range<Int>, place: Range<Int>, depth: Int
    ) throws(Stop) {
        let variable = variables[name]
        let present = variable.flatMap { countsEmpty && $0.value.isEmpty ? nil : $0 }
        switch (kind, present) {
        case (.fallback, nil):
            expansion.uses.append(.init(name: name, origin: nil))
            try expand(operand, depth: depth + 1)
        case (.alternative, .some(let present)):
            expansion.uses.append(.init(name: name, origin: present.origin))
            try expand(operand, depth: depth + 1)
        case (.required, nil):
            let before = output.count
            try expand(operand, depth: depth + 1)
            throw Stop(.missing(name: name, reason: output.text(before..<output.count)), place)
        default: append(name, variable)
        }
    }

    private mutating func substitute(_ name: String, at place: Range<Int>) {
        let variable = variables[name]
        if variable == nil { expansion.unset.append((name, place)) }
        append(name, variable)
    }

    private mutating func append(_ name: String, _ variable: VariableScope.Variable?) {
        guard let variable else { return }
        expansion.uses.append(.init(name: name, origin: variable.origin))
        output += variable.value.utf8
    }

    /// The brace that closes the one at `open`, on the same line: an operand does not go over lines.
    private func closingBrace(from open: Int, before limit: Int) -> Int? {
        var depth = 0
        var last: Int?
        for index in open..<limit {
            switch template[index] {
            case TemplateSyntax.open: depth += 1
            case TemplateSyntax.close:
                depth -= 1
                last = index
                if depth == 0 { return index }
            case UInt8(ascii: "\n"): return last
            default: break
            }
        }
        return last
    }
}
