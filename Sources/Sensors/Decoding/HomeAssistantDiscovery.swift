/// MQTT discovery: what a device tells Home Assistant about an entity, with long or abbreviated keys.
enum HomeAssistantDiscovery {
    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded {
        let object = try input.object(for: .homeAssistant)
        // With a template the state topic is shared by many entities and the unit belongs to a part of its payload.
        let hasTemplate = object["value_template"] != nil || object["val_tpl"] != nil
        guard !hasTemplate, let written = text(object, "state_topic", "stat_t") else { return .ignored(.information) }
        let topic = Topic(expanded(written, base: object["~"]?.string))
        let unit = text(object, "unit_of_measurement", "unit_of_meas")
        let deviceClass = text(object, "device_class", "dev_cla")
        guard unit != nil || deviceClass != nil, !topic.levels.isEmpty else { return .ignored(.information) }
        return .announcement(EntityAnnouncement(stateTopic: topic.path, unit: unit, deviceClass: deviceClass))
    }

    private static func text(_ object: JSONValue, _ long: String, _ short: String) -> String? {
        object[long]?.string ?? object[short]?.string
    }

    /// `~` at either end of a topic stands for the base topic.
    private static func expanded(_ topic: String, base: String?) -> String {
        guard let base else { return topic }
        if topic.hasPrefix("~") { return base + topic.dropFirst() }
        return topic.hasSuffix("~") ? topic.dropLast() + base : topic
    }
}
