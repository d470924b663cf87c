/// Turns messages into readings; finds the format out by itself.
///
/// First match wins, in this order: Symfony's headers, the routing key, the shape of the body. Pure: the same message, options
/// and catalog give the same answer, and nothing in a message can trap it.
public struct SensorDecoder: Sendable {
    public var options: DecodingOptions
    /// Units and classes heard so far; the caller adds announcements to it.
    public var catalog: EntityCatalog

    public init(options: DecodingOptions = DecodingOptions(), catalog: EntityCatalog = EntityCatalog()) {
        self.options = options
        self.catalog = catalog
    }

    /// What the message says.
    public func decode(_ message: SensorMessage) throws(Undecodable) -> Decoded {
        try decode(message, Route(of: message.routingKey, options))
    }

    /// The same for a message whose route is known; an envelope has that of what is in it.
    func decode(_ message: SensorMessage, _ route: Route) throws(Undecodable) -> Decoded {
        guard message.body.count <= options.bodyLimit else { throw Undecodable(.tooLarge, "body.too-large", at: options.bodyLimit) }
        guard message.body.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) else { return .ignored(.emptyBody) }
        if let encoding = message.contentEncoding?.lowercased(), !["", "identity", "utf-8", "utf8"].contains(encoding) {
            throw Undecodable(.unsupportedEnvelope, "encoding.compressed")
        }
        let isEnvelope = SymfonyEnvelope.matches(message)
        if isEnvelope { try SymfonyEnvelope.check(message) }
        let pinned = options.format.flatMap { $0 == .symfony ? nil : $0 } ?? (isEnvelope ? nil : route.format)
        if pinned == nil, !isEnvelope, let rule = FormatDetection.ignoreRule(route.topic, message.body) { return .ignored(rule) }
        let input = DecoderInput(body: message.body, topic: route.topic, options: options, catalog: catalog)
        let format: PayloadFormat
        if let pinned { format = pinned } else { format = try FormatDetection.byBody(input) }
        let decoded = try Self.decoder(for: format).decode(input)
        return isEnvelope ? Self.markSymfony(decoded) : decoded
    }

    /// The points of a message: its readings with the event time and the tags `device`, `area`, `source` and those given.
    public func points(
        of readings: [Reading], from message: SensorMessage, rules: EventTimeRules = EventTimeRules(), tags: [Tag] = []
    ) throws(Undecodable) -> [Point] {
        var points: [Point] = []
        points.reserveCapacity(readings.count)
        var all: [Tag] = []
        for index in readings.indices {
            let time = try rules.time(stated: readings[index].time, of: message)
            if index == 0 || !Self.haveSameTags(readings, index - 1, index) { all = Self.allTags(of: readings[index], tags) }
            let point = Point(
                measurement: readings[index].measurement, orderedTags: all, fields: readings[index].fields, time: time.instant)
            if let point { points.append(point) }
        }
        return points
    }

    /// Whether two readings are about the same device, and not about parts of it. By index: readings that are taken out are copied, with the counts of
    /// all their texts.
    private static func haveSameTags(_ readings: [Reading], _ one: Int, _ other: Int) -> Bool {
        Bytes.areEqual(readings[one].device, readings[other].device) && Bytes.areEqual(readings[one].area ?? "", readings[other].area ?? "")
            && readings[one].source == readings[other].source && readings[one].tags.isEmpty && readings[other].tags.isEmpty
    }

    /// In the order of their names, which is what the point wants: those of a part of a device (`endpoint`, `entity`, `phase`) lie between
    /// its own. Of a name that comes twice the sender's value counts.
    private static func allTags(of reading: Reading, _ tags: [Tag]) -> [Tag] {
        var all = tags
        all.reserveCapacity(tags.count + reading.tags.count + 3)
        if let area = reading.area { all.append(Tag("area", area)) }
        all.append(Tag("device", reading.device))
        all += reading.tags
        if !reading.tags.contains(where: { $0.name == "source" && !$0.value.isEmpty }) {
            all.append(Tag("source", reading.source.rawValue))
        }
        return Point.ordered(all)
    }

    private static func markSymfony(_ decoded: Decoded) -> Decoded {
        guard case .readings(let readings) = decoded else { return decoded }
        return .readings(
            readings.map { reading in
                var reading = reading
                reading.source = .symfony
                return reading
            })
    }

    private static func decoder(for format: PayloadFormat) -> any PayloadDecoder.Type {
        switch format {
        case .zigbee2mqtt: Zigbee2MQTTDecoder.self
        case .tasmota: TasmotaDecoder.self
        case .esphome: ESPHomeDecoder.self
        case .shellyGen1: ShellyGen1Decoder.self
        case .shellyGen2: ShellyGen2Decoder.self
        case .homeAssistant: HomeAssistantDecoder.self
        case .lineProtocol: LineProtocolDecoder.self
        case .json, .symfony: GenericJSONDecoder.self
        case .scalar: ScalarDecoder.self
        }
    }
}
