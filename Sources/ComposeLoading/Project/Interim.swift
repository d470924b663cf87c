import ComposeModel
import Diagnostics
import YAMLTree

enum InterimInterpolation {
    static func apply(_ node: Node, _ scope: FileScope) -> (Node, [Diagnostic]) {
        var node = node
        switch node.content {
        case .scalar(let s):
            guard s.text.contains("$") else { return (node, []) }
            node.content = .scalar(Scalar(substitute(s.text, scope), style: .doubleQuoted))
            return (node, [])
        case .sequence(let items): node.content = .sequence(items.map { apply($0, scope).0 })
        case .mapping(let m): node.content = .mapping(Mapping(m.entries.map { .init(key: $0.key, value: apply($0.value, scope).0) }))
        }
        return (node, [])
    }
    static func substitute(_ t: String, _ scope: FileScope) -> String {
        var out = ""; var rest = Substring(t)
        while let d = rest.firstIndex(of: "$") {
            out += rest[..<d]; rest = rest[rest.index(after: d)...]
            if rest.first == "$" { out += "$"; rest = rest.dropFirst(); continue }
            if rest.first == "{" {
                var depth = 0; var end = rest.startIndex
                for i in rest.indices { if rest[i] == "{" { depth += 1 } else if rest[i] == "}" { depth -= 1; if depth == 0 { end = i; break } } }
                let body = rest[rest.index(after: rest.startIndex)..<end]; rest = rest[rest.index(after: end)...]
                let name = body.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                var op = body.dropFirst(name.count); let colon = op.first == ":"; if colon { op = op.dropFirst() }
                let v = scope.variable(String(name)); let has = v != nil && !(colon && v == "")
                switch op.first { case "-": out += has ? v! : substitute(String(op.dropFirst()), scope)
                case "+": out += has ? substitute(String(op.dropFirst()), scope) : ""
                default: out += v ?? "" }
                continue
            }
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            if name.isEmpty { out += "$"; continue }
            rest = rest.dropFirst(name.count); out += scope.variable(String(name)) ?? ""
        }
        return out + rest
    }
}
enum InterimDotenv {
    static func parse(_ bytes: [UInt8], _ lookup: (String) -> String?) -> [EnvironmentEntry] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { l in
            var l = l.drop { $0 == " " }; if l.hasPrefix("export ") { l = l.dropFirst(7) }
            if l.hasPrefix("#") || l.isEmpty { return nil }
            let e = EnvironmentEntry(pair: String(l)); var v = e.value
            if let x = v, x.count > 1, x.first == "\"" || x.first == "'", x.last == x.first { v = String(x.dropFirst().dropLast()) }
            return EnvironmentEntry(name: e.name, value: v ?? lookup(e.name))
        }
    }
}
struct StackLoader { let source: any FileSource
  func load(_ r: LoadRequest, files: [String], directory: String) -> LoadedProject { LoadedProject(project: nil, diagnostics: [], sources: SourceMap(), name: "", directory: directory) } }
