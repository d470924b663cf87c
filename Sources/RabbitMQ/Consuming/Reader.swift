import Messaging

/// The thread that owns the consuming connection. Nothing else touches it, and it never waits for anybody but the broker, so
/// heartbeats are served whatever the tasks do.
final class Reader {
    private let configuration: BrokerConfiguration
    private let handover: Handover
    private let mover: Mover
    private let wakeup: Wakeup
    private let observe: @Sendable (BrokerEvent) -> Void
    private var dialer: Dialer
    private var lanes: [LaneReader]
    private var lastEpoch = ConnectionEpoch(0)
    private var status = ConsumerStatus()
    private var watchdog: Watchdog
    /// For a worker that remembers.
    private var keeper: StateKeeper?

    init(
        _ configuration: BrokerConfiguration, handover: Handover, mover: Mover, wakeup: Wakeup,
        observe: @escaping @Sendable (BrokerEvent) -> Void
    ) {
        self.configuration = configuration
        self.handover = handover
        self.mover = mover
        self.wakeup = wakeup
        self.observe = observe
        dialer = Dialer(configuration, role: .consuming)
        let topology = configuration.topology
        // What a kept state contains is acknowledged at once, all of it together: what came again after a crash would otherwise hide
        // which message was being tried.
        let settling = topology.stateQueue == nil ? configuration.settling : SettlementRing.Policy(run: 1, age: .zero)
        var parts: [(Lane, String, UInt16)] = [(.main, topology.queue, min(max(1, configuration.prefetch), 2000))]
        if configuration.crashLoop != nil, topology.stateQueue == nil { parts.append((.suspect, topology.suspectQueue, 1)) }
        lanes = parts.enumerated().map { index, part in
            LaneReader(
                lane: part.0, queue: part.1, channel: UInt16(index + 1), prefetch: part.2,
                ring: SettlementRing(epoch: ConnectionEpoch(0), policy: settling.within(prefetch: Int(part.2))),
                backoff: Backoff(shortest: configuration.shortestWait, longest: configuration.longestWait, seed: configuration.seed))
        }
        watchdog = Watchdog(isSingleActiveConsumer: topology.stateQueue != nil)
        keeper = topology.stateQueue.map { StateKeeper(queue: $0) }
    }

    /// Until it is stopped.
    func run() {
        while true {
            if case .stop = handover.intent { break }
            do throws(BrokerError) {
                let connection = try dialer.connect()
                defer { loseEverything() }
                if try serve(connection) == .stopped { break }
            } catch {
                let wait = dialer.nextDelay()
                observe(.disconnected(.consuming, error, retryAfter: wait))
                pause(wait)
            }
        }
        handover.finish()
    }

    private func pause(_ time: Duration) {
        let end = MonotonicTime.now.advanced(by: time)
        while MonotonicTime.now < end {
            if case .stop = handover.intent { return }
            _ = handover.takeSettlements()  // of epochs that have ended
            wakeup.wait(atMost: MonotonicTime.now.duration(to: end))
        }
    }

    private func loseEverything() {
        for index in lanes.indices { lanes[index].lose(handover) }
        keeper?.lose()
        status.isConnected = false
        report()
    }

    /// How the service of a connection ends.
    private enum Ending { case stopped, connectAnew }

    /// Throws when the connection is lost.
    private func serve(_ connection: Connection) throws(BrokerError) -> Ending {
        observe(.connected(.consuming, connection.address))
        status.isConnected = true
        for index in lanes.indices { lanes[index].retryAt = MonotonicTime(sinceStart: .zero) }
        try declare(on: connection)
        while true {
            let now = MonotonicTime.now
            if let ending = try keeper == nil ? followIntent(connection, at: now) : followIntentKeepingOrder(connection, at: now) {
                connection.close()
                return ending
            }
            let isBusy = try readEvents(connection, at: now)
            try keeper?.publish(handover.takeCheckpoints(), connection)
            settle(at: .now)
            let deadline = try instruct(connection)
            report()
            try watch(connection)
            guard !isBusy else { continue }
            let tick = MonotonicTime.now.advanced(by: .milliseconds(250))
            wakeup.wait(orFor: connection.descriptor, atMost: MonotonicTime.now.duration(to: min(deadline ?? tick, tick)))
        }
    }
}

// MARK: - Consuming, pausing, stopping

