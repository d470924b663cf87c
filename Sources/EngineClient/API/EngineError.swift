/// Why an engine did not do what it was asked.
package struct EngineError: Error, Hashable, Sendable {
    /// The kind of failure.
    package enum Reason: Hashable, Sendable {
        /// The engine answered no, with this HTTP status.
        case refused(status: Int)
        /// The engine began, and then said that it failed: a pull, a build.
        case failed
        /// No connection: no such socket, no permission, nobody listening.
        case unreachable
        /// No answer in time. What was asked may still happen.
        case timedOut
        /// The connection broke before the answer was whole. What was asked may have happened.
        case interrupted
        /// The answer is not what the engine's API says.
        case unreadable
        /// The engine, or the way to reach it, is not supported.
        case unsupported
        /// A setting of the client is wrong: an address, a context, a credential file.
        case misconfigured
    }

    /// The kind of failure.
    package var reason: Reason
    /// What was asked, as a verb phrase: `create service home_broker`.
    package var operation: String
    /// The words of the engine, whole, or of the system.
    package var message: String

    /// An error from its parts.
    package init(_ reason: Reason, operation: String, message: String) {
        self.reason = reason
        self.operation = operation
        self.message = message
    }
}

extension EngineError {
    /// The HTTP status; nil when the engine did not answer.
    package var status: Int? {
        guard case .refused(let status) = reason else { return nil }
        return status
    }

    /// There is no such object.
    package var isNotFound: Bool { status == 404 }
    /// Another object is in the way: the name is taken.
    package var isConflict: Bool { status == 409 }
    /// The engine is in no swarm, or is no manager.
    package var isNotManager: Bool { status == 503 }
    /// Whether it is certain that nothing was changed.
    package var isWithoutEffect: Bool {
        switch reason {
        case .refused, .unreachable, .unsupported, .misconfigured: true
        case .failed, .timedOut, .interrupted, .unreadable: false
        }
    }
}

extension EngineError: CustomStringConvertible {
    /// `cannot create service home_broker: name conflicts with an existing object`.
    package var description: String { "cannot \(operation): \(message)" }
}
