import CLibYAML
package import Diagnostics

package enum ResolvedScalar: Hashable, Sendable { case null, bool(Bool), int(Int64), float(Double), string }

package struct YAMLParser {
    package static func parse(_ bytes: [UInt8], file: SourceFileID) -> (documents: [Node], diagnostics: [Diagnostic]) {
        var run = InterimRun(file: file)
        return bytes.withUnsafeBufferPointer { run.parse($0) }
    }
}

struct InterimRun {
    let file: SourceFileID
    var anchors: [String: Node] = [:]
    var diagnostics: [Diagnostic] = []
    var parser = yaml_parser_t()
    init(file: SourceFileID) { self.file = file }
    struct Stop: Error {}

    mutating func parse(_ buffer: UnsafeBufferPointer<UInt8>) -> (documents: [Node], diagnostics: [Diagnostic]) {
        yaml_parser_initialize(&parser)
        defer { yaml_parser_delete(&parser) }
        yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
        var documents: [Node] = []
        do {
            while true {
                var event = try next()
                defer { yaml_event_delete(&event) }
                if event.type == YAML_STREAM_END_EVENT { break }
                if event.type == YAML_DOCUMENT_START_EVENT { anchors = [:]; var e = try next(); defer { yaml_event_delete(&e) }; documents.append(try node(e)) }
            }
        } catch { }
        return (documents, diagnostics)
    }
    mutating func next() throws -> yaml_event_t {
        var event = yaml_event_t()
        if yaml_parser_parse(&parser, &event) == 0 {
            let m = parser.problem_mark
            let p = SourcePosition(line: UInt32(m.line + 1), column: UInt32(m.column + 1))
            diagnostics.append(Diagnostic(.error, "yaml.syntax", parser.problem.map { String(cString: $0) } ?? "invalid YAML", at: SourceRange(file: file, start: p, end: p)))
            throw Stop()
        }
        return event
    }
    func range(_ e: yaml_event_t) -> SourceRange {
        SourceRange(file: file, start: SourcePosition(line: UInt32(e.start_mark.line + 1), column: UInt32(e.start_mark.column + 1)), end: SourcePosition(line: UInt32(e.end_mark.line + 1), column: UInt32(e.end_mark.column + 1)))
    }
    mutating func node(_ e: yaml_event_t) throws -> Node {
        switch e.type {
        case YAML_ALIAS_EVENT:
            let name = String(cString: e.data.alias.anchor)
            guard let n = anchors[name] else { diagnostics.append(Diagnostic(.error, "yaml.alias.undefined", "unknown anchor \(name)", at: range(e))); throw Stop() }
            return n
        case YAML_SCALAR_EVENT:
            let s = e.data.scalar
            let text = String(decoding: UnsafeBufferPointer(start: s.value, count: s.length), as: UTF8.self)
            let style: Scalar.Style = switch s.style { case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted; case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted; case YAML_LITERAL_SCALAR_STYLE: .literal; case YAML_FOLDED_SCALAR_STYLE: .folded; default: .plain }
            let tag = s.tag.map { String(cString: $0) }
            let n = Node(.scalar(Scalar(text, style: style)), range: range(e), annotation: tag.map { Annotation(tag: $0) })
            if let a = s.anchor { anchors[String(cString: a)] = n }
            return n
        case YAML_SEQUENCE_START_EVENT:
            let tag = e.data.sequence_start.tag.map { String(cString: $0) }
            let anchor = e.data.sequence_start.anchor.map { String(cString: $0) }
            var items: [Node] = []
            while true { var c = try next(); defer { yaml_event_delete(&c) }; if c.type == YAML_SEQUENCE_END_EVENT { break }; items.append(try node(c)) }
            let n = Node(.sequence(items), range: range(e), annotation: tag.map { Annotation(tag: $0) })
            if let anchor { anchors[anchor] = n }
            return n
        default:
            let tag = e.data.mapping_start.tag.map { String(cString: $0) }
            let anchor = e.data.mapping_start.anchor.map { String(cString: $0) }
            var entries: [Mapping.Entry] = []; var merged: [Mapping.Entry] = []
            while true {
                var c = try next(); defer { yaml_event_delete(&c) }
                if c.type == YAML_MAPPING_END_EVENT { break }
                let key = try node(c)
                var v = try next(); defer { yaml_event_delete(&v) }
                let value = try node(v)
                guard case .scalar(let k) = key.content else { continue }
                if k.text == "<<" && k.style == .plain {
                    let list: [Node] = if case .sequence(let l) = value.content { l } else { [value] }
                    for n in list { if case .mapping(let m) = n.content { for x in m.entries where !merged.contains(where: { $0.key.text == x.key.text }) { merged.append(x) } } }
                    continue
                }
                if entries.contains(where: { $0.key.text == k.text }) { diagnostics.append(Diagnostic(.error, "yaml.key.duplicate", "duplicate key \(k.text)", at: key.range)) }
                entries.append(.init(key: .init(k.text, range: key.range, isString: key.resolved == .string), value: value))
            }
            for x in merged where !entries.contains(where: { $0.key.text == x.key.text }) { entries.append(x) }
            let n = Node(.mapping(Mapping(entries)), range: range(e), annotation: tag.map { Annotation(tag: $0) })
            if let anchor { anchors[anchor] = n }
            return n
        }
    }
}

extension Node {
    package var resolved: ResolvedScalar? {
        guard case .scalar(let s) = content else { return nil }
        if s.style != .plain { return .string }
        switch s.text {
        case "", "~", "null", "Null", "NULL": return .null
        case "true", "True", "TRUE": return .bool(true)
        case "false", "False", "FALSE": return .bool(false)
        default: break
        }
        guard let f = s.text.first, f.isNumber || f == "-" || f == "+" || f == "." else { return .string }
        let t = s.text.replacing("_", with: "")
        if let i = Int64(t) { if t.count > 1, t.first == "0", let o = Int64(t, radix: 8) { return .int(o) }; return .int(i) }
        if t.hasPrefix("0x"), let i = Int64(t.dropFirst(2), radix: 16) { return .int(i) }
        if t.hasPrefix("0o"), let i = Int64(t.dropFirst(2), radix: 8) { return .int(i) }
        if !t.contains(":"), !t.lowercased().contains("n"), !t.contains("x"), let d = Double(t) { return .float(d) }
        return .string
    }
    package var isNull: Bool { resolved == .null }
    package var goText: String? {
        guard case .scalar(let s) = content else { return nil }
        switch resolved { case .int(let i): return String(i); case .bool(let b): return b ? "true" : "false"
        case .float(let d): return d == d.rounded() && abs(d) < 1e21 ? String(Int64(d)) : "\(d)"
        default: return s.text }
    }
}
