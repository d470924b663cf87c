import Messaging
import RabbitMQ

extension ProgramCommand {
    /// Looks whether a worker could work with these settings: broker, queue, each sink. Stores and takes nothing.
    static func check(_ workers: [Worker]) -> ProgramCommand {
        ProgramCommand(
            "check", words: "WORKER", about: "whether a worker could work with these settings: broker and sinks",
            settings: WorkerSettings.all
        ) { settings in
            guard settings.words.count == 1, let worker = workers.first(where: { $0.name == settings.words[0] }) else {
                throw UsageError(nil, "name one worker: \(workers.map(\.name).joined(separator: ", "))")
            }
            let configuration = try WorkerConfiguration(settings, for: worker)
            var isWell = try await checkBroker(configuration.broker)
            for sink in configuration.sinks {
                let outcome = await sink.sink.probe()
                if case .accepted = outcome {
                    Console.say("sink \(sink.name.text): ok")
                } else {
                    Console.say("sink \(sink.name.text): \(outcome.words)\(sink.duty == .required ? "" : " (best effort)")")
                    isWell = isWell && sink.duty != .required
                }
            }
            return isWell ? .success : .unavailable
        }
    }

    /// Connects, declares what the worker would declare, and takes no message (a prefetch of one, put back at once).
    private static func checkBroker(_ wanted: BrokerConfiguration) async throws -> Bool {
        var configuration = wanted
        configuration.prefetch = 1
        let found = FirstWord()
        let broker = try Broker(configuration) { found.note($0) }
        let end = SystemClock.steady.advanced(bySeconds: 15)
        while !broker.status.isAttached && SystemClock.steady < end && !found.isRefused {
            await found.bell.wait(atMost: .milliseconds(200))
        }
        let isAttached = broker.status.isAttached
        await broker.stop(grace: .zero)
        Console.say("broker: \(isAttached ? "ok, \(configuration.topology.queue) can be read" : found.text)")
        for text in found.differences { Console.say("broker: \(text)") }
        return isAttached
    }
}

extension SinkOutcome {
    /// For people.
    var words: String {
        switch self {
        case .accepted: "ok"
        case .retry(_, let cause): "does not answer (\(cause))"
        case .misconfigured(let cause): "refuses us (\(cause)): look at the address and the credentials"
        case .tooLarge: "takes nothing, not even an empty request"
        case .rejected(_, let cause), .rejectedSomewhere(let cause), .acceptedExcept(_, let cause): cause
        }
    }
}
