/// ESPHome: `<prefix>/<component>/<name>/state` with a bare value; no time and no unit in it.
///
/// What is measured comes from Home Assistant's discovery when that was heard, else from the component's name. A binary
/// sensor's `ON` is open, motion, wet.
enum ESPHomeDecoder: PayloadDecoder {
    static let format = PayloadFormat.esphome

    /// Component types whose state is a value.
    static let components: Set<String> = ["sensor", "binary_sensor", "switch", "light", "fan", "number"]

    /// Component types whose state is a text.
    static let textComponents: Set<String> = ["text_sensor", "cover", "climate", "lock", "select", "text", "button", "event"]

    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded {
        guard let component = input.topic.fromEnd(2), let name = input.topic.fromEnd(1), input.topic.levels.count >= 3 else {
            throw Undecodable(.schema, "topic.too-short", format: format)
        }
        if textComponents.contains(component) { return .ignored(.text) }
        let prefix = input.topic.name(dropLast: 3)
        var builder = try ReadingsBuilder(format, device: prefix.isEmpty ? name : prefix)
        try NamedEntity(input, name: name, isSwitch: ["switch", "light", "fan"].contains(component)).add(
            try input.scalar(for: format), to: &builder)
        return try builder.finish()
    }
}
