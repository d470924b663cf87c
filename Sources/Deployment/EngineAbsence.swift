package import EngineClient

/// How long an engine may be away while something is waited for: a manager restarts, or the swarm chooses another leader. What is waited for
/// goes on meanwhile.
///
/// A lost connection is such an absence, and so is every status from 500 up: an engine without a leader answers 500 and 503 (moby,
/// daemon/cluster/errors.go and swarmkit's "The swarm does not have a leader").
package struct EngineAbsence: Sendable {
    /// How long is put up with, since the last answer.
    package static let limit = Duration.seconds(30)

    private var lastAnswer: Duration
    private var isAway = false

    /// - Parameter time: since any fixed moment; the wait begins now.
    package init(at time: Duration) { lastAnswer = time }

    /// Notes an answer.
    package mutating func end(at time: Duration) {
        lastAnswer = time
        isAway = false
    }

    /// Notes a failure.
    ///
    /// - Returns: whether it is the first of this absence, so that it is told once.
    /// - Throws: the error when it is of another kind, or the engine has been away too long.
    package mutating func note(_ error: EngineError, at time: Duration) throws -> Bool {
        guard error.mayBeAbsence, time - lastAnswer < Self.limit else { throw error }
        defer { isAway = true }
        return !isAway
    }
}

extension EngineError {
    fileprivate var mayBeAbsence: Bool {
        switch reason {
        case .unreachable, .timedOut, .interrupted: true
        case .refused(let status): status >= 500
        case .failed, .unreadable, .unsupported, .misconfigured: false
        }
    }
}
