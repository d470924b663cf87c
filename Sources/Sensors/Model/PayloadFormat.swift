/// A way of putting sensor values into a message. The raw value is the `source` tag of what was decoded.
public enum PayloadFormat: String, Sendable, CaseIterable, Codable {
    case zigbee2mqtt, tasmota, esphome
    case shellyGen1 = "shelly1"
    case shellyGen2 = "shelly2"
    case homeAssistant = "homeassistant"
    case symfony
    case lineProtocol = "line"
    case json
    case scalar
}
