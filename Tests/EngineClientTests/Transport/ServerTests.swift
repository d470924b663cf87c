import HTTPTransport
import TestSupport
import Testing

@Suite("A server of pages", .timeLimit(.minutes(15))) struct ServerTests {
    @Test("waits longer for its own page than for a client that says nothing") func slowPage() async throws {
        let server = try HTTPServer(host: "127.0.0.1", port: 0, patience: .seconds(1)) { path in
            try? await Task.sleep(for: .milliseconds(2_500))
            return HTTPServer.Page(body: Array("this is \(path)".utf8))
        }
        defer { server.close() }
        // A program of its own asks as soon as it has connected; a task would wait for its turn in between.
        let curl = try #require(Program.onPath("curl"), "curl is not installed (scripts/setup installs it)")
        let run = try await curl.run(
            ["--silent", "--show-error", "--noproxy", "*", "http://127.0.0.1:\(server.port)/page"], limit: .seconds(600))
        #expect(run.output == "this is /page", "\(run.all)")
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
