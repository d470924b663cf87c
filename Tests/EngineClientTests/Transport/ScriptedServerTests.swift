import HTTPTransport
import NIOCore
import NIOPosix
import TestSupport
import Testing

/// The server that other tests stand on.
@Suite struct ScriptedServerTests {
    @Test func whoeverComesWhenItEndsIsNoFault() async throws {
        for _ in 0..<200 {
            let clients = try await ScriptedServer.run { _ in
            } body: { server in
                guard case .tcp(let host, let port) = server.endpoint else { throw ProgramError.notFound("the server's port") }
                // Nobody waits for these: they arrive while the server ends.
                return (0..<8).map { _ in ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(host: host, port: port) }
            }
            for client in clients { try? await client.get().close() }
        }
    }
}
