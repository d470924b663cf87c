/// A message as a simulated device sends it, with what is to become of it.
package struct SimulatedMessage: Sendable, Equatable {
    /// Unique in a simulation; also the message's id at the broker.
    package let name: String
    package let key: String
    package let body: [UInt8]
    package let headers: [(name: String, value: SensorMessage.HeaderValue)]
    package let encoding: String?
    /// When it happened.
    package let time: Instant
    /// The reason of its dead letter; nil for a good message.
    package let deadFor: Undecodable.Reason?

    package static func == (left: SimulatedMessage, right: SimulatedMessage) -> Bool {
        left.name == right.name && left.key == right.key && left.body == right.body && left.time == right.time
            && left.headers.elementsEqual(right.headers) { $0 == $1 } && left.encoding == right.encoding && left.deadFor == right.deadFor
    }

    /// As a worker receives it.
    package var message: SensorMessage {
        SensorMessage(
            routingKey: key, body: body, contentEncoding: encoding, messageID: name,
            headers: .init(headers.map { (key: $0.name, value: $0.value) }), receivedAt: time)
    }

    /// One line of the ledger: all that an independent decoder needs to say what is to become of it.
    package var ledgerLine: [UInt8] {
        var bytes = Array("{\"name\":".utf8)
        JSONWriting.string(name, into: &bytes)
        bytes += Array(",\"id\":".utf8)
        JSONWriting.string(name, into: &bytes)
        bytes += Array(",\"key\":".utf8)
        JSONWriting.string(key, into: &bytes)
        bytes += Array(",\"base64\":\"\(Base64.encoded(body))\",\"received\":\(time.nanoseconds),\"headers\":{".utf8)
        for (position, header) in headers.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONWriting.string(header.name, into: &bytes)
            bytes.append(UInt8(ascii: ":"))
            switch header.value {
            case .integer(let number): bytes += Array("\(number)".utf8)
            case .text(let text): JSONWriting.string(text, into: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "}"))
        if let encoding { bytes += Array(",\"encoding\":\"\(encoding)\"".utf8) }
        if let deadFor { bytes += Array(",\"dead\":\"\(deadFor.rawValue)\"".utf8) }
        return bytes + Array("}\n".utf8)
    }
}
