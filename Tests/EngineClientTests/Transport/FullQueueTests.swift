import Foundation
import HTTPTransport
import Testing

/// A server that is slow to take connections: the kernel refuses those for which its queue has no place.
@Suite("A full queue of connections") struct FullQueueTests {
    @Test("is waited for") func waits() async throws {
        let listener = try SlowListener()
        let client = HTTPClient(.unix(path: listener.path))
        // A thread of its own, which no task holds up.
        let serving = Thread { listener.serve(4) }
        serving.start()
        let answers = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { try await client.send(HTTPRequest(.get, "/")).status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers == [200, 200, 200, 200])
    }
}

/// A socket of this machine with a queue of one connection.
private final class SlowListener: Sendable {
    let path: String
    private let descriptor: Int32

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/skep-\(UUID().uuidString.prefix(8)).sock"
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) }
        }
        try #require(bound == 0 && listen(descriptor, 0) == 0)
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// Answers one request on each of so many connections, after a time that is long enough for some to be refused; on a machine where it is
    /// not, the test proves less, and fails nothing.
    func serve(_ count: Int) {
        Thread.sleep(forTimeInterval: 0.2)
        let answer = Array("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".utf8)
        for _ in 0..<count {
            let connection = accept(descriptor, nil, nil)
            var request = [UInt8](repeating: 0, count: 4096)
            _ = read(connection, &request, request.count)
            _ = write(connection, answer, answer.count)
            close(connection)
        }
    }
}
