/// One event of `GET /events`.
package struct EngineEvent: Hashable, Codable, Sendable {
    /// The kind of object.
    package var type: EventType?
    /// What happened, such as `create`, `update`, `remove`, `die`, `health_status: healthy`.
    @OmitEmpty package var action: String
    /// The object.
    package var actor: EventActor?
    /// `swarm` or `local`.
    @OmitEmpty package var scope: String
    /// Seconds since 1970.
    @OmitEmpty package var time: Int64
    /// Nanoseconds since 1970.
    @OmitEmpty package var timeNano: Int64

    private enum CodingKeys: String, CodingKey {
        case type = "Type"
        case action = "Action"
        case actor = "Actor"
        case scope = "scope"
        case time = "time"
        case timeNano = "timeNano"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        type: EventType? = nil, action: String = "", actor: EventActor? = nil, scope: String = "", time: Int64 = 0,
        timeNano: Int64 = 0
    ) {
        self.type = type
        self.action = action
        self.actor = actor
        self.scope = scope
        self.time = time
        self.timeNano = timeNano
    }
}

/// The kind of object of an event.
package struct EventType: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// A service.
    package static let service = Self(rawValue: "service")
    /// A node.
    package static let node = Self(rawValue: "node")
    /// A secret.
    package static let secret = Self(rawValue: "secret")
    /// A config.
    package static let config = Self(rawValue: "config")
    /// A network.
    package static let network = Self(rawValue: "network")
    /// A container of this engine.
    package static let container = Self(rawValue: "container")
    /// An image of this engine.
    package static let image = Self(rawValue: "image")
    /// A volume of this engine.
    package static let volume = Self(rawValue: "volume")
}

/// The object of an event.
package struct EventActor: Hashable, Codable, Sendable {
    /// Its id.
    @OmitEmpty package var id: String
    /// Labels and properties; `name` for named objects, `updatestate.new` for service updates.
    @OmitEmpty package var attributes: [String: String]

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
        case attributes = "Attributes"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(id: String = "", attributes: [String: String] = [:]) {
        self.id = id
        self.attributes = attributes
    }
}
