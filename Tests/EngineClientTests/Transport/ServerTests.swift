import HTTPTransport
import TestSupport
import Testing

@Suite("A server of pages", .timeLimit(.minutes(15))) struct ServerTests {
    private func get(_ server: HTTPServer) async throws -> String {
        let client = HTTPClient(.tcp(host: "127.0.0.1", port: server.port))
        let response = try await client.send(HTTPRequest(.get, "/page", limits: TimeLimits(responseHead: nil)))
        return String(decoding: try await response.body.collect(limit: 1_000), as: UTF8.self)
    }

    @Test("waits longer for its own page than for a client that says nothing") func slowPage() async throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, patience: .milliseconds(50)) { path in
            try? await Task.sleep(for: .milliseconds(500))
            return HTTPServer.Page(body: Array("this is \(path)".utf8))
        }
        defer { server.close() }
        #expect(try await get(server) == "this is /page")
    }

    @Test("lets nobody stay who says nothing") func silence() async throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, patience: .milliseconds(50)) { _ in HTTPServer.Page(body: []) }
        defer { server.close() }
        // A request whose body never comes is none.
        let body = RequestBody.stream {
            try await Task.sleep(for: .seconds(3_600))
            return nil
        }
        let request = HTTPRequest(.put, "/", body: body, limits: TimeLimits(responseHead: nil))
        await #expect(throws: TransportError.self) {
            _ = try await HTTPClient(.tcp(host: "127.0.0.1", port: server.port)).send(request)
        }
    }
}
