import EngineClient
import EngineModel
import HTTPTransport
import TestSupport
import Testing

/// The paths that an engine with this API version is asked for while its nodes are listed twice.
private func pathsAsked(apiVersion: String?) async throws -> [String] {
    let paths = Log()
    try await ScriptedServer.run { conversation in
        while let request = try await conversation.request() {
            paths.add(String(request.split(separator: " ")[1]))
            let field = apiVersion.map { "Api-Version: \($0)\r\n" } ?? ""
            try await conversation.send("HTTP/1.1 200 OK\r\n\(field)Content-Length: 2\r\n\r\n[]")
        }
    } body: { server async throws in
        let engine = DockerEngine(endpoint: server.endpoint)
        for _ in 0..<2 { #expect(try await engine.nodes(matching: .all).isEmpty) }
    }
    return paths.lines
}

@Suite(.timeLimit(.minutes(15))) struct NegotiationTests {
    @Test(arguments: [("1.41", "1.41"), ("1.45", "1.45"), ("1.99", "1.55"), ("2.0", "1.55")])
    func theNewestThatBothKnowIsSpoken(theirs: String, spoken: String) async throws {
        #expect(try await pathsAsked(apiVersion: theirs) == ["/_ping", "/v\(spoken)/nodes", "/v\(spoken)/nodes"])
    }

    @Test func manyCallersAskOnce() async throws {
        let pings = Counter()
        try await ScriptedServer.run { conversation in
            while let request = try await conversation.request() {
                if request.hasPrefix("GET /_ping") { pings.increment() }
                try await conversation.send("HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: 2\r\n\r\n[]")
            }
        } body: { server async throws in
            let engine = DockerEngine(endpoint: server.endpoint)
            try await withThrowingTaskGroup(of: [SwarmNode].self) { group in
                for _ in 0..<20 { group.addTask { try await engine.nodes(matching: .all) } }
                for try await nodes in group { #expect(nodes.isEmpty) }
            }
        }
        #expect(pings.value == 1)
    }

    @Test func aCallerWhoGivesUpTakesNobodyAlong() async throws {
        // The first ping is never answered; it ends when its caller is cancelled.
        try await ScriptedServer.run { conversation in
            guard conversation.number > 1 else { return try await conversation.untilClosed() }
            while try await conversation.request() != nil {
                try await conversation.send("HTTP/1.1 200 OK\r\nApi-Version: 1.45\r\nContent-Length: 2\r\n\r\n[]")
            }
        } body: { server async throws in
            let engine = DockerEngine(endpoint: server.endpoint)
            let first = Task { try await engine.apiVersion() }
            while server.connectionCount == 0 { try await Task.sleep(for: .milliseconds(5)) }
            async let second = engine.apiVersion()
            first.cancel()
            await #expect(throws: CancellationError.self) { _ = try await first.value }
            #expect(try await second == APIVersion(1, 45))
        }
    }

    @Test(arguments: [
        ("1.40", "it speaks API 1.40, and 1.41 (Docker 20.10) or newer is needed"),
        ("1.9", "it speaks API 1.9, and 1.41 (Docker 20.10) or newer is needed"),
        ("x", "what answers there is no Docker engine"), (nil, "what answers there is no Docker engine"),
    ])
    func whatIsTooOldOrNoEngineIsRefused(theirs: String?, message: String) async throws {
        let error = await #expect(throws: EngineError.self) { _ = try await pathsAsked(apiVersion: theirs) }
        #expect(error == EngineError(.unsupported, operation: "ask the engine for its version", message: message))
    }
}

@Suite struct EngineErrorTests {
    private func failure(answer: String) async throws -> EngineError? {
        try await ScriptedServer.run { conversation in
            while let request = try await conversation.request() {
                let isPing = request.hasPrefix("GET /_ping")
                try await conversation.send(isPing ? "HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Length: 0\r\n\r\n" : answer)
            }
        } body: { server async throws in
            await #expect(throws: EngineError.self) { _ = try await DockerEngine(endpoint: server.endpoint).service("web") }
        }
    }

    /// Behind the place are the words of Foundation, which are its own.
    @Test(arguments: [("[]", ""), (#"{"ID": 7}"#, "ID: "), ("no json", "")])
    func anAnswerOfAnotherShapeIsNamed(body: String, place: String) async throws {
        let error = try await failure(answer: "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)")
        #expect(error?.operation == "inspect service web")
        #expect(error?.message.hasPrefix("the engine's answer is not as expected: " + place) == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        (404, #"{"message":"service web not found"}"#, "service web not found"),
        (502, "<html>bad gateway</html>", "<html>bad gateway</html>"),
        (500, "", "the engine answered 500 Internal Server Error"),
    ])
    func theEnginesWordsAreCarriedWhole(status: Int, body: String, message: String) async throws {
        let answer = "HTTP/1.1 \(status) Oops\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
        let error = try await failure(answer: answer)
        #expect(error == EngineError(.refused(status: status), operation: "inspect service web", message: message))
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"ID\":true}", EngineError.Reason.unreadable),
        ("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nnope", .unreadable), ("not http\r\n\r\n", .unreadable),
    ])
    func unreadableAnswersNeverTrap(answer: String, reason: EngineError.Reason) async throws {
        #expect(try await failure(answer: answer)?.reason == reason)
    }

    @Test func nobodyListening() async throws {
        let engine = DockerEngine(endpoint: .unix(path: "/nowhere/docker.sock"))
        let error = await #expect(throws: EngineError.self) { _ = try await engine.info() }
        #expect(error?.reason == .unreachable)
        #expect(error?.message == "cannot connect to unix:///nowhere/docker.sock: No such file or directory")
    }
}
