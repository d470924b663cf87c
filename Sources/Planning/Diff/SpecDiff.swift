package import EngineModel
import FoundationEssentials

/// Finds the fields in which two normalised specs differ.
///
/// Equal specs never come here (they are compared as values first), so this may take its time.
package enum SpecDiff {
    /// The differences in the order of `SpecField`, unknown fields last.
    package static func changes(from before: ServiceSpec, to after: ServiceSpec) -> [FieldChange] {
        guard var old = tree(before), var new = tree(after) else { return [] }
        var changes: [FieldChange] = []
        for field in SpecField.all {
            let pair = (old[field.path], new[field.path])
            if pair.0 != pair.1 { changes += field.changes(from: pair.0, to: pair.1) }
            old[field.path] = nil
            new[field.path] = nil
        }
        return changes + rest(from: old, to: new, path: [])
    }

    private static func tree(_ spec: ServiceSpec) -> JSONValue? {
        guard let data = try? JSONEncoder().encode(spec) else { return nil }
        return try? JSONDecoder().decode(JSONValue.self, from: data)
    }

    /// Differences in fields that the table does not name, under their names in the engine's interface.
    private static func rest(from before: JSONValue?, to after: JSONValue?, path: [String]) -> [FieldChange] {
        guard before != after else { return [] }
        if case .object(let old)? = before ?? .object([:]), case .object(let new)? = after ?? .object([:]) {
            let keys = Set(old.keys).union(new.keys).sorted()
            return keys.flatMap { rest(from: old[$0], to: new[$0], path: path + [$0]) }
        }
        return [FieldChange(path.joined(separator: "."), before: before?.shown, after: after?.shown)]
    }
}

extension SpecField {
    /// The differences of one field, element by element where elements have names.
    fileprivate func changes(from before: JSONValue?, to after: JSONValue?) -> [FieldChange] {
        if case .none = key { return [FieldChange(name, before: before?.shown(in: self), after: after?.shown(in: self))] }
        let old = elements(of: before)
        let new = elements(of: after)
        let names = Set(old.keys).union(new.keys).sorted()
        let differing = names.filter { old[$0] != new[$0] }.map { element in
            change(element, before: old[element], after: new[element])
        }
        // The same elements in another order, or the same name twice: shown whole.
        return differing.isEmpty ? [FieldChange(name, before: before?.shown, after: after?.shown)] : differing
    }

    private func change(_ element: String, before: String?, after: String?) -> FieldChange {
        if case .text = key { return FieldChange(name, before: before, after: after) }
        guard holdsFreeNames && Discretion.concerns(element) else {
            return FieldChange(name, element: element, before: before, after: after)
        }
        let hidden = Discretion.hidden
        return FieldChange(name, element: element, before: before.map { _ in hidden }, after: after.map { _ in hidden })
    }

    /// Whether users choose the names of the elements, so that a name may tell that its value is a secret.
    private var holdsFreeNames: Bool { ["environment", "labels", "deploy.labels", "logging.options"].contains(name) }

    private func elements(of value: JSONValue?) -> [String: String] {
        switch (key, value) {
        case (.member, .object(let members)?):
            return members.mapValues { $0.shown(in: self) }
        case (.text, .array(let values)?):
            return Dictionary(values.map { ($0.shown, $0.shown) }, uniquingKeysWith: { first, _ in first })
        case (.name(let separator), .array(let values)?):
            return Dictionary(values.map { Self.split($0.shown, at: separator) }, uniquingKeysWith: { first, last in first + " " + last })
        case (.values(let paths), .array(let values)?):
            return Dictionary(
                values.map { value in (paths.compactMap { value[$0]?.shown }.joined(separator: "/"), value.shown) },
                uniquingKeysWith: { first, last in first + " " + last })
        case (.file(let object), .array(let values)?):
            return Dictionary(
                values.map { value in
                    let name = value[object]?.shown ?? ""
                    return (value[["File", "Name"]]?.shown ?? name, Self.reference(value, to: name))
                }, uniquingKeysWith: { first, last in first + " " + last })
        default:
            return [:]
        }
    }

    /// The name of a secret or config, and how its file differs from a usual one.
    private static func reference(_ value: JSONValue, to name: String) -> String {
        let usual: [String: JSONValue] = ["UID": .string("0"), "GID": .string("0"), "Mode": .integer(0o444)]
        let unusual = usual.keys.sorted().compactMap { member -> String? in
            guard let found = value[["File", member]], found != usual[member] else { return nil }
            guard member == "Mode", let mode = found.unsignedInteger else { return "\(member.lowercased()) \(found.shown)" }
            return "mode 0" + String(mode, radix: 8)
        }
        return ([name] + unusual).joined(separator: ", ")
    }

    private static func split(_ text: String, at separator: Character) -> (String, String) {
        guard let index = text.firstIndex(of: separator) else { return (text, "(unset)") }
        return (String(text[..<index]), String(text[text.index(after: index)...]))
    }
}

extension JSONValue {
    /// The value in one short line, without quotation marks where none are needed.
    fileprivate var shown: String {
        switch self {
        case .null: "null"
        case .bool(let value): String(value)
        case .integer(let value): String(value)
        case .unsigned(let value): String(value)
        case .number(let value): String(value)
        case .string(let text): Discretion.withoutPasswords(text)
        case .array(let values): "[" + values.map(\.shown).joined(separator: ", ") + "]"
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.shown)" }.joined(separator: ", ")
        }
    }

    /// Likewise, with nanoseconds as durations where the field is one.
    fileprivate func shown(in field: SpecField) -> String {
        guard case .integer(let number) = self, number >= 1_000_000, field.holdsDurations else { return shown }
        let milliseconds = number / 1_000_000
        return milliseconds % 1000 == 0 ? "\(milliseconds / 1000)s" : "\(milliseconds)ms"
    }
}

extension SpecField {
    fileprivate var holdsDurations: Bool {
        ["stop_grace_period", "healthcheck", "deploy.restart_policy", "deploy.update_config", "deploy.rollback_config"].contains(name)
    }
}
