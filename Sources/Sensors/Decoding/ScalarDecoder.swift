/// A bare value of nobody known: the routing key's last level (or the one before `state` and `value`) says what it is.
enum ScalarDecoder: PayloadDecoder {
    static let format = PayloadFormat.scalar

    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded {
        let scalar = try input.scalar(for: format)
        if case .text = scalar { throw Undecodable(.malformed, "text.no-value", at: 0, format: format) }
        var levels = input.topic.levels
        if levels.count > 1, let last = levels.last, last == "state" || last == "value" { levels.removeLast() }
        guard let name = levels.last else { throw Undecodable(.schema, "device.missing", format: format) }
        let device = levels.count > 1 ? levels.dropLast().joined(separator: "/") : name
        var builder = try ReadingsBuilder(format, device: device)
        try NamedEntity(input, name: name, isSwitch: false).add(scalar, to: &builder)
        return try builder.finish()
    }
}
