package import EngineModel

/// One condition of `deploy.placement.constraints`, read and applied as swarmkit does (manager/constraint/constraint.go).
package struct PlacementConstraint: Hashable, Sendable {
    /// As the file writes it.
    package let text: String
    /// What is asked about a node, such as `node.labels.zone`.
    package let key: String
    package let value: String
    /// Whether the value must be this one, rather than must not.
    package let isEquality: Bool

    /// Reads `key == value` or `key != value`; nil for anything else, which the engine refuses.
    package init?(_ text: String) {
        for (sign, isEquality) in [("==", true), ("!=", false)] {
            guard let place = text.firstRange(of: sign) else { continue }
            self.text = text
            key = text[..<place.lowerBound].trimmed
            value = text[place.upperBound...].trimmed
            self.isEquality = isEquality
            return
        }
        return nil
    }

    /// The label that is asked for, of nodes or of their engines; nil for a property of another kind.
    package var label: (name: String, isOfEngine: Bool)? {
        for (prefix, isOfEngine) in [("node.labels.", false), ("engine.labels.", true)] {
            guard key.count > prefix.count, key.lowercased().hasPrefix(prefix) else { continue }
            return (String(key.dropFirst(prefix.count)), isOfEngine)
        }
        return nil
    }

    /// Whether a node satisfies it. Values are compared without regard to case; a label that is absent is empty.
    package func accepts(_ node: SwarmNode) -> Bool {
        guard let found = property(of: node) else { return false }
        return (found.lowercased() == value.lowercased()) == isEquality
    }

    /// In which way a node does not satisfy a condition.
    package enum Mismatch: Hashable, Sendable {
        /// No engine knows the property.
        case unknownKey
        /// The node has no such label, or says nothing of it.
        case absent
        case other
        /// It has the very value that is excluded.
        case excluded
    }

    /// Why a node does not satisfy it; nil if it does.
    package func mismatch(of node: SwarmNode) -> Mismatch? {
        guard !accepts(node) else { return nil }
        guard let found = property(of: node) else { return .unknownKey }
        return !isEquality ? .excluded : found.isEmpty ? .absent : .other
    }

    /// What the node says for the key; nil for a key that the engine does not know. An address matches a network that contains it: that is
    /// answered with the network itself.
    package func property(of node: SwarmNode) -> String? {
        if let label {
            let labels = label.isOfEngine ? node.description?.engine?.labels : node.spec.labels
            return labels?[label.name] ?? ""
        }
        switch key.lowercased() {
        case "node.id": return node.id
        case "node.hostname": return node.description?.hostname ?? ""
        case "node.role": return node.spec.role?.rawValue ?? ""
        case "node.platform.os": return node.description?.platform?.os ?? ""
        case "node.platform.arch": return node.description?.platform?.architecture ?? ""
        case "node.ip":
            guard let text = node.status?.addr, let address = NodeAddress(text) else { return node.status?.addr ?? "" }
            return NodeAddress(value) == address || AddressBlock(value)?.contains(address) == true ? value : text
        default: return nil
        }
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let start = drop { $0 == " " || $0 == "\t" }
        return String(start.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}
