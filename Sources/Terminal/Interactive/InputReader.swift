import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads a descriptor, such as the keyboard, when it is asked to: what nobody wants yet stays where it is.
package final class InputReader: Sendable {
    private enum Order: UInt8 {
        case read = 1
        case stop = 2
    }

    private let descriptor: Int32
    private let orders: WakePipe
    private let cancellation: WakePipe
    private let waiting = Mutex<CheckedContinuation<[UInt8]?, Never>?>(nil)

    private static let chunk = 32 << 10

    /// A reader with a thread of its own; nil if the process has no more descriptors or threads.
    package init?(descriptor: Int32) {
        guard let orders = WakePipe(), let cancellation = WakePipe() else { return nil }
        self.descriptor = descriptor
        self.orders = orders
        self.cancellation = cancellation
        guard BlockingThread.start({ [weak self] in Self.work(orders, cancellation, descriptor) { self?.answer($0) } }) else { return nil }
    }

    deinit {
        cancellation.send(0)
        orders.send(Order.stop.rawValue)
    }

    /// The next bytes; nil at the end, after a failure, and once the task is cancelled. For one task at a time.
    package func next() async -> [UInt8]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                guard !Task.isCancelled else { return continuation.resume(returning: nil) }
                waiting.withLock { $0 = continuation }
                orders.send(Order.read.rawValue)
            }
        } onCancel: {
            cancellation.send(0)
        }
    }

    private func answer(_ bytes: [UInt8]?) {
        let continuation = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        continuation?.resume(returning: bytes)
    }

    /// What the thread does: it reads once for each order, and holds nothing but descriptors while it waits.
    private static func work(_ orders: WakePipe, _ cancellation: WakePipe, _ descriptor: Int32, _ answer: ([UInt8]?) -> Void) {
        while orders.receive() == Order.read.rawValue { answer(read(descriptor, unless: cancellation)) }
    }

    private static func read(_ descriptor: Int32, unless cancellation: WakePipe) -> [UInt8]? {
        var waits = [
            pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: cancellation.reading, events: Int16(POLLIN), revents: 0),
        ]
        while poll(&waits, 2, -1) < 0 {
            if errno != EINTR { return nil }
        }
        guard waits[1].revents == 0 else { return nil }
        let bytes = [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
            count = max(0, systemRead(descriptor, buffer.baseAddress, chunk))
        }
        return bytes.isEmpty ? nil : bytes
    }
}

/// The system call under a name that no method hides.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, bytes, count) }
