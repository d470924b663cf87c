#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A thread for calls that block: the threads of tasks are too few to wait on a keyboard.
enum BlockingThread {
    /// Starts a thread that runs the body and ends with it. False if the system has no more threads.
    static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
        let box = Unmanaged.passRetained(Box(body))
        let isStarted: Bool
        #if canImport(Darwin)
            var thread: pthread_t?
            isStarted = pthread_create(&thread, nil, { Self.run($0) }, box.toOpaque()) == 0
            if let thread { pthread_detach(thread) }
        #else
            var thread = pthread_t()
            isStarted = pthread_create(&thread, nil, { Self.run($0) }, box.toOpaque()) == 0
            if isStarted { pthread_detach(thread) }
        #endif
        if !isStarted { box.release() }
        return isStarted
    }

    private static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let argument else { return nil }
        Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body()
        return nil
    }

    private final class Box {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}

/// A pipe between a thread or a signal handler and the rest.
final class WakePipe: Sendable {
    let reading: Int32
    let writing: Int32

    /// nil if the process has no more descriptors.
    init?() {
        var descriptors: [Int32] = [-1, -1]
        guard pipe(&descriptors) == 0 else { return nil }
        (reading, writing) = (descriptors[0], descriptors[1])
        for descriptor in descriptors { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        // A handler must not wait for a reader.
        _ = fcntl(writing, F_SETFL, O_NONBLOCK)
    }

    deinit {
        close(reading)
        close(writing)
    }

    /// Sends one byte; lost when thousands wait already, which says as much.
    func send(_ byte: UInt8) {
        var byte = byte
        _ = write(writing, &byte, 1)
    }

    /// Waits for a byte; nil if the pipe is broken.
    func receive() -> UInt8? {
        var byte: UInt8 = 0
        while true {
            let count = read(reading, &byte, 1)
            if count < 0, errno == EINTR { continue }
            return count == 1 ? byte : nil
        }
    }
}
