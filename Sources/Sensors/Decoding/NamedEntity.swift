/// An entity whose payload is a bare value and whose meaning is in its name or in what was announced about it.
struct NamedEntity {
    private let quantity: Quantity?
    private let name: String
    private let unitSymbol: String?

    init(_ input: DecoderInput, name: String, isSwitch: Bool) {
        let announced = input.catalog.isEmpty ? nil : input.catalog[input.topic.path]
        self.name = QuantityName.normalised(name)
        unitSymbol = announced?.unit
        quantity =
            isSwitch
            ? .on : announced?.deviceClass.flatMap { QuantityName.quantity(of: $0) } ?? QuantityName.quantity(ofNormalised: self.name)
    }

    /// Adds the value with the entity's name as a tag.
    func add(_ value: ScalarText, to builder: inout ReadingsBuilder) throws(Undecodable) {
        let tags = [Tag("entity", name)]
        if let quantity, accepts(quantity, value) {
            let unit = try builder.unit(unitSymbol, for: quantity)
            return try builder.add(quantity, value, unit: unit, tags: tags)
        }
        switch value {
        case .number(let number, let written):
            let announced = try builder.unit(unitSymbol, for: nil)
            builder.addOther("value", number, unit: written ?? announced, tags: tags)
        case .state(let state): builder.add(measurement: "other", Field("state", .integer(state ? 1 : 0)), tags: tags)
        case .unavailable: builder.noteUnavailable()
        case .text: throw Undecodable(.schema, "value.not-a-number", at: 0, format: builder.format)
        }
    }

    /// `binary_sensor/battery` is a state with the name of a number: it is kept under a name of its own.
    private func accepts(_ quantity: Quantity, _ value: ScalarText) -> Bool {
        if case .state = value { return quantity.dimension == .state }
        return true
    }
}
