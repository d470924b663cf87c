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
        guard message.body.count <= options.bodyLimit else { throw Undecodable(.tooLarge, "body.too-large", at: options.bodyLimit) }
        guard message.body.contains(where: { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }) else { return .ignored(.emptyBody) }
        if let encoding = message.contentEncoding?.lowercased(), !["", "identity", "utf-8", "utf8"].contains(encoding) {
            throw Undecodable(.unsupportedEnvelope, "encoding.compressed")
        }
        let isEnvelope = SymfonyEnvelope.matches(message)
        let inner = isEnvelope ? try SymfonyEnvelope.unwrap(message) : message
        let topic = Topic(inner.routingKey)
        let pinned = options.format.flatMap { $0 == .symfony ? nil : $0 } ?? (isEnvelope ? nil : FormatDetection.byTopic(topic, options))
        if pinned == nil, !isEnvelope, let rule = FormatDetection.ignoreRule(topic, inner.body) { return .ignored(rule) }
        let input = DecoderInput(message: inner, topic: topic, options: options, catalog: catalog)
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
        for reading in readings {
            let time = try rules.time(stated: reading.time, of: message)
            var all = tags
            all.reserveCapacity(tags.count + reading.tags.count + 3)
            // In the order of their names, which is what the point wants.
            if let area = reading.area { all.append(Tag("area", area)) }
            all.append(Tag("device", reading.device))
            all.append(Tag("source", reading.source.rawValue))
            all += reading.tags
            if let point = Point(measurement: reading.measurement, tags: all, fields: reading.fields, time: time.instant) {
                points.append(point)
            }
        }
        return points
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
