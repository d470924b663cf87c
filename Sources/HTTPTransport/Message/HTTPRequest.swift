/// A request to send.
package struct HTTPRequest: Sendable {
    /// What is done to the target.
    package enum Method: String, Hashable, Sendable {
        case get = "GET"
        case head = "HEAD"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"

        /// Whether doing it twice is the same as once (RFC 9110, 9.2.2), so that it may be sent again after a lost connection.
        package var isIdempotent: Bool {
            switch self {
            case .get, .head, .put, .delete: true
            case .post, .patch: false
            }
        }
    }

    /// What is done.
    package var method: Method
    /// Path and query, beginning with `/`; already percent-encoded.
    package var target: String
    /// Header fields. `Host`, `Content-Length` and `Transfer-Encoding` are set by the transport.
    package var fields: HTTPFields
    /// The body.
    package var body: RequestBody
    /// How long the parts of the exchange may take.
    package var limits: TimeLimits

    /// A request from its parts.
    package init(
        _ method: Method, _ target: String, fields: HTTPFields = [:], body: RequestBody = .none, limits: TimeLimits = TimeLimits()
    ) {
        self.method = method
        self.target = target
        self.fields = fields
        self.body = body
        self.limits = limits
    }
}

/// The body of a request.
package enum RequestBody: Sendable {
    /// None; a method that usually has one says `Content-Length: 0`.
    case none
    /// Bytes that are all there, sent with their length.
    case bytes([UInt8])
    /// Chunks of unknown total length, sent in chunked coding; each is asked for when the one before was written. Nil ends it.
    case stream(next: @Sendable () async throws -> [UInt8]?)

    /// Whether it can be sent a second time.
    var isReplayable: Bool {
        switch self {
        case .none, .bytes: true
        case .stream: false
        }
    }
}

/// How long the parts of an exchange may take; nil is without limit.
package struct TimeLimits: Hashable, Sendable {
    /// Until a new connection stands, name look-up included.
    package var connect: Duration?
    /// From sending the request until the head of the response.
    package var responseHead: Duration?
    /// From the call until the end of the response's body, waiting for a free connection included.
    package var overall: Duration?

    /// Limits from their parts.
    package init(connect: Duration? = .seconds(10), responseHead: Duration? = .seconds(60), overall: Duration? = nil) {
        self.connect = connect
        self.responseHead = responseHead
        self.overall = overall
    }
}
