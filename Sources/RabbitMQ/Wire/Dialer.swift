import Messaging

/// Picks the next address and the wait before it. Every attempt goes to another node of the cluster.
struct Dialer {
    private let addresses: [BrokerAddress]
    private let name: String
    private let largestBody: Int
    private var next = 0
    private(set) var backoff: Backoff

    init(_ configuration: BrokerConfiguration, role: BrokerEvent.Role) {
        // Two connections of one process start with different jitter.
        let seed = role == .consuming ? configuration.seed : ~configuration.seed
        var generator = SeededGenerator(seed: seed)
        addresses = configuration.addresses.shuffled(using: &generator)
        name = "\(configuration.name) (\(role.rawValue))"
        largestBody = configuration.largestBody
        backoff = Backoff(shortest: configuration.shortestWait, longest: configuration.longestWait, seed: seed)
    }

    mutating func connect() throws(BrokerError) -> Connection {
        guard !addresses.isEmpty else { throw .unreachable(status: 0) }
        let address = addresses[next % addresses.count]
        next = (next + 1) % addresses.count
        return try Connection(opening: address, name: name, largestBody: largestBody)
    }

    mutating func nextDelay() -> Duration { backoff.nextDelay() }
    mutating func succeeded() { backoff.succeeded() }
}
