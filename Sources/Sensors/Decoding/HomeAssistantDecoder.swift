/// Home Assistant: statestream (`<base>/<domain>/<entity>/state` and one topic for each attribute) and MQTT discovery
/// (`homeassistant/<component>/.../config`).
///
/// A state is published as it is, an attribute as JSON. Units and classes are announcements for the states that follow.
enum HomeAssistantDecoder: PayloadDecoder {
    static let format = PayloadFormat.homeAssistant

    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded {
        if input.topic.fromEnd(0) == "config" { return try HomeAssistantDiscovery.decode(input) }
        guard input.topic.levels.count >= 4, let domain = input.topic.fromEnd(2), let entity = input.topic.fromEnd(1),
            let part = input.topic.fromEnd(0)
        else { return .ignored(.availability) }
        switch part {
        case "state": return try state(input, domain: domain, entity: entity)
        case "unit_of_measurement": return try announcement(input, isUnit: true)
        case "device_class": return try announcement(input, isUnit: false)
        default: return .ignored(.text)
        }
    }

    private static func state(_ input: DecoderInput, domain: String, entity: String) throws(Undecodable) -> Decoded {
        guard ["sensor", "binary_sensor", "switch", "light", "input_boolean", "input_number"].contains(domain) else {
            return .ignored(.text)
        }
        var builder = try ReadingsBuilder(format, device: entity)
        try NamedEntity(input, name: entity, isSwitch: ["switch", "light", "input_boolean"].contains(domain)).add(
            try input.scalar(for: format), to: &builder)
        return try builder.finish()
    }

    private static func announcement(_ input: DecoderInput, isUnit: Bool) throws(Undecodable) -> Decoded {
        let document: JSONDocument
        do { document = try JSONDocument(input.body) } catch { throw Undecodable(error, format: format) }
        guard let text = document.root.string else { return .ignored(.text) }
        let topic = input.topic.name(dropLast: 1) + "/state"
        return .announcement(EntityAnnouncement(stateTopic: topic, unit: isUnit ? text : nil, deviceClass: isUnit ? nil : text))
    }
}
