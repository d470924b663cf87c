import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Signals as values, instead of what they do by themselves.
package enum SignalWatch {
    /// Where the handler writes to; made before the first handler is installed and never closed.
    private static let pipe = WakePipe()
    private static let writing = Atomic<Int32>(-1)
    private static let listeners = Mutex<[Int32: AsyncStream<Int32>.Continuation]>([:])
    private static let hasThread = Mutex(false)

    /// The numbers of these signals as they come, until the stream is let go or its task cancelled; then they do what they do by themselves
    /// again. Signals that come while none is taken count as one. Each signal has one listener, the last one.
    package static func signals(_ numbers: [Int32]) -> AsyncStream<Int32> {
        AsyncStream(bufferingPolicy: .bufferingNewest(16)) { continuation in
            guard let pipe, startThread(pipe) else { return continuation.finish() }
            writing.store(pipe.writing, ordering: .releasing)
            listeners.withLock { listeners in
                for number in numbers { listeners[number] = continuation }
            }
            for number in numbers { signal(number, handler) }
            continuation.onTermination = { _ in
                for number in numbers { signal(number, SIG_DFL) }
                listeners.withLock { listeners in
                    for number in numbers { listeners[number] = nil }
                }
            }
        }
    }

    /// Does only what is allowed in a signal handler.
    private static let handler: @convention(c) (Int32) -> Void = { number in
        var byte = UInt8(truncatingIfNeeded: number)
        let before = errno
        _ = write(SignalWatch.writing.load(ordering: .acquiring), &byte, 1)
        errno = before
    }

    private static func startThread(_ pipe: WakePipe) -> Bool {
        hasThread.withLock { hasThread in
            if hasThread { return true }
            hasThread = BlockingThread.start {
                while let byte = pipe.receive() {
                    let number = Int32(byte)
                    _ = listeners.withLock { $0[number] }?.yield(number)
                }
            }
            return hasThread
        }
    }
}
