import Messaging
import RabbitMQ

extension ProgramCommand {
    /// Runs a worker until it is asked to end or reaches a limit.
    static func work(_ worker: Worker) -> ProgramCommand {
        ProgramCommand(worker.name, about: worker.about, settings: WorkerSettings.all) { settings in
            try refuseWords(settings)
            let configuration = try WorkerConfiguration(settings, for: worker)
            let log = try WorkerLog(settings)
            let run = WorkerRun(worker, configuration, log: log)
            let signals = StopSignals { signal in
                log.say(.info, "\(signal): finishing what is in hand, at most \(configuration.drainTimeout.words)")
                run.stop(.asked(signal))
            }
            defer { withExtendedLifetime(signals) {} }
            let (ending, figures) = try await run.run()
            log.say(ending.isSuccess ? .info : .error, "\(ending.words): \(figures.ledger.words)")
            return ending.isSuccess ? .success : .software
        }
    }

    static func refuseWords(_ settings: Settings) throws(UsageError) {
        if let word = settings.words.first { throw UsageError(nil, "\(word) is not expected here") }
    }
}

extension WorkerLog {
    convenience init(_ settings: Settings) throws(UsageError) {
        let levels = Dictionary(Level.allCases.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.init(
            format: try settings.choice("log-format", of: ["text": .text, "json": .json]) ?? .text,
            threshold: try settings.choice("log-level", of: levels) ?? .info)
    }
}

extension WorkerRun.Ending {
    var isSuccess: Bool { if case .stateWithoutForm = self { false } else { true } }

    var words: String {
        switch self {
        case .asked(let who): "ended by \(who)"
        case .limit(let limit): "ended by its limit of \(limit)"
        case .stateWithoutForm(let cause): "ended because what it remembers cannot be written down: \(cause)"
        }
    }
}

extension WorkLedger {
    /// `10 received = 8 acknowledged + 1 dead + 1 ignored + 0 given back + 0 in hand`
    var words: String {
        "\(received) received = \(acknowledged) acknowledged + \(deadTotal) dead + \(ignoredTotal) ignored + \(requeued) given back"
            + " + \(inFlight) in hand"
    }
}
