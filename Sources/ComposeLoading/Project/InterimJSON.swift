package import YAMLTree
package func interimJSON(_ n: Node) -> String {
    func q(_ s: String) -> String { var o = "\""; for u in s.unicodeScalars { switch u { case "\"": o += "\\\""; case "\\": o += "\\\\"; case "\n": o += "\\n"; case "\t": o += "\\t"; default: if u.value < 32 { o += "\\u00" + (u.value < 16 ? "0" : "") + String(u.value, radix: 16) } else { o.unicodeScalars.append(u) } } }; return o + "\"" }
    switch n.content {
    case .sequence(let i): return "[" + i.map(interimJSON).joined(separator: ",") + "]"
    case .mapping(let m): return "{" + m.entries.map { q($0.key.text) + ":" + interimJSON($0.value) }.joined(separator: ",") + "}"
    case .scalar(let s): if n.resolved == .string { return q(s.text) }; if n.resolved == .null { return "null" }; return n.goText ?? "null"
    }
}
