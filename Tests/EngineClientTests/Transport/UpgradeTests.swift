import HTTPTransport
import TestSupport
import Testing

private let exec = HTTPRequest(.post, "/exec/1/start", fields: ["Content-Type": "application/json"], body: .bytes(Array("{}".utf8)))

private func stream(_ server: ScriptedServer, _ request: HTTPRequest = exec) async throws -> ByteStream {
    guard case .stream(_, let stream) = try await HTTPClient(server.endpoint).upgrade(request) else { throw NotAStream() }
    return stream
}

private struct NotAStream: Error {}

private func text(_ stream: ByteStream) async throws -> String {
    var bytes: [UInt8] = []
    while let chunk = try await stream.next() { bytes += chunk }
    return String(decoding: bytes, as: UTF8.self)
}

@Suite struct UpgradeTests {
    /// The answers that engines give: the first since they know the wish, the second to clients that did not say it.
    static let heads = [
        "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.docker.raw-stream\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 101 UPGRADED\r\n\r\n",
    ]

    @Test(arguments: heads) func bytesGoBothWays(head: String) async throws {
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            // The first bytes of the stream may come with the head.
            try await conversation.send(head + "welcome ")
            while let bytes = try await conversation.bytes() { try await conversation.send("<\(bytes)>") }
        } body: { server async throws in
            let stream = try await stream(server)
            try await stream.write(Array("ping".utf8))
            var received = ""
            while received != "welcome <ping>", let chunk = try await stream.next() { received += String(decoding: chunk, as: UTF8.self) }
            #expect(received == "welcome <ping>")
        }
    }

    @Test func aHeadMayComeByteByByte() async throws {
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            for byte in Self.heads[0] + "x" { try await conversation.send(String(byte)) }
        } body: { server async throws in
            #expect(try await text(try await stream(server)) == "x")
        }
    }

    @Test func theRequestSaysWhatItWants() async throws {
        let requests = Log()
        try await ScriptedServer.run { conversation in
            requests.add(try await conversation.request() ?? "")
            try await conversation.send(Self.heads[0])
        } body: { server async throws in
            #expect(try await text(try await stream(server)) == "")
            let request = try #require(requests.lines.first)
            #expect(request.hasPrefix("POST /exec/1/start HTTP/1.1\r\nHost: 127.0.0.1:"))
            for field in ["Connection: Upgrade", "Upgrade: tcp", "Content-Type: application/json", "Content-Length: 2"] {
                #expect(request.contains("\r\n\(field)\r\n"))
            }
            #expect(request.hasSuffix("\r\n\r\n{}"))
        }
    }

    @Test func oneDirectionMayBeClosedBeforeTheOther() async throws {
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send(Self.heads[0])
            var received = ""
            while let bytes = try await conversation.bytes() { received += bytes }
            try await conversation.send("got \(received)")
        } body: { server async throws in
            let stream = try await stream(server)
            try await stream.write(Array("all of it".utf8))
            await stream.closeOutput()
            #expect(try await text(stream) == "got all of it")
        }
    }

    static let refusals = [
        "HTTP/1.1 409 Conflict\r\nContent-Length: 15\r\n\r\n{\"message\":\"x\"}",
        "HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\nA\r\n{\"message\"\r\n5\r\n:\"x\"}\r\n0\r\n\r\n",
        "HTTP/1.1 409 Conflict\r\n\r\n{\"message\":\"x\"}",
    ]

    @Test(arguments: refusals) func anotherAnswerIsReadWhole(answer: String) async throws {
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send(answer)
        } body: { server async throws in
            guard case .response(let status, let reason, let body) = try await HTTPClient(server.endpoint).upgrade(exec) else {
                throw NotAStream()
            }
            #expect(status == 409 && reason == "Conflict")
            #expect(String(decoding: body, as: UTF8.self) == "{\"message\":\"x\"}")
        }
    }

    static let broken: [(String, TransportError)] = [
        ("", .closedBeforeResponse),
        ("HTTP/1.1 101 UPGR", .closedBeforeResponse),
        ("HTTP/1.1 409 Conflict\r\nContent-Length: 15\r\n\r\n{", .closedInBody),
        ("SSH-2.0-OpenSSH_9.2\r\n\r\n", .malformedResponse("no status line")),
        ("HTTP/1.1 101\r\n: nameless\r\n\r\n", .malformedResponse("a field without a name")),
        (String(repeating: "x", count: 70_000), .malformedResponse("the head is too long")),
        ("HTTP/1.1 409 No\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", .malformedResponse("a chunk without a length")),
        ("HTTP/1.1 409 No\r\nTransfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nx", .malformedResponse("a chunk without a length")),
    ]

    @Test(arguments: broken) func brokenAnswersAreErrors(answer: String, expected: TransportError) async throws {
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send(answer)
        } body: { server async throws in
            await #expect(throws: expected) { try await HTTPClient(server.endpoint).upgrade(exec) }
        }
    }

    @Test func cancellationEndsTheWait() async throws {
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send(Self.heads[0])
            try await conversation.untilClosed()
        } body: { server async throws in
            let stream = try await stream(server)
            let waiting = Task { try await stream.next() }
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
        }
    }

    @Test func writingToNobodyFails() async throws {
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send(Self.heads[0])
        } body: { server async throws in
            let stream = try await stream(server)
            #expect(try await stream.next() == nil)
            await #expect(throws: TransportError.streamClosed) {
                for _ in 0..<1_000 { try await stream.write(Array(repeating: 0, count: 1 << 16)) }
            }
        }
    }
}
