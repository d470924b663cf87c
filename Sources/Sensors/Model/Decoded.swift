/// What a message turned out to be.
public enum Decoded: Sendable, Equatable {
    /// Values; never empty.
    case readings([Reading])
    /// Something that is known to carry no value: acknowledged and counted by rule.
    case ignored(IgnoreRule)
    /// What is known about an entity, not a value of it: unit and class for later messages.
    case announcement(EntityAnnouncement)
}

/// Why a message without values is in order.
public enum IgnoreRule: String, Sendable, CaseIterable, Codable {
    /// An empty body is how MQTT clears a retained message.
    case emptyBody = "empty-body"
    /// Zigbee2MQTT's own traffic, `zigbee2mqtt/bridge/#`.
    case bridge
    /// Online and offline messages, last wills.
    case availability
    /// Commands to devices and requests for their state.
    case command
    /// Start-up announcements, firmware information, logs and events.
    case information
    /// A known value that the device says it does not have now (`null`, `nan`, `unavailable`, `unknown`).
    case unavailable
    /// An entity that is a text and no measure (`text_sensor`, an attribute).
    case text
}
