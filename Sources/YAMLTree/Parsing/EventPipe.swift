import Dispatch
import Synchronization

/// Reads events on a thread of its own, a few batches ahead of the one that takes them.
final class EventPipe: Sendable {
    private let batches = Mutex<[EventBatch]>([])
    private let isClosed = Atomic(false)
    private let room = DispatchSemaphore(value: 0)
    private let filled = DispatchSemaphore(value: 0)
    private let finished = DispatchSemaphore(value: 0)
    /// How many batches may wait to be taken.
    private static let depth = 8

    init(_ source: EventSource) {
        // Counted up rather than made with this value: a semaphore must not end below the value that it was made with.
        for _ in 0..<Self.depth { room.signal() }
        DispatchQueue.global(qos: .userInitiated).async { [self] in
            fill(from: source)
            finished.signal()
        }
    }

    private func fill(from source: EventSource) {
        while true {
            room.wait()
            if isClosed.load(ordering: .acquiring) { return }
            let batch = source.nextBatch()
            let isEnd = batch.isLast || batch.problem != nil
            batches.withLock { $0.append(batch) }
            filled.signal()
            if isEnd { return }
        }
    }

    /// The next batch; to be called until one is the end.
    func take() -> EventBatch {
        filled.wait()
        let batch = batches.withLock { $0.removeFirst() }
        room.signal()
        return batch
    }

    /// Ends reading; on return nothing looks at the text any more.
    func close() {
        isClosed.store(true, ordering: .releasing)
        room.signal()
        finished.wait()
    }
}