extension Reader {
    /// Whether, and how, the service of this connection ends.
    private func followIntent(_ connection: Connection, at now: MonotonicTime) throws(BrokerError) -> Ending? {
        switch handover.intent {
        case .consume:
            try attachAll(connection, at: now)
            return nil
        case .pause:
            guard lanes.contains(where: { $0.isConsuming }) else { return nil }
            for index in lanes.indices { try lanes[index].detach(from: connection) }
            handover.withdraw()
            settle(at: now)
            // Also a lane whose consumer the broker ended has deliveries that were just taken back from the tasks.
            for index in lanes.indices where lanes[index].isOpen { try tell(lanes[index].ring.drain(), index, connection) }
            return nil
        case .stop(let deadline):
            for index in lanes.indices { try lanes[index].detach(from: connection) }
            settle(at: now)
            guard now >= deadline || lanes.allSatisfy({ $0.ring.inFlight == 0 }) else { return nil }
            for index in lanes.indices { try tell(lanes[index].ring.drain(), index, connection) }
            report()
            return .stopped
        }
    }

    /// The same for a worker that remembers. It never ends its consumer and never gives single messages back: the broker would let
    /// the next worker go on at once, with newer messages and an older state, and quorum queues put what is given back behind
    /// what comes back by itself. With the end of the connection all that is not settled comes back in its order, and first.
    private func followIntentKeepingOrder(_ connection: Connection, at now: MonotonicTime) throws(BrokerError) -> Ending? {
        switch handover.intent {
        case .consume:
            try attachAll(connection, at: now)
            return nil
        case .pause: return lanes.contains { $0.isConsuming } ? .connectAnew : nil
        case .stop(let deadline):
            handover.withdraw()
            guard now >= deadline || !handover.isMovingAny else { return nil }
            settle(at: now)
            for index in lanes.indices where lanes[index].isOpen {
                let settled = lanes[index].ring.drain().filter { if case .requeue = $0 { false } else { true } }
                try tell(settled, index, connection)
            }
            report()
            return .stopped
        }
    }

    private func attachAll(_ connection: Connection, at now: MonotonicTime) throws(BrokerError) {
        for index in lanes.indices where !lanes[index].isConsuming && lanes[index].retryAt <= now {
            try attach(index, connection, at: now)
        }
    }

    private func attach(_ index: Int, _ connection: Connection, at now: MonotonicTime) throws(BrokerError) {
        do {
            if lanes[index].backoff.failures > 0 { try declare(on: connection) }
            if lanes[index].lane == .main { status.waitingAtAttach = try connection.depth(of: lanes[index].queue)?.ready ?? 0 }
            try lanes[index].attach(to: connection, epoch: nextEpoch, handover)
            observe(.attached(lanes[index].lane, queue: lanes[index].queue))
        } catch .channelClosed(let reason) {
            closed(index, reason, at: now)
        } catch {
            throw error
        }
    }

    private func declare(on connection: Connection) throws(BrokerError) {
        let topology = configuration.topology
        let differences = try connection.declare(topology)
        for difference in differences { observe(.differs(difference)) }
        let hasDeadLettering = topology.isDeclared && !differences.contains(where: \.isAboutQueue)
        connection.largestBody =
            hasDeadLettering ? min(configuration.largestBody, configuration.largestUsefulBody) : configuration.largestBody
    }

    private func nextEpoch() -> ConnectionEpoch {
        lastEpoch = lastEpoch.next
        return lastEpoch
    }

    private func closed(_ index: Int, _ reason: BrokerError.CloseReason, at now: MonotonicTime) {
        observe(.refused(lanes[index].lane, queue: lanes[index].queue, reason))
        lanes[index].lose(handover)
        lanes[index].retryAt = now.advanced(by: lanes[index].backoff.nextDelay())
    }

    private func watch(_ connection: Connection) throws(BrokerError) {
        guard lanes[0].isConsuming, watchdog.isDue(at: .now), lanes[0].ring.inFlight == 0 else { return }
        let depth = try connection.depth(of: lanes[0].queue)
        guard watchdog.isDeaf(depth, at: .now) else { return }
        observe(.deaf(queue: lanes[0].queue))
        throw .protocolViolation
    }
}

// MARK: - Deliveries and settlements

