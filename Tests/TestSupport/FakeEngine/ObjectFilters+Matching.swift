import EngineClient
import EngineModel

extension ObjectFilters {
    /// Whether an event passes the conditions on its type, on what happened and on labels.
    func accept(_ event: EngineEvent) -> Bool {
        accept("type", { $0 == event.type?.rawValue }) && accept("event", { event.action.hasPrefix($0) })
            && accept(id: "", name: "", labels: event.actor?.attributes ?? [:])
    }

    /// Whether any value of a key satisfies the condition; true without such a key.
    func accept(_ key: String, _ condition: (String) -> Bool) -> Bool {
        guard let wanted = values[key] else { return true }
        return wanted.contains(where: condition)
    }

    /// Whether an object passes the conditions on id, name and labels. Names match from their beginning, those of networks anywhere.
    func accept(id: String, name: String, labels: [String: String], anywhereInName: Bool = false) -> Bool {
        let labelsMatch = (values["label"] ?? []).allSatisfy { wanted in
            let parts = wanted.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return parts.count == 2 ? labels[parts[0]] == parts[1] : labels[wanted] != nil
        }
        return labelsMatch && accept("id", { id.hasPrefix($0) })
            && accept("name", { anywhereInName ? name.contains($0) : name.hasPrefix($0) })
    }
}
