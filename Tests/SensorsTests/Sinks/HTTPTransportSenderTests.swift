import Foundation
import HTTPTransport
import Sensors
import Testing

@Suite("Sinks over HTTP")
struct HTTPTransportSenderTests {
    @Test("a batch goes to a listening server, and its answer comes back as an outcome")
    func delivers() async throws {
        let server = try OneShotServer(answer: "HTTP/1.1 503 Busy\r\nRetry-After: 4\r\nContent-Length: 2\r\n\r\nno")
        let points = try EncoderTests.points()
        let sender = HTTPTransportSender(to: .tcp(host: "127.0.0.1", port: server.port), seconds: 300)
        let outcome = await InfluxSink(.version1(database: "home")).deliver(points[...], through: sender)
        #expect(outcome == .retry(after: 4, cause: "http.503"))
        let request = await server.request()
        #expect(request.hasPrefix("POST /write?db=home&precision=ns HTTP/1.1\r\n"))
        #expect(request.hasSuffix("energy,device=plug energy=3.25 -1\n"))
    }

    @Test("a connection that ends without an answer is a reason to try again")
    func reset() async throws {
        let server = try OneShotServer(answer: "")
        let sender = HTTPTransportSender(to: .tcp(host: "127.0.0.1", port: server.port), seconds: 300)
        let outcome = await InfluxSink(.version1(database: "home")).deliver(try EncoderTests.points()[...], through: sender)
        #expect(outcome == .retry(after: nil, cause: "transport.reset"))
    }

    @Test("nobody listens")
    func refused() async throws {
        // Somebody has the port, so that nobody else can, and does not listen.
        let (holder, port) = try OneShotServer.bind()
        defer { close(holder) }
        let sender = HTTPTransportSender(to: .tcp(host: "127.0.0.1", port: port), seconds: 300)
        let outcome = await OTLPSink().deliver(try EncoderTests.points()[...], through: sender)
        #expect(outcome == .retry(after: nil, cause: "transport.refused"))
    }
}

/// Takes one connection, reads one request with a body, gives a fixed answer and hangs up.
///
/// On a thread of its own: blocking calls would hold up the tasks of other tests.
private final class OneShotServer: Sendable {
    let port: Int
    private let requests: AsyncStream<String>

    init(answer: String) throws {
        let (listener, port) = try Self.bind()
        try #require(listen(listener, 4) == 0)
        self.port = port
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        requests = stream
        Thread.detachNewThread {
            continuation.yield(Self.serve(listener, answer))
            continuation.finish()
        }
    }

    /// What was asked, once it was answered.
    func request() async -> String { await requests.first { _ in true } ?? "" }

    private static func serve(_ listener: Int32, _ answer: String) -> String {
        let connection = accept(listener, nil, nil)
        defer {
            close(connection)
            close(listener)
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isWhole(bytes) {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        _ = answer.utf8CString.withUnsafeBytes { write(connection, $0.baseAddress, answer.utf8.count) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let head = text.range(of: "\r\n\r\n"), let length = text.range(of: "content-length: ", options: .caseInsensitive) else {
            return false
        }
        let count = Int(text[length.upperBound...].prefix { $0.isNumber }) ?? 0
        return text[head.upperBound...].utf8.count >= count
    }

    /// A socket and its port; it does not listen yet.
    static func bind() throws -> (Int32, Int) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                Glibc.bind(listener, raw, length) == 0 && getsockname(listener, raw, &length) == 0
            }
        }
        try #require(bound)
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }
}
