/// What is wrong with an AMQP URL. The words never repeat a user's name or password.
package enum BrokerAddressError: Error, Hashable, Sendable, CustomStringConvertible {
    /// There is no address at all.
    case empty
    /// Neither `amqp://` nor `amqps://`.
    case scheme
    case host
    /// An `@` behind a slash or a question mark: most likely those belong to the password.
    case credentials
    /// Not a number from 1 to 65535.
    case port(String)
    /// A `%` without two hexadecimal digits, bytes that are not UTF-8, or a NUL. The part is named.
    case escape(part: String)
    /// A slash in the virtual host has to be written `%2f`.
    case virtualHost
    case unknownParameter(String)
    case parameterValue(name: String, value: String)
    /// A certificate without its key, or a key without its certificate.
    case halfCertificate

    package var description: String {
        switch self {
        case .empty: "no broker address"
        case .scheme: "a broker address starts with amqp:// or amqps://"
        case .host: "the broker address names no valid host"
        case .credentials: "a / in user or password is written %2f, a ? %3f, an @ anywhere else %40"
        case .port(let text): "port \(text) is not a number from 1 to 65535"
        case .escape(let part): "the \(part) is not percent-encoded UTF-8"
        case .virtualHost: "a slash in the virtual host is written %2f"
        case .unknownParameter(let name): "unknown parameter \(name) in the broker address"
        case .parameterValue(let name, let value): "\(value) is no value for \(name)"
        case .halfCertificate: "certfile and keyfile go together"
        }
    }
}
