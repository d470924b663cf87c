/// Names one object of an engine by what it is and what it is called.
package struct ResourceAddress: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// What an object is.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case network, secret, config, service
        case volume, container, image
    }

    /// What it is.
    package var kind: Kind
    /// Its full name, such as `home_broker`.
    package var name: String

    /// An address from its parts.
    package init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }

    /// `service home_broker`.
    package var description: String { "\(kind.rawValue) \(name)" }

    /// In the order of `Kind`'s cases, then by name.
    package static func < (a: ResourceAddress, b: ResourceAddress) -> Bool {
        (a.kind.rank, a.name) < (b.kind.rank, b.name)
    }
}

extension ResourceAddress.Kind {
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
