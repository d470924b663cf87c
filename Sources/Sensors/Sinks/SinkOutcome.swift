/// What a store's answer means for a batch.
public enum SinkOutcome: Sendable, Equatable {
    /// Every point is stored.
    case accepted
    /// Nothing is wrong with the batch: send the same bytes again, not before so many seconds when the server said so.
    case retry(after: Double?, cause: String)
    /// Credentials, database or path are wrong: hold the batch until somebody mends that, try again now and then, drop nothing.
    case misconfigured(cause: String)
    /// The batch is too large: send its halves.
    case tooLarge
    /// Some or all of the points are refused, and these are known (indices into the batch); the others are stored.
    case rejected([Int], cause: String)
    /// Some or all of the points are refused, but not which: send the halves to find out. Points already stored are not harmed.
    case rejectedSomewhere(cause: String)
    /// The server stored what it wanted and asks not to be sent the rest again (beyond retention, partial success).
    case acceptedExcept(count: Int, cause: String)
}

/// What a sink sends.
public struct SinkRequest: Sendable, Equatable {
    public var method: String
    /// Path and query, percent-encoded.
    public var target: String
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(method: String = "POST", target: String, headers: [(name: String, value: String)] = [], body: [UInt8]) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    public static func == (left: SinkRequest, right: SinkRequest) -> Bool {
        left.method == right.method && left.target == right.target && left.body == right.body
            && left.headers.elementsEqual(right.headers) { $0 == $1 }
    }
}

/// What came back.
public struct SinkResponse: Sendable {
    public var status: Int
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]

    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The first header of this name; case does not matter.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}

/// Why no answer came.
public enum SinkTransportFailure: String, Error, Sendable {
    case refused, reset, timedOut = "timed-out", other
}

/// Something that carries a request to one server; the only I/O that HTTP sinks need.
public protocol HTTPSending: Sendable {
    /// Sends and waits for the whole answer.
    func send(_ request: SinkRequest) async throws(SinkTransportFailure) -> SinkResponse
}

/// A store that takes points over HTTP: makes requests and reads answers, pure.
public protocol HTTPSink: Sendable {
    /// The request that stores these points; nil when there is nothing in them that the store can keep.
    func request(for points: ArraySlice<Point>) -> SinkRequest?
    /// What an answer to such a request means.
    func outcome(of response: SinkResponse, for points: ArraySlice<Point>) -> SinkOutcome
    /// A request that stores nothing and is refused when credentials or path are wrong.
    var probe: SinkRequest { get }
}

extension HTTPSink {
    /// Sends one batch; a transport failure is a reason to try again.
    public func deliver(_ points: ArraySlice<Point>, through sender: any HTTPSending) async -> SinkOutcome {
        guard let request = request(for: points) else { return .accepted }
        do {
            return outcome(of: try await sender.send(request), for: points)
        } catch {
            return .retry(after: nil, cause: "transport.\(error.rawValue)")
        }
    }
}
