/// Collects the values of one device and groups them by subject and tags.
struct ReadingsBuilder {
    /// Longest device name in bytes.
    static let nameLimit = 200

    let format: PayloadFormat
    let device: String
    let area: String?
    var time: StatedTime?
    private var readings: [Reading] = []
    private var sawUnavailable = false

    /// Fails for a device without a name or with one that is too long.
    init(_ format: PayloadFormat, device: String, area: String? = nil, time: StatedTime? = nil) throws(Undecodable) {
        guard !device.isEmpty else { throw Undecodable(.schema, "device.missing", format: format) }
        guard device.utf8.count <= Self.nameLimit else { throw Undecodable(.schema, "device.too-long", format: format) }
        self.format = format
        self.device = device
        self.area = area
        self.time = time
    }

    /// Adds a value that is canonical already.
    mutating func add(_ quantity: Quantity, _ value: FieldValue, tags: [Tag] = []) {
        add(measurement: quantity.measurement, Field(quantity.name, value), tags: tags)
    }

    /// Adds a value under a name of its own; a later value of the same name takes the place of the earlier.
    mutating func add(measurement: String, _ field: Field, tags: [Tag] = []) {
        let index = place(of: measurement, tags) ?? append(measurement, tags)
        if let same = place(of: field.name, in: index) {
            readings[index].fields[same] = field
        } else {
            readings[index].fields.append(field)
        }
    }

    // By index, both: a reading or a field that is taken out is copied, with the counts of all its texts.

    private func place(of measurement: String, _ tags: [Tag]) -> Int? {
        readings.indices.first { readings[$0].measurement == measurement && readings[$0].tags == tags }
    }

    private func place(of name: String, in reading: Int) -> Int? {
        readings[reading].fields.indices.first { readings[reading].fields[$0].name == name }
    }

    private mutating func append(_ measurement: String, _ tags: [Tag]) -> Int {
        var fields: [Field] = []
        // Most devices say up to four things about a subject.
        fields.reserveCapacity(4)
        if readings.isEmpty { readings.reserveCapacity(2) }
        readings.append(
            Reading(measurement: measurement, device: device, area: area, source: format, tags: tags, fields: fields, time: time))
        return readings.count - 1
    }

    /// Adds a JSON value of a known quantity; `unit` is the sender's, nil when it is the canonical one.
    ///
    /// Objects and arrays are no values and are passed over. A text that is neither number, state nor "unavailable" fails.
    mutating func add(_ quantity: Quantity, _ value: JSONValue, unit: Unit? = nil, tags: [Tag] = []) throws(Undecodable) {
        if value.isNull {
            sawUnavailable = true
        } else if let number = value.number {
            add(quantity, canonical(quantity, number, unit), tags: tags)
        } else if let state = value.boolean {
            guard quantity.dimension == .state else { throw wrongType(quantity, at: value.offset) }
            add(quantity, .integer(state ? 1 : 0), tags: tags)
        } else if let text = value.string {
            try add(quantity, ScalarText(text), unit: unit, at: value.offset, tags: tags)
        }
    }

    /// Adds a bare value of a known quantity.
    mutating func add(
        _ quantity: Quantity, _ value: ScalarText, unit: Unit? = nil, at offset: Int = 0, tags: [Tag] = []
    ) throws(Undecodable) {
        switch value {
        case .unavailable: sawUnavailable = true
        case .number(let number, let written):
            let unit = written ?? unit
            if let unit, quantity.dimension != .number, quantity.dimension != .state, unit.dimension != quantity.dimension {
                throw Undecodable(.schema, "unit.mismatch", at: offset, format: format)
            }
            add(quantity, canonical(quantity, number, unit), tags: tags)
        case .state(let state) where quantity.dimension == .state: add(quantity, .integer(state ? 1 : 0), tags: tags)
        case .state, .text: throw wrongType(quantity, at: offset)
        }
    }

    /// Adds a number under a name nobody knows, in the canonical unit when the unit is known.
    mutating func addOther(_ name: String, _ number: Double, unit: Unit? = nil, tags: [Tag] = []) {
        let value = unit?.canonical(number) ?? number
        guard value.isFinite else { return sawUnavailable = true }
        add(measurement: "other", Field(name, .double(value)), tags: tags)
    }

    /// Notes that a known value is not there now.
    mutating func noteUnavailable() { sawUnavailable = true }

    /// The unit with this symbol for a quantity; nil when it is canonical by definition. Fails for one that is unknown or measures
    /// something else: a value with a guessed unit is worse than a dead letter.
    func unit(_ symbol: String?, for quantity: Quantity?, at offset: Int? = nil) throws(Undecodable) -> Unit? {
        guard let symbol, !symbol.isEmpty else { return nil }
        if let quantity, quantity.dimension == .number || quantity.dimension == .state { return nil }
        guard let unit = Unit.named(symbol) else {
            if quantity == nil { return nil }
            throw Undecodable(.schema, "unit.unknown", at: offset, format: format)
        }
        guard let quantity, quantity.dimension != unit.dimension else { return unit }
        throw Undecodable(.schema, "unit.mismatch", at: offset, format: format)
    }

    private mutating func canonical(_ quantity: Quantity, _ number: Double, _ unit: Unit?) -> FieldValue {
        if quantity.dimension == .state { return .integer(number == 0 ? 0 : 1) }
        guard quantity.dimension != .number, let unit else { return .double(number) }
        return .double(unit.canonical(number))
    }

    private func wrongType(_ quantity: Quantity, at offset: Int) -> Undecodable {
        Undecodable(.schema, "value.\(quantity.name)", at: offset, format: format)
    }

    /// The readings; without any, the message is either unavailable or has no metrics.
    func finish() throws(Undecodable) -> Decoded {
        guard readings.isEmpty else { return .readings(readings) }
        if sawUnavailable { return .ignored(.unavailable) }
        throw Undecodable(.noMetrics, "no-known-quantity", format: format)
    }
}
