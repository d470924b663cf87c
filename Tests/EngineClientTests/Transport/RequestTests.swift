import HTTPTransport
import Synchronization
import TestSupport
import Testing

/// What a server receives when this request is sent.
private func received(_ request: HTTPRequest) async throws -> String {
    try await ScriptedServer.run { conversation in
        guard let text = try await conversation.request() else { return }
        try await conversation.send("HTTP/1.1 200 OK\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)")
        try await conversation.untilClosed()
    } body: { server async throws in
        let response = try await HTTPClient(server.endpoint).send(request)
        return String(decoding: try await response.body.collect(limit: 1 << 20), as: UTF8.self).lowercased()
    }
}

@Suite struct RequestTests {
    @Test func emptyPostSaysItsLength() async throws {
        let text = try await received(HTTPRequest(.post, "/x?y=1"))
        #expect(text.hasPrefix("post /x?y=1 http/1.1\r\n"))
        #expect(text.contains("content-length: 0\r\n"))
        #expect(!text.contains("transfer-encoding"))
    }

    @Test func getHasNoLength() async throws {
        let text = try await received(HTTPRequest(.get, "/", fields: ["X-A": "b"]))
        #expect(!text.contains("content-length") && !text.contains("transfer-encoding"))
        #expect(text.contains("\r\nx-a: b\r\n") && text.contains("\r\nhost: 127.0.0.1:"))
    }

    @Test func bytesAreSentWithTheirLength() async throws {
        let text = try await received(HTTPRequest(.post, "/", body: .bytes(Array("hello".utf8))))
        #expect(text.contains("content-length: 5\r\n") && text.hasSuffix("\r\n\r\nhello"))
    }

    @Test func streamsAreSentChunked() async throws {
        let parts = Mutex(["one", "three"])
        let body = RequestBody.stream {
            parts.withLock { $0.isEmpty ? nil : Array($0.removeFirst().utf8) }
        }
        let text = try await received(HTTPRequest(.put, "/", body: body))
        #expect(text.contains("transfer-encoding: chunked\r\n"))
        #expect(text.hasSuffix("\r\n\r\n3\r\none\r\n5\r\nthree\r\n0\r\n\r\n"))
    }

    @Test func failureOfAStreamIsTheFailureOfTheRequest() async throws {
        struct Broken: Error {}
        await #expect(throws: Broken.self) { _ = try await received(HTTPRequest(.put, "/", body: .stream { throw Broken() })) }
    }

    @Test(arguments: [("/", "a\r\nInjected: b"), ("/a b", "c"), ("/\n", "c"), ("x", "c"), ("/ü", "c")])
    func whatCouldBeTwoLinesIsRefused(target: String, value: String) async throws {
        let error = await #expect(throws: TransportError.self) {
            _ = try await received(HTTPRequest(.get, target, fields: ["X": value]))
        }
        guard case .invalidRequest = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
