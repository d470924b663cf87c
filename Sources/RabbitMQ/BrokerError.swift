import CRabbitMQ

/// Why something at the broker did not work. Decisions are made by case and code, never by a text.
package enum BrokerError: Error, Hashable, Sendable {
    /// No connection to that host: refused, unreachable, unknown or too slow; librabbitmq's status code.
    case unreachable(status: Int32)
    /// TLS did not come up or the certificate was refused; librabbitmq's status code.
    case tls(status: Int32)
    /// The broker closed the connection with a reason: a wrong password (403), an unknown virtual host (530), a shutdown (320).
    case connectionClosed(CloseReason)
    /// The broker closed a channel with a reason: a missing queue (404), other arguments (406), a lock (405).
    case channelClosed(CloseReason)
    /// The connection broke without a word; librabbitmq's status code.
    case connectionLost(status: Int32)
    /// The broker showed no life for two heartbeats.
    case heartbeatMissed
    /// The broker did not answer in time.
    case timedOut
    /// The broker ended the consumer, mostly because its queue was deleted or moved.
    case consumerCancelled
    /// The broker sent what the protocol does not allow at this point.
    case protocolViolation
    /// The operating system refused a thread or a descriptor; `errno`.
    case system(Int32)

    /// What the broker says when it closes (AMQP 0-9-1, 1.2 "reply-code").
    package struct CloseReason: Hashable, Sendable {
        package let code: UInt16
        /// The broker's words, for people only.
        package let text: String
    }
}

extension BrokerError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreachable(let status): "the broker cannot be reached (\(status))"
        case .tls(let status): "no TLS connection to the broker: \(Self.tlsWords(status))"
        case .connectionClosed(let reason): "the broker closed the connection: \(reason.code) \(reason.text)"
        case .channelClosed(let reason): "the broker closed the channel: \(reason.code) \(reason.text)"
        case .connectionLost(let status): "the connection to the broker is lost (\(status))"
        case .heartbeatMissed: "the broker is silent"
        case .timedOut: "the broker did not answer in time"
        case .consumerCancelled: "the broker ended the consumer"
        case .protocolViolation: "the broker broke the protocol"
        case .system(let code): "the system refused a thread or a descriptor (errno \(code))"
        }
    }

    private static func tlsWords(_ status: Int32) -> String {
        switch status {
        case AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED.rawValue: "its certificate is another host's"
        case AMQP_STATUS_SSL_PEER_VERIFY_FAILED.rawValue: "its certificate is signed by nobody that is trusted (see cacertfile)"
        case AMQP_STATUS_SSL_CONNECTION_FAILED.rawValue: "the handshake failed; perhaps that port speaks no TLS"
        case AMQP_STATUS_SSL_ERROR.rawValue: "cacertfile, certfile or keyfile cannot be used"
        default: "status \(status)"
        }
    }
}
