import Foundation
import Glibc
import HTTPTransport
import Messaging
import Synchronization
import Testing

@testable import Sensors

/// Sinks over real sockets, to a listener that behaves or does not.
@Suite(.timeLimit(.minutes(15))) struct SocketSinkTests {
    private func points() throws -> [Point] {
        let time = Instant(nanoseconds: 1_763_692_380_500_000_000)
        let point = Point(
            measurement: "climate", tags: [.init("area", "kitchen"), .init("device", "kitchen/th")], fields: [Field("temperature", 21.5)],
            time: time)
        return [try #require(point)]
    }

    @Test func graphiteTakesABatchWhenItHasReadItToTheEnd() async throws {
        let listener = try Listener(SOCK_STREAM) { descriptor in
            let connection = accept(descriptor, nil, nil)
            defer { close(connection) }
            return Listener.readAll(connection)
        }
        let sink = GraphiteSink(host: "127.0.0.1", port: listener.port, limit: .seconds(300))
        #expect(await sink.store(try points()[...]) == .accepted)
        #expect(await listener.received() == "home.kitchen.kitchen_th.climate.temperature 21.5 1763692380\n")
    }

    @Test func graphiteThatResetsHasNotTakenIt() async throws {
        let listener = try Listener(SOCK_STREAM) { descriptor in
            let connection = accept(descriptor, nil, nil)
            var abrupt = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &abrupt, socklen_t(MemoryLayout<linger>.size))
            close(connection)
            return []
        }
        let sink = GraphiteSink(host: "127.0.0.1", port: listener.port, limit: .seconds(300))
        let outcome = await sink.store(try points()[...])
        #expect(outcome == .retry(after: nil, cause: "transport.reset"))
    }

    @Test func graphiteThatIsSilentHasNotTakenIt() async throws {
        // Listens, and never accepts: the kernel takes the bytes, nobody reads them.
        let listener = try Listener(SOCK_STREAM)
        let outcome = await GraphiteSink(host: "127.0.0.1", port: listener.port, limit: .milliseconds(200)).store(try points()[...])
        #expect(outcome == .retry(after: nil, cause: "transport.timed-out"))
    }

    @Test func graphiteThatIsNotThereIsTriedAgain() async throws {
        // Has the port, so that nobody else can, and does not listen.
        let holder = try Listener(SOCK_STREAM, listens: false)
        #expect(await GraphiteSink(host: "127.0.0.1", port: holder.port).probe() == .retry(after: nil, cause: "transport.refused"))
        let nowhere = await GraphiteSink(host: "no-such-host.invalid", port: 1).probe()
        #expect(nowhere == .retry(after: nil, cause: "transport.refused"))
        withExtendedLifetime(holder) {}
    }

    @Test func statsDGetsGauges() async throws {
        let listener = try Listener(SOCK_DGRAM) { descriptor in
            var bytes = [UInt8](repeating: 0, count: 2000)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            return Array(bytes.prefix(max(count, 0)))
        }
        #expect(await StatsDSink(host: "127.0.0.1", port: listener.port).store(try points()[...]) == .accepted)
        #expect(await listener.received() == "home.kitchen.kitchen_th.climate.temperature:21.5|g")
    }

    @Test func prometheusScrapesLastValuesAndTheWorkersOwn() async throws {
        let sink = try PrometheusSink(host: "127.0.0.1", port: 0)
        sink.tell { "own_total 1\n" }
        #expect(await sink.store(try points()[...]) == .accepted)
        let client = HTTPClient(.tcp(host: "127.0.0.1", port: sink.port))
        let page = try await client.send(HTTPRequest(.get, "/metrics"))
        let text = String(decoding: try await page.body.collect(limit: 10_000), as: UTF8.self)
        #expect(
            page.status == 200
                && page.fields.entries.contains {
                    $0.name.lowercased() == "content-type" && $0.value.hasPrefix("text/plain; version=0.0.4")
                })
        #expect(
            text.contains("home_climate_temperature{area=\"kitchen\",device=\"kitchen/th\"} 21.5 1763692380500\n")
                && text.hasSuffix("own_total 1\n"))
        #expect(try await client.send(HTTPRequest(.get, "/other")).status == 404)
        #expect(try await client.send(HTTPRequest(.post, "/metrics", body: .bytes([1]))).status == 405)
    }

    @Test func figuresAreAnExposition() async throws {
        var ledger = WorkLedger()
        ledger.received = 3
        ledger.dead = [.init(rawValue: "a \"quoted\" reason"): 2]
        let text = WorkFigures(ledger: ledger, sinks: ["influx": SinkStatus(isRequired: true)], isParked: false).exposition(memory: 5)
        for line in [
            "# TYPE sensor_worker_received_total counter\nsensor_worker_received_total 3\n",
            "sensor_worker_dead_total{reason=\"a \\\"quoted\\\" reason\"} 2\n", "sensor_worker_sink_up{sink=\"influx\"} 1\n",
            "sensor_worker_resident_bytes 5\n",
        ] { #expect(text.contains(line), "\(line)") }
    }

    @Test(arguments: [
        "statsd=h:1", "prometheus=h:1", "graphite", "influx=h:1", "influx=http://h:1", "influx=http://u:p@h/db", "nope=1",
        "graphite=h:99999",
    ])
    func addressesThatCannotWorkAreRefused(text: String) {
        #expect(throws: UsageError.self) {
            try SinkKind.sinks(try Settings.parse(["--sinks", text], environment: [:], table: WorkerSettings.all))
        }
    }
}

/// A socket that listens on a free port of this machine, and a thread that answers once.
///
/// The thread is its own: blocking calls would hold up the tasks of other tests, and they those that wait for an answer.
private final class Listener: Sendable {
    let port: Int
    private let descriptor: Int32
    private let answer = Mutex<String?>(nil)

    init(_ kind: __socket_type, listens: Bool = true, answer: (@Sendable (Int32) -> [UInt8])? = nil) throws {
        descriptor = socket(AF_INET, Int32(kind.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && (kind != SOCK_STREAM || !listens || listen(descriptor, 4) == 0)
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(isBound)
        port = Int(UInt16(bigEndian: address.sin_port))
        guard let answer else { return }
        Thread.detachNewThread {
            let text = String(decoding: answer(descriptor), as: UTF8.self)
            self.answer.withLock { $0 = text }
        }
    }

    deinit { close(descriptor) }

    func received() async -> String {
        while true {
            if let text = answer.withLock({ $0 }) { return text }
            try? await Task.sleep(for: .milliseconds(10))
        }
    }

    static func readAll(_ descriptor: Int32) -> [UInt8] {
        var all: [UInt8] = []
        var bytes = [UInt8](repeating: 0, count: 1000)
        while case let count = recv(descriptor, &bytes, bytes.count, 0), count > 0 { all += bytes.prefix(count) }
        return all
    }
}
