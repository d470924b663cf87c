import Messaging
import RabbitMQ
import Synchronization

/// A worker at work, from its start to its drained end.
final class WorkerRun: Sendable {
    /// Why a worker ended.
    enum Ending: Sendable, Equatable {
        case asked(String)
        case limit(WorkLimit)
        /// What the worker remembers cannot be written down; why.
        case stateWithoutForm(String)
    }

    private let worker: Worker
    private let configuration: WorkerConfiguration
    private let log: WorkerLog
    private let ending = Mutex<Ending?>(nil)
    private let endBell = Doorbell()
    private let unread = UnreadCounts()

    init(_ worker: Worker, _ configuration: WorkerConfiguration, log: WorkerLog) {
        self.worker = worker
        self.configuration = configuration
        self.log = log
    }

    /// Asks for the end; the first reason counts.
    func stop(_ reason: Ending) {
        ending.withLock { if $0 == nil { $0 = reason } }
        endBell.ring()
    }

    /// Works until it is stopped or a limit is reached; everything in hand is finished or back with the broker then.
    func run() async throws(BrokerError) -> (Ending, WorkFigures) {
        let log = log
        let unread = unread
        let events = BrokerEventLog(log: log, counts: unread, deadQueue: configuration.broker.topology.deadQueue)
        let broker = try Broker(configuration.broker) { events.note($0) }
        let pipeline = Pipeline(
            sinks: configuration.sinks, batching: configuration.batching, window: Int(configuration.broker.prefetch),
            limits: configuration.limits, keepsState: configuration.keepsState,
            effects: .init(
                settle: { broker.settle($0) }, limitReached: { [weak self] in self?.stop(.limit($0)) }, pause: { broker.pause() },
                resume: { broker.resume() }, keep: { broker.keep($0, at: $1, report: $2) },
                cannotKeep: { [weak self] in self?.stop(.stateWithoutForm("\($0)")) }))
        for case let sink as PrometheusSink in configuration.sinks.map(\.sink) {
            sink.tell { unread.added(to: await pipeline.figures).exposition(memory: ProcessFigures.residentBytes) }
        }
        let intake = Task { await self.takeIn(from: broker, to: pipeline) }
        let loops = configuration.sinks.map { sink in
            let loop = SinkLoop(target: sink, pipeline: pipeline, log: log, longestWait: configuration.longestWait)
            return Task { await loop.run() }
        }
        let ticker = Task { await Ticker(configuration, broker: broker, pipeline: pipeline, unread: unread, log: log).run() }
        while ending.withLock({ $0 }) == nil { await endBell.wait() }

        let deadline = SystemClock.steady.advanced(bySeconds: configuration.drainTimeout.inSeconds)
        await pipeline.drain()
        if configuration.keepsState { await pipeline.drained(within: configuration.drainTimeout) }
        await broker.stop(grace: .seconds(max(0, deadline.seconds(since: SystemClock.steady))))
        await pipeline.release()
        await intake.value
        await pipeline.finish()
        await Self.wait(for: loops, atMost: .seconds(max(0.2, deadline.seconds(since: SystemClock.steady))))
        ticker.cancel()
        await ticker.value
        let figures = unread.added(to: await pipeline.figures)
        return (ending.withLock { $0 } ?? .asked("nobody"), figures)
    }

    private func takeIn(from broker: Broker, to pipeline: Pipeline) async {
        var preparation = Preparation(
            worker: worker, options: configuration.decoding, rules: configuration.eventTime, tags: configuration.tags)
        if configuration.keepsState {
            var intake = RememberingIntake(
                broker: broker, pipeline: pipeline, preparation: preparation, attempts: configuration.broker.crashLoop?.attempts ?? 3,
                log: log)
            return await intake.run()
        }
        while let batch = await broker.nextBatch() {
            let admitted = await pipeline.admit(batch)
            guard !admitted.isEmpty else { continue }
            let items = admitted.map { preparation.prepare($0) }
            await pipeline.take(items, at: SystemClock.wall)
        }
    }

    /// Sinks get the rest of the time to take what they still have. One that hears neither of the time nor of the end is left behind.
    private static func wait(for loops: [Task<Void, Never>], atMost time: Duration) async {
        let allEnded = Doorbell()
        Task {
            for loop in loops { await loop.value }
            allEnded.ring()
        }
        await allEnded.wait(atMost: time)
        for loop in loops { loop.cancel() }
    }
}
