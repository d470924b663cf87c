import Messaging
import RabbitMQ

/// What happens by the clock: limits of time and memory, parking, the beat, the line of figures.
struct Ticker: Sendable {
    private let configuration: WorkerConfiguration
    private let broker: Broker
    private let pipeline: Pipeline
    private let unread: UnreadCounts
    private let log: WorkerLog

    init(_ configuration: WorkerConfiguration, broker: Broker, pipeline: Pipeline, unread: UnreadCounts, log: WorkerLog) {
        self.configuration = configuration
        self.broker = broker
        self.pipeline = pipeline
        self.unread = unread
        self.log = log
    }

    /// Until the task is cancelled. The pipeline is asked each time: a beat means that it answers.
    func run() async {
        var last = await pipeline.figures
        var lastLine = SystemClock.steady
        var round = 0
        while !Task.isCancelled {
            await pipeline.park(after: configuration.parkAfter)
            let memory = ProcessFigures.residentBytes
            await pipeline.checkLimits(memory: memory)
            let figures = unread.added(to: await pipeline.figures)
            if round.isMultiple(of: 5) { beat(figures, memory) }
            let elapsed = SystemClock.steady.seconds(since: lastLine)
            if elapsed >= 10, figures.ledger != last.ledger {
                log.say(.info, figures.line(since: last, seconds: elapsed, memory: memory))
                (last, lastLine) = (figures, SystemClock.steady)
            }
            round &+= 1
            try? await Task.sleep(for: .seconds(1))
        }
        beat(unread.added(to: await pipeline.figures), ProcessFigures.residentBytes)
    }

    private func beat(_ figures: WorkFigures, _ memory: UInt64) {
        guard !configuration.beatFile.isEmpty else { return }
        if !Beat.write(figures.json(memory: memory), to: configuration.beatFile) {
            log.note(.warning, about: "beat", "\(configuration.beatFile) cannot be written; `health` will fail (see --heartbeat-file)")
        }
    }
}
