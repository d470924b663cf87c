import HTTPTransport
import TestSupport
import Testing

/// Sends one request to a server that answers with these writes, then closes or waits.
private func answer(
    _ writes: [String], closes: Bool = false, to request: HTTPRequest = HTTPRequest(.get, "/")
) async throws -> (status: Int, fields: HTTPFields, body: String) {
    try await ScriptedServer.run { conversation in
        _ = try await conversation.request()
        for write in writes { try await conversation.send(write) }
        if !closes { try await conversation.untilClosed() }
    } body: { server async throws in
        let response = try await HTTPClient(server.endpoint).send(request)
        return (response.status, response.fields, String(decoding: try await response.body.collect(limit: 1 << 20), as: UTF8.self))
    }
}

@Suite struct ResponseTests {
    @Test(arguments: [
        ["HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"],
        ["HTT", "P/1.1 200 O", "K\r\nContent-Le", "ngth: 5\r\n\r", "\nhe", "llo"],
        ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"],
        ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1", "\r\nh", "\r", "\n4;x=y\r\nel", "lo\r\n", "0\r\n", "T: v\r\n\r\n"],
        ["HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"],
    ])
    func splitsAnywhere(writes: [String]) async throws {
        let response = try await answer(writes)
        #expect(response.status == 200)
        #expect(response.body == "hello")
    }

    @Test func bodyWithoutLengthEndsWithTheConnection() async throws {
        #expect(try await answer(["HTTP/1.1 200 OK\r\n\r\nhel", "lo"], closes: true).body == "hello")
    }

    @Test func headHasNoBodyWhateverItsLength() async throws {
        let response = try await answer(["HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"], to: HTTPRequest(.head, "/"))
        #expect(response.body.isEmpty)
        #expect(response.fields["content-LENGTH"] == "500")
    }

    @Test func noContentHasNoBody() async throws {
        #expect(try await answer(["HTTP/1.1 204 No Content\r\n\r\n"], to: HTTPRequest(.delete, "/")).status == 204)
    }

    @Test(arguments: [
        (["HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"], TransportError.closedInBody),
        (["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe"], .closedInBody),
        (["HTTP/1.1 200 OK\r\nConte"], .closedBeforeResponse),
        ([], .closedBeforeResponse),
    ])
    func earlyCloseIsAnError(writes: [String], error: TransportError) async throws {
        await #expect(throws: error) { _ = try await answer(writes, closes: true) }
    }

    @Test(arguments: ["\u{1}\u{2}\u{3}garbage\r\n\r\n", "HTTP/9.9 OK\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n"])
    func garbageIsAnError(text: String) async throws {
        let error = await #expect(throws: TransportError.self) { _ = try await answer([text]) }
        guard case .malformedResponse = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func tooLongBodyIsRefused() async throws {
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
            try await conversation.untilClosed()
        } body: { server async throws in
            let response = try await HTTPClient(server.endpoint).send(HTTPRequest(.get, "/"))
            await #expect(throws: TransportError.bodyTooLong(limit: 4)) { _ = try await response.body.collect(limit: 4) }
        }
    }
}
