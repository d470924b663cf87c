import EngineClient
import EngineModel

/// The output of one service as it is written; goes on where it broke off when the engine goes away and comes back.
struct FollowedLog: Sendable {
    let engine: any Engine
    let clock: Timekeeper
    let service: Service

    /// Lines of several tasks come in no order, so a stream that is opened again begins this much earlier.
    private static let overlap: Int64 = 10

    /// Reads until the service is gone.
    ///
    /// - Throws: `EngineError` when the engine stays away, `CancellationError`.
    func read(_ options: LogOptions, deliver: (LogLine) async -> Void) async throws {
        var options = options
        var seen = SeenLines()
        var absence = EngineAbsence(at: clock.now())
        while true {
            var isBroken = false
            do {
                for try await line in try await engine.serviceLogs(service.id, options: options) {
                    absence.end(at: clock.now())
                    // The engine's own lines tell of nodes and managers that it has lost.
                    isBroken = line.source == .system
                    if seen.isNew(line) { await deliver(line) }
                }
                guard isBroken else { return }
            } catch let error as EngineError {
                if error.isNotFound { return }
                let isFirst = try absence.note(error, at: clock.now())
                if isFirst { await deliver(LogLine(source: .system, text: "\(error); trying again")) }
            }
            try await clock.sleep(.seconds(1))
            seen.streamIsOpenedAgain()
            guard let last = seen.last else { continue }
            options.since = Timestamp(seconds: last.seconds - Self.overlap)
            options.tail = nil
        }
    }
}

/// Which lines have been delivered, to deliver none twice after a stream was opened again: within one task, times grow.
private struct SeenLines {
    private var lastOfTask: [String: Timestamp] = [:]
    private var seenBefore: [String: Timestamp] = [:]
    private var complaint = ""
    /// The latest of all.
    private(set) var last: Timestamp?

    /// The stream begins anew, with lines that have been delivered.
    mutating func streamIsOpenedAgain() { seenBefore = lastOfTask }

    mutating func isNew(_ line: LogLine) -> Bool {
        guard line.source != .system else {
            defer { complaint = line.text }
            return line.text != complaint
        }
        guard let time = line.time else { return true }
        let key = "\(line.taskID ?? "") \(line.source.rawValue)"
        if let before = seenBefore[key], time <= before { return false }
        lastOfTask[key] = time
        last = max(last ?? time, time)
        return true
    }
}
