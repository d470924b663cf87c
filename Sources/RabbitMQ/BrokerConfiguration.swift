package import Messaging

/// How a worker consumes.
package struct BrokerConfiguration: Sendable {
    /// The nodes of one cluster; tried in a shuffled order.
    package var addresses: [BrokerAddress]
    package var topology: Topology
    /// Messages in the worker's hands at most, 1 to 2000.
    package var prefetch: UInt16
    package var settling: SettlementRing.Policy
    /// What keeps a message that kills its reader from the others; `nil` reads everything as it comes, without a suspects' lane.
    package var crashLoop: CrashLoopPolicy?
    /// Bodies beyond this many bytes are not read (the broker's dead-lettering takes them).
    package var largestBody: Int
    /// Bodies beyond this many bytes are of no use. They are not read either where the queue was declared as we want it, so that what
    /// is held is bounded by the prefetch times this; another queue may have no dead-lettering, and would lose them.
    package var largestUsefulBody: Int
    /// The bounds of the wait between attempts to connect.
    package var shortestWait: Duration
    package var longestWait: Duration
    /// What the broker's management shows as the connection's name; also the name of the worker in dead letters.
    package var name: String
    /// For jitter and the order of addresses.
    package var seed: UInt64

    /// A prefetch of 300, acknowledgements in runs of 32, waits from 0.2 s to 15 s.
    package init(addresses: [BrokerAddress], topology: Topology, name: String, seed: UInt64) {
        self.addresses = addresses
        self.topology = topology
        self.name = name
        self.seed = seed
        prefetch = 300
        settling = SettlementRing.Policy()
        crashLoop = CrashLoopPolicy()
        largestBody = 16 << 20
        largestUsefulBody = 16 << 20
        shortestWait = .milliseconds(200)
        longestWait = .seconds(15)
    }
}
