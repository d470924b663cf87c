import HTTPTransport
import Synchronization

/// Serves the last value of every series at `/metrics`, for Prometheus to scrape, and the worker's own figures with them.
///
/// A scrape acknowledges nothing: that a point is here says only that the next scrape sees it. For best-effort.
final class PrometheusSink: PointSink {
    private let values: Values
    private let server: HTTPServer

    private final class Values: Sendable {
        let last = Mutex(PrometheusLastValues())
        let own = Mutex<@Sendable () async -> String>({ "" })
    }

    /// Listens on that port at once.
    init(host: String, port: Int) throws(UsageError) {
        let values = Values()
        do {
            server = try HTTPServer(host: host, port: port) { path in
                guard path == "/metrics" else { return HTTPServer.Page(status: 404, body: Array("see /metrics\n".utf8)) }
                let own = await values.own.withLock { $0 }()
                let body = values.last.withLock { $0.exposition() }
                return HTTPServer.Page(contentType: "text/plain; version=0.0.4; charset=utf-8", body: body + Array(own.utf8))
            }
        } catch {
            throw UsageError("--sinks", error.description)
        }
        self.values = values
    }

    deinit { server.close() }

    /// The port that it listens on.
    var port: Int { server.port }

    /// What is told beside the points; asked for at every scrape.
    func tell(_ own: @escaping @Sendable () async -> String) { values.own.withLock { $0 = own } }

    func store(_ points: ArraySlice<Point>) async -> SinkOutcome {
        values.last.withLock { last in for point in points { last.take(point) } }
        return .accepted
    }

    func probe() async -> SinkOutcome { .accepted }
}
