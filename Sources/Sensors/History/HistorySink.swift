import CSQLite
import Dispatch
import Synchronization

/// Keeps points in a file on this machine: nothing to install, and `chart` draws it.
public final class HistorySink: PointSink {
    private struct Storage {
        let history: History
        var forgetsNext = Instant(nanoseconds: .min)
    }

    private let storage: Mutex<Storage>
    private let keep: Duration?
    // A commit waits for the disk, and must not keep a thread of the task pool meanwhile.
    private let queue = DispatchQueue(label: "history")

    /// Opens or makes the file. Samples older than `keep` are removed once an hour; nil keeps all.
    public init(_ path: String, keep: Duration? = nil) throws(UsageError) {
        do throws(SQLiteError) {
            storage = Mutex(Storage(history: try History(path)))
        } catch {
            throw UsageError(path, "\(error)")
        }
        self.keep = keep
    }

    public func store(_ points: ArraySlice<Point>) async -> SinkOutcome {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.write(points)) }
        }
    }

    public func probe() async -> SinkOutcome { await store([]) }

    private func write(_ points: ArraySlice<Point>) -> SinkOutcome {
        storage.withLock { storage in
            do throws(SQLiteError) {
                try storage.history.store(points)
                try forget(&storage)
                return .accepted
            } catch {
                return .retry(after: nil, cause: "history: \(error)")
            }
        }
    }

    private func forget(_ storage: inout Storage) throws(SQLiteError) {
        let now = SystemClock.wall
        guard let keep, now >= storage.forgetsNext else { return }
        storage.forgetsNext = now.advanced(bySeconds: 3600)
        try storage.history.forget(before: now.advanced(bySeconds: -keep.inSeconds))
    }
}
