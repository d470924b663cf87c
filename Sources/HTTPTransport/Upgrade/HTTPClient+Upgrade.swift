import NIOCore

/// What a server says to the wish to leave HTTP.
package enum UpgradeAnswer: Sendable {
    /// Yes: the fields of its answer, and the stream.
    case stream(HTTPFields, ByteStream)
    /// Something else, with the whole body.
    case response(status: Int, reason: String, body: [UInt8])
}

extension HTTPClient {
    /// The longest body of an answer that is no stream.
    private static let longestRefusal = 1 << 20

    /// Sends a request that asks to go on with another protocol than HTTP, on a connection of its own (RFC 9110, 7.8). Takes
    /// both answers that engines give: 101, and 200 of those that say nothing.
    ///
    /// - Parameters:
    ///   - request: with a body that is there as a whole.
    ///   - protocolName: what is asked for; engines know `tcp`.
    /// - Throws: ``TransportError`` or `CancellationError`.
    package func upgrade(_ request: HTTPRequest, to protocolName: String = "tcp") async throws -> UpgradeAnswer {
        try request.checkValidity()
        let stream = try await ByteStream.connect(through: connector, within: request.limits.connect)
        let bytes = try request.upgradeBytes(authority: connector.authority, protocolName)
        do {
            let head = try await stream.exchange(bytes, headWithin: request.limits.responseHead)
            if head.leavesHTTP { return .stream(head.fields, stream) }
            let body = try await Self.body(after: head, from: stream)
            stream.close()
            return .response(status: head.status, reason: head.reason, body: body)
        } catch {
            stream.close()
            throw error
        }
    }

    private static func body(after head: ResponseHead, from stream: ByteStream) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            if let length = head.contentLength, bytes.count >= length { return Array(bytes.prefix(length)) }
            if head.isChunked, let content = try ChunkedBody.decode(bytes) { return content }
            guard bytes.count <= longestRefusal else { throw TransportError.bodyTooLong(limit: longestRefusal) }
            guard let chunk = try await stream.next() else { break }
            bytes += chunk
        }
        guard head.contentLength == nil, !head.isChunked else { throw TransportError.closedInBody }
        return bytes
    }
}

extension HTTPRequest {
    /// The request as it goes over the wire.
    fileprivate func upgradeBytes(authority: String, _ protocolName: String) throws(TransportError) -> [UInt8] {
        let content: [UInt8]
        switch body {
        case .none: content = []
        case .bytes(let bytes): content = bytes
        case .stream: throw .invalidRequest("a request that leaves HTTP has its body as a whole")
        }
        var head = "\(method.rawValue) \(target) HTTP/1.1\r\nHost: \(authority)\r\nConnection: Upgrade\r\nUpgrade: \(protocolName)\r\n"
        for field in fields.entries { head += "\(field.name): \(field.value)\r\n" }
        head += "Content-Length: \(content.count)\r\n\r\n"
        return Array(head.utf8) + content
    }
}
