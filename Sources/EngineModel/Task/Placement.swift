/// Which nodes may run a task.
package struct Placement: Hashable, Codable, Sendable {
    /// Conditions such as `node.role==manager`; all must hold. The order matters to the engine's comparison.
    @OmitEmpty package var constraints: [String]
    /// How to spread over nodes, first to last.
    @OmitEmpty package var preferences: [PlacementPreference]
    /// Tasks of the service on one node at most; 0 is without limit.
    @OmitEmpty package var maxReplicas: UInt64
    /// Platforms the image has builds for; empty means any.
    @OmitEmpty package var platforms: [Platform]

    private enum CodingKeys: String, CodingKey {
        case constraints = "Constraints"
        case preferences = "Preferences"
        case maxReplicas = "MaxReplicas"
        case platforms = "Platforms"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        constraints: [String] = [], preferences: [PlacementPreference] = [], maxReplicas: UInt64 = 0, platforms: [Platform] = []
    ) {
        self.constraints = constraints
        self.preferences = preferences
        self.maxReplicas = maxReplicas
        self.platforms = platforms
    }
}

/// One way of spreading tasks.
package struct PlacementPreference: Hashable, Codable, Sendable {
    /// Spread evenly over the values of a node property.
    package var spread: SpreadOver?

    private enum CodingKeys: String, CodingKey {
        case spread = "Spread"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(spread: SpreadOver? = nil) {
        self.spread = spread
    }
}

/// The node property to spread over.
package struct SpreadOver: Hashable, Codable, Sendable {
    /// Such as `node.labels.zone`.
    package var spreadDescriptor: String

    private enum CodingKeys: String, CodingKey {
        case spreadDescriptor = "SpreadDescriptor"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(spreadDescriptor: String) {
        self.spreadDescriptor = spreadDescriptor
    }
}

/// A processor architecture and an operating system.
package struct Platform: Hashable, Codable, Sendable {
    /// Such as `x86_64` or `aarch64` as nodes say it, or `amd64` as images do.
    @OmitEmpty package var architecture: String
    /// Such as `linux`.
    @OmitEmpty package var os: String

    private enum CodingKeys: String, CodingKey {
        case architecture = "Architecture"
        case os = "OS"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(architecture: String = "", os: String = "") {
        self.architecture = architecture
        self.os = os
    }
}
