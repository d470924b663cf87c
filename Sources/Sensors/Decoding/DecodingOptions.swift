/// What a decoder cannot know from a message.
public struct DecodingOptions: Sendable, Equatable {
    /// Use this format and no other; nil finds it out.
    public var format: PayloadFormat?
    /// The zone of times without offset (Tasmota's `Time`).
    public var zone: LocalZone
    /// First topic level of Zigbee2MQTT.
    public var zigbee2mqttBase: String
    /// First topic levels of Home Assistant's statestream and discovery.
    public var homeAssistantBases: Set<String>
    /// Longest body in bytes.
    public var bodyLimit: Int

    public init(
        format: PayloadFormat? = nil, zone: LocalZone = .utc, zigbee2mqttBase: String = "zigbee2mqtt",
        homeAssistantBases: Set<String> = ["homeassistant", "statestream", "hass"], bodyLimit: Int = 262_144
    ) {
        self.format = format
        self.zone = zone
        self.zigbee2mqttBase = zigbee2mqttBase
        self.homeAssistantBases = homeAssistantBases
        self.bodyLimit = bodyLimit
    }
}
