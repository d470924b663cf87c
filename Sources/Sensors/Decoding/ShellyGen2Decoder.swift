/// Shelly, second generation and later: `<id>/events/rpc` with JSON-RPC notifications, `<id>/status/<component>` with one status.
///
/// `aenergy.total` is Wh, temperatures come in both scales (`tC` is taken), `params.ts` is seconds with a fraction.
enum ShellyGen2Decoder: PayloadDecoder {
    static let format = PayloadFormat.shellyGen2

    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded {
        if input.topic.fromEnd(1) == "status", let component = input.topic.fromEnd(0) {
            var builder = try ReadingsBuilder(format, device: device(input.topic, without: 2))
            try ShellyComponent(component).add(try input.object(for: format), to: &builder)
            return try finish(builder, component: component)
        }
        let root = try input.object(for: format)
        let method = root["method"]?.string
        if method == "NotifyEvent" { return .ignored(.information) }
        guard method == "NotifyStatus" || method == "NotifyFullStatus", let parameters = root["params"], parameters.isObject else {
            return root["method"] == nil && root["result"] == nil
                ? try fail("rpc.no-method") : .ignored(.command)
        }
        let name = input.topic.ends(in: ["events", "rpc"]) ? device(input.topic, without: 2) : root["src"]?.string ?? input.topic.path
        var builder = try ReadingsBuilder(format, device: name, time: parameters["ts"].flatMap { StatedTime($0, zone: .utc) })
        for member in parameters.members where member.value.isObject {
            try ShellyComponent(member.key).add(member.value, to: &builder)
        }
        let isStatusOfNothing = parameters.members.allSatisfy { !ShellyComponent($0.key).isMeasuring }
        return isStatusOfNothing ? .ignored(.information) : try builder.finish()
    }

    private static func fail(_ code: String) throws(Undecodable) -> Decoded { throw Undecodable(.schema, code, format: format) }

    private static func finish(_ builder: ReadingsBuilder, component: String) throws(Undecodable) -> Decoded {
        ShellyComponent(component).isMeasuring ? try builder.finish() : .ignored(.information)
    }

    private static func device(_ topic: Topic, without count: Int) -> String {
        let levels = topic.levels.first == "shellies" ? Array(topic.levels.dropFirst()) : topic.levels
        return levels.dropLast(count).joined(separator: "/")
    }
}
