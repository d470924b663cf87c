/// Unit and class of an entity, as Home Assistant's discovery or statestream announces them.
public struct EntityAnnouncement: Sendable, Equatable {
    /// Topic of the entity's state, levels separated by `/`.
    public let stateTopic: String
    public let unit: String?
    /// `temperature`, `door`, ...
    public let deviceClass: String?

    public init(stateTopic: String, unit: String? = nil, deviceClass: String? = nil) {
        self.stateTopic = stateTopic
        self.unit = unit
        self.deviceClass = deviceClass
    }
}

/// What was announced about entities whose payload is a bare value.
public struct EntityCatalog: Sendable, Equatable {
    /// Entities that are remembered; later ones are not, so that a flood of announcements cannot fill the memory.
    public static let limit = 4096

    private var entries: [String: EntityAnnouncement] = [:]

    public init() {}

    /// Remembers what is new; what the announcement does not say stays.
    public mutating func note(_ announcement: EntityAnnouncement) {
        let known = entries[announcement.stateTopic]
        guard known != nil || entries.count < Self.limit else { return }
        entries[announcement.stateTopic] = EntityAnnouncement(
            stateTopic: announcement.stateTopic, unit: announcement.unit ?? known?.unit,
            deviceClass: announcement.deviceClass ?? known?.deviceClass)
    }

    /// Whether nothing was announced yet.
    var isEmpty: Bool { entries.isEmpty }

    /// What is known about the entity with this state topic.
    public subscript(stateTopic: String) -> EntityAnnouncement? { entries[stateTopic] }
}
