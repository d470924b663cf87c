/// JSON of no known firmware: one object or an array of them, each in one of three shapes.
///
/// `{"device":"x","type":"temperature","value":21.4,"unit":"°C","ts":1763692380}`, flat `{"id":"x","temperature":21.4}` (also one
/// level deep under `data`, `payload`, `values` or `readings`), or Telegraf's `{"name":"m","tags":{},"fields":{},"timestamp":1}`.
enum GenericJSONDecoder: PayloadDecoder {
    static let format = PayloadFormat.json

    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded {
        guard case .success(let document) = input.document else {
            if case .failure(let failure) = input.document { throw Undecodable(failure, format: format) }
            throw Undecodable(.malformed, "json.not-an-object", at: 0, format: format)
        }
        if document.root.isObject { return try object(document.root, input) }
        var readings: [Reading] = []
        var ignored: Decoded?
        for element in document.root.elements {
            guard element.isObject else { throw Undecodable(.schema, "json.not-an-object", at: element.offset, format: format) }
            switch try object(element, input) {
            case .readings(let found): readings += found
            case let other: ignored = other
            }
        }
        if !readings.isEmpty { return .readings(readings) }
        if let ignored { return ignored }
        throw Undecodable(.noMetrics, "no-known-quantity", at: document.root.offset, format: format)
    }

    private static func object(_ object: JSONValue, _ input: DecoderInput) throws(Undecodable) -> Decoded {
        if let fields = object["fields"], fields.isObject { return try measurement(object, fields, input) }
        let isTyped = object["value"].map { !$0.isObject && !$0.isArray } ?? false
        let deviceKeys = ["device", "device_id", "deviceId", "sensor", "sensor_id", "id"]
        let name = text(object, deviceKeys + ["name", "host"]) ?? input.topic.path
        var builder = try ReadingsBuilder(
            format, device: name, area: text(object, ["area", "room", "location"]), time: time(object, input))
        if isTyped, let value = object["value"] {
            try add(typed: value, object, input, to: &builder)
        } else {
            for member in object.members { try add(member, to: &builder) }
            for key in ["data", "payload", "values", "readings"] {
                guard let inner = object[key] else { continue }
                for member in inner.members { try add(member, to: &builder) }
            }
        }
        return try builder.finish()
    }

    // MARK: one value with its type

    private static func add(
        typed value: JSONValue, _ object: JSONValue, _ input: DecoderInput, to builder: inout ReadingsBuilder
    ) throws(Undecodable) {
        let typeKeys = ["type", "quantity", "metric", "measurement", "sensor_type", "property"]
        let name = text(object, typeKeys) ?? input.topic.fromEnd(0) ?? ""
        let quantity = QuantityName.quantity(of: name)
        let unitValue = ["unit", "unit_of_measurement", "units"].lazy.compactMap { object[$0] }.first
        let unit = try builder.unit(unitValue?.string, for: quantity, at: unitValue?.offset)
        if let quantity { return try builder.add(quantity, value, unit: unit) }
        try addUnknown(QuantityName.normalised(name), value, unit: unit, to: &builder)
    }

    private static func addUnknown(
        _ name: String, _ value: JSONValue, unit: Unit? = nil, to builder: inout ReadingsBuilder
    ) throws(Undecodable) {
        guard !name.isEmpty, name.utf8.count <= ReadingsBuilder.nameLimit else {
            throw Undecodable(.schema, "field.name", at: value.offset, format: format)
        }
        if let number = value.number {
            builder.addOther(name, number, unit: unit)
        } else if let state = value.boolean {
            builder.add(measurement: "other", Field(name, .boolean(state)))
        } else if value.isNull {
            builder.noteUnavailable()
        }
    }

    // MARK: a flat object

    private static func add(_ member: JSONMember, to builder: inout ReadingsBuilder) throws(Undecodable) {
        let key = member.key
        guard !describing.contains(key) else { return }
        if key == "contact", let closed = member.value.boolean { return builder.add(.open, .integer(closed ? 0 : 1)) }
        if let quantity = QuantityName.vocabulary[QuantityName.normalised(key)] {
            try builder.add(quantity, member.value)
        } else if member.value.number != nil {
            try addUnknown(QuantityName.normalised(key), member.value, to: &builder)
        }
    }

    // MARK: measurement, tags, fields

    private static func measurement(_ object: JSONValue, _ fields: JSONValue, _ input: DecoderInput) throws(Undecodable) -> Decoded {
        guard let name = text(object, ["name", "measurement"]), !name.isEmpty else {
            throw Undecodable(.schema, "measurement.missing", at: object.offset, format: format)
        }
        let tags =
            object["tags"].map { labels in
                labels.members.compactMap { member in member.value.string.map { Tag(member.key, $0) } }
            } ?? []
        let device = tags.first { $0.name == "device" }?.value ?? tags.first { $0.name == "host" }?.value ?? input.topic.path
        var builder = try ReadingsBuilder(format, device: device, time: time(object, input))
        let rest = tags.filter { $0.name != "device" }
        for member in fields.members {
            if let number = member.value.number {
                builder.add(measurement: name, Field(member.key, .double(number)), tags: rest)
            } else if let state = member.value.boolean {
                builder.add(measurement: name, Field(member.key, .boolean(state)), tags: rest)
            } else if let text = member.value.string {
                builder.add(measurement: name, Field(member.key, .text(text)), tags: rest)
            }
        }
        return try builder.finish()
    }

    private static let timeKeys = ["ts", "timestamp", "time", "epoch", "datetime", "last_seen"]

    private static func time(_ object: JSONValue, _ input: DecoderInput) -> StatedTime? {
        timeKeys.lazy.compactMap { object[$0] }.first.flatMap { StatedTime($0, zone: input.options.zone) }
    }

    /// The first of these members that is a text or a whole number.
    private static func text(_ object: JSONValue, _ keys: [String]) -> String? {
        for key in keys {
            if let text = object[key]?.string, !text.isEmpty { return text }
            if let number = object[key]?.integer { return String(number) }
        }
        return nil
    }

    /// Members of a flat object that describe the sender and measure nothing.
    private static let describing: Set<String> = [
        "device", "device_id", "deviceId", "sensor", "sensor_id", "id", "name", "host", "area", "room", "location", "ts", "timestamp",
        "time", "epoch", "datetime", "last_seen", "type", "unit", "units", "unit_of_measurement", "version", "seq", "sequence", "value",
    ]
}
