/// InfluxDB line protocol as a payload: every line becomes a reading, with the sender's own names and units.
///
/// All lines are read or none: a message is one thing, and half of it stored is neither accepted nor dead.
enum LineProtocolDecoder: PayloadDecoder {
    static let format = PayloadFormat.lineProtocol

    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded {
        if let offset = UTF8Sequence.firstInvalid(in: input.body) {
            throw Undecodable(.malformed, "line.invalid-utf8", at: offset, format: format)
        }
        var parser = LineParser(bytes: input.body)
        var readings: [Reading] = []
        while let line = try parser.next() {
            let device = line.tags.first { $0.name == "device" }?.value ?? input.topic.path
            guard !device.isEmpty else { throw Undecodable(.schema, "device.missing", format: format) }
            readings.append(
                Reading(
                    measurement: line.measurement, device: device, source: format, tags: line.tags.filter { $0.name != "device" },
                    fields: line.fields, time: line.time.map { StatedTime($0, .subsecond) }))
        }
        guard !readings.isEmpty else { return .ignored(.emptyBody) }
        return .readings(readings)
    }
}
