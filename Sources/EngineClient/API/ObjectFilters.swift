package import EngineModel

/// Conditions on a list: those of different keys must all hold, of those with one key any (labels: all).
package struct ObjectFilters: Hashable, Sendable {
    /// Values by key, as the engine's `filters` parameter names them.
    package private(set) var values: [String: [String]] = [:]

    /// No condition.
    package static let all = ObjectFilters()

    /// No condition, to be extended.
    package init() {}

    /// Objects of a stack.
    package static func stack(_ name: String) -> ObjectFilters { all.label(StackLabel.namespace, name) }
    /// Objects of any stack.
    package static var anyStack: ObjectFilters { all.label(StackLabel.namespace) }
    /// Objects of any project of one host.
    package static var anyProject: ObjectFilters { all.label(ProjectLabel.project) }

    /// Further: the label is there, with this value unless nil.
    package func label(_ key: String, _ value: String? = nil) -> ObjectFilters {
        adding("label", value.map { key + "=" + $0 } ?? key)
    }
    /// Further: the name begins with this text; that of a network contains it.
    package func name(_ text: String) -> ObjectFilters { adding("name", text) }
    /// Further: the id begins with this text.
    package func id(_ text: String) -> ObjectFilters { adding("id", text) }
    /// Further, for tasks: of this service, by id or name.
    package func service(_ idOrName: String) -> ObjectFilters { adding("service", idOrName) }
    /// Further, for tasks: on this node, by id or name.
    package func node(_ idOrName: String) -> ObjectFilters { adding("node", idOrName) }
    /// Further, for tasks: which the engine wants to reach this state.
    package func desiredState(_ state: TaskState) -> ObjectFilters { adding("desired-state", state.rawValue) }
    /// Further, for tasks: made from the current spec of their service (or not). The engine's own client uses the key too.
    package func isUpToDate(_ value: Bool) -> ObjectFilters { adding("_up-to-date", value ? "true" : "false") }
    /// Further, for nodes: with this role.
    package func role(_ role: NodeRole) -> ObjectFilters { adding("role", role.rawValue) }
    /// Further, for networks: with scope `swarm` or `local`.
    package func scope(_ scope: String) -> ObjectFilters { adding("scope", scope) }
    /// Further, for events: about this kind of object.
    package func type(_ type: EventType) -> ObjectFilters { adding("type", type.rawValue) }

    private func adding(_ key: String, _ value: String) -> ObjectFilters {
        var copy = self
        copy.values[key, default: []].append(value)
        return copy
    }
}
