/// Tells formats from each other.
enum FormatDetection {
    /// The format that a routing key belongs to; nil when it says nothing.
    static func byTopic(_ topic: Topic, _ options: DecodingOptions) -> PayloadFormat? {
        guard let first = topic.levels.first, let last = topic.fromEnd(0) else { return nil }
        if first == options.zigbee2mqttBase, topic.levels.count > 1 { return .zigbee2mqtt }
        if isTasmota(topic, last: last) { return .tasmota }
        if (last == "rpc" && topic.fromEnd(1) == "events") || isShellyStatus(topic, last: last) { return .shellyGen2 }
        if first == "shellies" { return .shellyGen1 }
        if options.homeAssistantBases.contains(first), topic.levels.count >= 3 { return .homeAssistant }
        guard last == "state", let component = topic.fromEnd(2) else { return nil }
        let isESPHome = ESPHomeDecoder.components.contains(component) || ESPHomeDecoder.textComponents.contains(component)
        return isESPHome ? .esphome : nil
    }

    private static func isTasmota(_ topic: Topic, last: String) -> Bool {
        let hasPrefix = topic.levels.dropLast().contains { $0 == "tele" || $0 == "stat" || $0 == "cmnd" }
        guard hasPrefix, topic.levels.count >= 3 else { return false }
        return last.utf8.allSatisfy { ($0 >= 0x41 && $0 <= 0x5A) || ($0 >= 0x30 && $0 <= 0x39) }
    }

    private static func isShellyStatus(_ topic: Topic, last: String) -> Bool {
        guard topic.fromEnd(1) == "status", topic.levels.count >= 3 else { return false }
        return last.contains(":") || ["sys", "wifi", "cloud", "mqtt", "ble", "ws", "ui", "bthome"].contains(last)
    }

    /// Messages of any sender that carry no value by custom.
    static func ignoreRule(_ topic: Topic, _ body: [UInt8]) -> IgnoreRule? {
        guard let last = topic.fromEnd(0) else { return nil }
        if last == "set" || last == "get" || last == "command" { return .command }
        if last == "LWT" || last == "availability" { return .availability }
        if last == "debug" { return .information }
        guard last == "status" || last == "online", body.count <= 16 else { return nil }
        let word = String(decoding: body, as: UTF8.self).lowercased()
        return ["online", "offline", "true", "false"].contains(word) ? .availability : nil
    }

    /// The format that a body looks like; fails when it looks like none.
    static func byBody(_ input: DecoderInput) throws(Undecodable) -> PayloadFormat {
        switch input.document {
        case .failure(let failure): throw Undecodable(failure)
        case .success(let document): return document.root.isObject ? object(document.root) : .json
        case nil: return looksLikeLine(input.body) ? .lineProtocol : .scalar
        }
    }

    private static func object(_ root: JSONValue) -> PayloadFormat {
        let method = root["method"]?.string
        if method == "NotifyStatus" || method == "NotifyFullStatus" || method == "NotifyEvent" { return .shellyGen2 }
        if root["ZbReceived"] != nil || root["ENERGY"] != nil || root["StatusSNS"] != nil { return .tasmota }
        if root["Time"]?.string != nil, root.members.contains(where: { $0.value.isObject }) { return .tasmota }
        return root["linkquality"] != nil ? .zigbee2mqtt : .json
    }

    /// A space outside of escapes, and an equals sign after it; a bare number or word has neither.
    private static func looksLikeLine(_ body: [UInt8]) -> Bool {
        guard let space = body.indices.first(where: { body[$0] == 0x20 && ($0 == 0 || body[$0 - 1] != UInt8(ascii: "\\")) }) else {
            return false
        }
        return body[space...].contains(UInt8(ascii: "="))
    }
}
