/// Why an exchange failed. Cancellation is not among them: that is `CancellationError`.
package enum TransportError: Error, Hashable, Sendable {
    /// No connection could be made. `errno` is the system's number where there is one.
    case connectFailed(endpoint: String, errno: Int32?, message: String)
    /// No connection stood in time.
    case connectTimedOut(endpoint: String)
    /// The head of the response did not come in time.
    case responseTimedOut
    /// The whole exchange was not over in time.
    case overallTimedOut
    /// The connection ended after the request was sent and before a response came.
    case closedBeforeResponse
    /// The connection ended in the middle of the response's body.
    case closedInBody
    /// What came is no HTTP response.
    case malformedResponse(String)
    /// The body is longer than the caller wanted to keep.
    case bodyTooLong(limit: Int)
    /// The request cannot be sent as it is: a line break or a blank in its target or in a field.
    case invalidRequest(String)
    /// The client was closed.
    case clientClosed
    /// A stream in both directions takes no more bytes: the other side has closed it.
    case streamClosed
}

extension TransportError: CustomStringConvertible {
    /// What happened, in words.
    package var description: String {
        switch self {
        case .connectFailed(let endpoint, _, let message): "cannot connect to \(endpoint): \(message)"
        case .connectTimedOut(let endpoint): "cannot connect to \(endpoint): no answer in time"
        case .responseTimedOut: "no response in time"
        case .overallTimedOut: "not finished in time"
        case .closedBeforeResponse: "the connection was closed before a response came"
        case .closedInBody: "the connection was closed in the middle of the response"
        case .malformedResponse(let detail): "the response is not HTTP: \(detail)"
        case .bodyTooLong(let limit): "the response is longer than \(limit) bytes"
        case .invalidRequest(let detail): "the request cannot be sent: \(detail)"
        case .clientClosed: "the client was closed"
        case .streamClosed: "the other side has closed the connection"
        }
    }
}
