import FoundationEssentials
import HTTPTransport
import TestSupport
import Testing

private let hello = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"

private func get(_ client: HTTPClient, _ limits: TimeLimits = TimeLimits(responseHead: nil)) async throws -> String {
    let response = try await client.send(HTTPRequest(.get, "/", limits: limits))
    return String(decoding: try await response.body.collect(limit: 1 << 20), as: UTF8.self)
}

@Suite(.timeLimit(.minutes(15))) struct ConnectionTests {
    @Test func connectionsAreUsedAgain() async throws {
        try await ScriptedServer.run { conversation in
            while try await conversation.request() != nil { try await conversation.send(hello) }
        } body: { server async throws in
            let client = HTTPClient(server.endpoint)
            for _ in 0..<5 { #expect(try await get(client) == "hello") }
            #expect(server.connectionCount == 1)
        }
    }

    @Test func serverThatSaysCloseGetsANewConnection() async throws {
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")
            try await conversation.untilClosed()
        } body: { server async throws in
            let client = HTTPClient(server.endpoint)
            for _ in 0..<3 { #expect(try await get(client) == "ok") }
            #expect(server.connectionCount == 3)
        }
    }

    @Test func staleConnectionIsReplaced() async throws {
        // Every connection answers once and is closed at the next request, when the client can no longer know.
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send(hello)
            _ = try await conversation.request()
        } body: { server async throws in
            let client = HTTPClient(server.endpoint)
            #expect(try await get(client) == "hello")
            #expect(try await get(client) == "hello")
            #expect(server.connectionCount == 2)
        }
    }

    @Test func aPostIsNotSentTwice() async throws {
        let posts = Counter()
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send(hello)
            if try await conversation.request()?.hasPrefix("POST") == true { posts.increment() }
        } body: { server async throws in
            let client = HTTPClient(server.endpoint)
            #expect(try await get(client) == "hello")
            await #expect(throws: TransportError.closedBeforeResponse) { _ = try await client.send(HTTPRequest(.post, "/")) }
            #expect(posts.value == 1)
        }
    }

    @Test func numberOfConnectionsIsBounded() async throws {
        try await ScriptedServer.run { conversation in
            while try await conversation.request() != nil { try await conversation.send(hello) }
        } body: { server async throws in
            let client = HTTPClient(server.endpoint, maximumConnections: 3)
            try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<40 { group.addTask { try await get(client) } }
                for try await body in group { #expect(body == "hello") }
            }
            #expect(server.connectionCount <= 3)
        }
    }

    @Test func slowHeadTimesOut() async throws {
        try await ScriptedServer.run {
            try await $0.untilClosed()
        } body: { server async throws in
            let limits = TimeLimits(responseHead: .milliseconds(50))
            await #expect(throws: TransportError.responseTimedOut) { _ = try await get(HTTPClient(server.endpoint), limits) }
        }
    }

    @Test func slowBodyTimesOutOnlyWithAnOverallLimit() async throws {
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe")
            try await conversation.untilClosed()
        } body: { server async throws in
            let limits = TimeLimits(responseHead: .seconds(60), overall: .milliseconds(300))
            await #expect(throws: TransportError.overallTimedOut) { _ = try await get(HTTPClient(server.endpoint), limits) }
        }
    }

    @Test func overallLimitCoversTheWaitForAConnection() async throws {
        try await ScriptedServer.run {
            try await $0.untilClosed()
        } body: { server async throws in
            let client = HTTPClient(server.endpoint, maximumConnections: 1)
            let hanging = Task { try await get(client) }
            #expect(await eventually { server.connectionCount == 1 })
            let limits = TimeLimits(overall: .milliseconds(50))
            await #expect(throws: TransportError.overallTimedOut) { _ = try await get(client, limits) }
            hanging.cancel()
            await #expect(throws: CancellationError.self) { _ = try await hanging.value }
        }
    }

    @Test func cancellationClosesTheConnection() async throws {
        let closed = Counter()
        try await ScriptedServer.run { conversation in
            try await conversation.untilClosed()
            closed.increment()
        } body: { server async throws in
            let client = HTTPClient(server.endpoint)
            let hanging = Task { try await get(client) }
            #expect(await eventually { server.connectionCount == 1 })
            hanging.cancel()
            await #expect(throws: CancellationError.self) { _ = try await hanging.value }
            #expect(await eventually { closed.value == 1 })
        }
    }

    @Test func lettingABodyGoClosesItsConnection() async throws {
        let closed = Counter()
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n")
            try await conversation.untilClosed()
            closed.increment()
        } body: { server async throws in
            let client = HTTPClient(server.endpoint, maximumConnections: 1)
            for _ in 0..<2 {
                let response = try await client.send(HTTPRequest(.get, "/"))
                for try await chunk in response.body {
                    #expect(chunk == Array("x".utf8))
                    break
                }
            }
            #expect(await eventually { closed.value == 2 })
        }
    }

    @Test func aReaderThatDoesNotReadStopsTheServer() async throws {
        let sent = Counter()
        let chunk = "10000\r\n" + String(repeating: "x", count: 65_536) + "\r\n"
        try await ScriptedServer.run { conversation in
            _ = try await conversation.request()
            try await conversation.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            for _ in 0..<1_000 {
                try await conversation.send(chunk)
                sent.increment()
            }
            try await conversation.send("0\r\n\r\n")
            try await conversation.untilClosed()
        } body: { server async throws in
            let response = try await HTTPClient(server.endpoint).send(HTTPRequest(.get, "/"))
            // The server goes on until the kernel's buffers are full, which is far below 64 MB, and stands still there.
            var before = -1
            let standsStill = await eventually {
                defer { before = sent.value }
                try? await Task.sleep(for: .milliseconds(200))
                return sent.value > 0 && sent.value == before
            }
            #expect(standsStill)
            #expect(sent.value < 900)
            var total = 0
            while let bytes = try await response.body.next() { total += bytes.count }
            #expect(total == 65_536_000)
        }
    }

    @Test func refusedConnectionsNameTheCause() async throws {
        let client = HTTPClient(.unix(path: "/nowhere/at-all.sock"))
        await #expect(
            throws: TransportError.connectFailed(
                endpoint: "unix:///nowhere/at-all.sock", errno: 2, message: "No such file or directory")
        ) { _ = try await get(client) }
    }

    @Test func tooLongSocketPathIsAnError() async throws {
        let client = HTTPClient(.unix(path: "/" + String(repeating: "x", count: 200)))
        await #expect(throws: TransportError.self) { _ = try await get(client) }
    }

    @Test func closedClientRefuses() async throws {
        let client = HTTPClient(.unix(path: "/nowhere"))
        client.close()
        await #expect(throws: TransportError.clientClosed) { _ = try await get(client) }
    }
}
