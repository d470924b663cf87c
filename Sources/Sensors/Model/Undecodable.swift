/// Why a message cannot become points. Data for dead letters and counters: nothing is decided on its text.
public struct Undecodable: Error, Sendable, Equatable, CustomStringConvertible {
    /// The kinds of trouble; raw values are stable (header `x-error-reason` of a dead letter).
    public enum Reason: String, Sendable, CaseIterable {
        /// The bytes are not what the format says they are.
        case malformed = "undecodable"
        /// Well-formed, but a part has the wrong shape or type.
        case schema
        /// Well-formed, but without a value that anybody here knows.
        case noMetrics = "no-metrics"
        /// Longer than the limit.
        case tooLarge = "too-large"
        /// An envelope or encoding that cannot be opened (PHP-serialised, compressed).
        case unsupportedEnvelope = "unsupported-envelope"
        /// The device's clock is ahead of ours by more than the limit.
        case futureTime = "future-time"
    }

    public let reason: Reason
    /// What exactly, as a stable code: `json.control-character`, `line.missing-field`.
    public let code: String
    /// The byte where it is wrong; nil when it is the whole message.
    public let offset: Int?
    /// Who tried; nil when no format was recognised.
    public let format: PayloadFormat?

    public init(_ reason: Reason, _ code: String, at offset: Int? = nil, format: PayloadFormat? = nil) {
        self.reason = reason
        self.code = code
        self.offset = offset
        self.format = format
    }

    /// `undecodable: json.control-character at byte 17 (zigbee2mqtt)`
    public var description: String {
        let place = offset.map { " at byte \($0)" } ?? ""
        let decoder = format.map { " (\($0.rawValue))" } ?? ""
        return "\(reason.rawValue): \(code)\(place)\(decoder)"
    }
}

extension Undecodable {
    /// A body that is not JSON.
    package init(_ failure: JSONFailure, format: PayloadFormat? = nil) {
        self.init(.malformed, "json.\(failure.reason.rawValue)", at: failure.offset, format: format)
    }
}
