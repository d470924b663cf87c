import Messaging

/// A sink as it was asked for.
struct ConfiguredSink: Sendable {
    let name: SinkName
    let duty: SinkFanout.Duty
    let sink: any PointSink
    let bell = Doorbell()
}

/// Takes the batches of one sink to it, one at a time, until each is stored or refused.
struct SinkLoop: Sendable {
    let target: ConfiguredSink
    let pipeline: Pipeline
    let log: WorkerLog
    /// The bound of the waits between attempts.
    let longestWait: Duration

    /// Until the pipeline has no more, or the task is cancelled.
    func run() async {
        while !Task.isCancelled {
            switch await pipeline.work(for: target.name) {
            case .store(let batch): await deliver(batch)
            case .idle(let due):
                await target.bell.wait(atMost: due.map { .seconds(max(0, $0.seconds(since: SystemClock.steady))) })
            case .finished: return
            }
        }
    }

    private func deliver(_ batch: SinkFanout.Batch) async {
        var delivery = BatchDelivery(count: batch.points.count)
        var backoff = Backoff(shortest: min(.milliseconds(500), longestWait), longest: longestWait, seed: UInt64.random(in: 0 ... .max))
        while !Task.isCancelled {
            switch delivery.next {
            case .send(let range):
                let outcome = await send(batch.points[range])
                delivery.record(outcome)
                if case .accepted = outcome { backoff.succeeded() }
            case .wait(let seconds, let cause):
                await pause(backoff.nextDelay(atLeast: .seconds(seconds ?? 0)), cause)
                delivery.resume()
            case .hold(let cause):
                await pause(longestWait, cause + ": somebody has to look at the address or the credentials")
                delivery.resume()
            case .done:
                return await pipeline.finish(batch, delivery.verdicts.map { $0 ?? .accepted })
            }
        }
    }

    private func send(_ points: ArraySlice<Point>) async -> SinkOutcome {
        let start = SystemClock.steady
        let outcome = await target.sink.store(points)
        guard !Task.isCancelled else { return outcome }
        await pipeline.note(target.name, outcome, seconds: SystemClock.steady.seconds(since: start))
        return outcome
    }

    private func pause(_ time: Duration, _ cause: String) async {
        log.note(.warning, about: "sink \(target.name.text)", "takes nothing (\(cause)); messages are held, next attempt in \(time.words)")
        try? await Task.sleep(for: time)
    }
}

extension Duration {
    /// `12 s`, `0.3 s`, for logs.
    var words: String {
        let tenths = (components.seconds &* 10) + components.attoseconds / 100_000_000_000_000_000
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) s" : "\(tenths / 10) s"
    }
}
