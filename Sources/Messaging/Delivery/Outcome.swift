/// What became of a delivery; a worker owes exactly one for each.
public enum Outcome: Hashable, Sendable {
    /// Its effect is done for good, or there is nothing to do: the broker may forget it.
    case accept
    /// It cannot be done now: the broker keeps it and delivers it again, not before that time has passed.
    case retry(after: Duration)
    /// It will never be done: it is set aside with the reason, for a person to look at.
    case reject(RejectReason)
}

/// Why a delivery can never be handled: a code to count and match by, and words for people.
public struct RejectReason: Error, Hashable, Sendable {
    public let code: Code
    /// What went wrong, at most 1024 bytes of UTF-8.
    public let message: String
    /// The part of the worker that refused it: a decoder or a sink.
    public let origin: String?

    /// A stable, lower-case name with dashes.
    public struct Code: Hashable, Sendable, RawRepresentable {
        public let rawValue: String

        public init(rawValue: String) { self.rawValue = rawValue }
    }

    /// A reason; a message that is too long is cut between two characters.
    public init(_ code: Code, _ message: String = "", origin: String? = nil) {
        self.code = code
        self.message = RejectReason.shortened(message)
        self.origin = origin
    }

    private static func shortened(_ message: String) -> String {
        guard message.utf8.count > 1024 else { return message }
        var kept = ""
        var room = 1024
        for character in message {
            room -= character.utf8.count
            guard room >= 0 else { break }
            kept.append(character)
        }
        return kept
    }
}

extension RejectReason.Code {
    /// No decoder understands it.
    public static let undecodable = Self(rawValue: "undecodable")
    /// The format is known, the content breaks its rules.
    public static let schema = Self(rawValue: "schema")
    /// Understood, but there is no measurement in it.
    public static let noMetrics = Self(rawValue: "no-metrics")
    /// Longer than the worker takes.
    public static let tooLarge = Self(rawValue: "too-large")
    /// Its time is further ahead than clocks may differ.
    public static let futureTime = Self(rawValue: "future-time")
    /// One device more than the worker keeps.
    public static let cardinality = Self(rawValue: "cardinality")
    /// A sink refused exactly this message.
    public static let sinkRejected = Self(rawValue: "sink-rejected")
    /// Its reader died on it too often.
    public static let redeliveryLimit = Self(rawValue: "redelivery-limit")
    /// Wrapped in a way that cannot be opened.
    public static let unsupportedEnvelope = Self(rawValue: "unsupported-envelope")
}