extension Reader {
    /// Reads what is there, up to a bound, and hands it over. Whether there may be more.
    private func readEvents(_ connection: Connection, at now: MonotonicTime) throws(BrokerError) -> Bool {
        var found: [Delivery] = []
        defer { if !found.isEmpty { handover.offer(found) } }
        let received = UnixTime.now
        for _ in 0..<128 {
            guard let event = try connection.nextEvent() else { return false }
            switch event {
            case .delivered(let channel, let wire):
                try loadState(connection, at: index(of: channel))
                try take(wire, on: channel, at: now, received, into: &found)
            case .oversized(let channel, let tag):
                let index = try index(of: channel)
                guard lanes[index].ring.receive(tag) else { throw .protocolViolation }
                _ = lanes[index].ring.settle(DeliveryID(epoch: lanes[index].ring.epoch, tag: tag), .discard, at: now)
                observe(.oversized(lanes[index].lane))
            case .cancelled(let channel):
                let index = try index(of: channel)
                lanes[index].isConsuming = false
                lanes[index].retryAt = now.advanced(by: lanes[index].backoff.nextDelay())
                observe(.cancelled(lanes[index].lane, queue: lanes[index].queue))
                // What was in hand may come again, or go to another worker: begin from what is kept.
                if keeper != nil { throw .consumerCancelled }
            case .channelClosed(let channel, let reason): closed(try index(of: channel), reason, at: now)
            case .blocked(let reason): observe(.blocked(reason: reason))
            case .unblocked: observe(.unblocked)
            case .confirmed(let number, let multiple, let isTaken):
                guard keeper != nil else { throw .protocolViolation }
                try keeper?.confirmed(number, multiple: multiple, isTaken: isTaken)
            case .returned: throw .protocolViolation
            }
        }
        return true
    }

    /// Before the first delivery of an epoch. Not when the consumer begins: a standby begins long before its turn, and until then
    /// another worker goes on.
    private func loadState(_ connection: Connection, at index: Int) throws(BrokerError) {
        guard keeper != nil, lanes[index].ring.tally.received == lanes[index].receivedBefore else { return }
        handover.note(kept: try keeper?.load(connection), at: lanes[index].ring.epoch)
    }

    private func index(of channel: UInt16) throws(BrokerError) -> Int {
        guard let index = lanes.firstIndex(where: { $0.channel == channel }) else { throw .protocolViolation }
        return index
    }

    private func take(
        _ wire: WireDelivery, on channel: UInt16, at now: MonotonicTime, _ received: UnixTime, into found: inout [Delivery]
    ) throws(BrokerError) {
        guard let delivery = try lanes[try index(of: channel)].take(wire, at: now, received) else { return }
        dialer.succeeded()
        watchdog.heard(at: now)
        switch keeper == nil ? configuration.crashLoop?.decision(for: delivery) ?? .handle : .handle {
        case .handle: found.append(delivery)
        case .moveToSuspects: mover.moveToSuspects(delivery, attempts: nil)
        case .countAttempt(let count): mover.moveToSuspects(delivery, attempts: count)
        case .setAside(let reason): mover.setAside(delivery, reason)
        }
    }

    private func settle(at now: MonotonicTime) {
        for (id, settlement) in handover.takeSettlements() {
            guard let index = lanes.firstIndex(where: { $0.isOpen && $0.ring.epoch == id.epoch }) else { continue }
            _ = lanes[index].ring.settle(id, settlement, at: now)
        }
    }

    /// Tells the broker what is due; returns when the next is.
    private func instruct(_ connection: Connection) throws(BrokerError) -> MonotonicTime? {
        let now = MonotonicTime.now
        var deadline: MonotonicTime?
        for index in lanes.indices where lanes[index].isOpen {
            try tell(lanes[index].ring.instructions(at: now), index, connection)
            if let next = lanes[index].ring.nextDeadline { deadline = deadline.map { min($0, next) } ?? next }
        }
        return deadline
    }

    private func tell(_ instructions: [BrokerInstruction], _ index: Int, _ connection: Connection) throws(BrokerError) {
        for instruction in instructions { try connection.tell(instruction, on: lanes[index].channel) }
    }

    private func report() {
        status.isAttached = status.isConnected && lanes[0].isConsuming
        status.tally = lanes.reduce(into: ConsumerTally()) { $0.add($1.ring.tally) }
        handover.report(status)
    }
}

extension ConsumerTally {
    fileprivate mutating func add(_ tally: SettlementTally) {
        received += tally.received
        acknowledged += tally.acknowledged
        requeued += tally.requeued
        discarded += tally.discarded
        returned += tally.returned
        inFlight += tally.inFlight
    }
}
