import CRabbitMQ
import Glibc
import Messaging

/// A thread of the operating system, for calls that block: they must not keep a thread of the task pool.
enum Thread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Runs the body on a thread of its own, with the signals that others send left to the other threads.
    static func start(_ run: @escaping @Sendable () -> Void) throws(BrokerError) {
        let body = Unmanaged.passRetained(Body(run))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                var every = sigset_t()
                sigfillset(&every)
                // A crash stays the crashing thread's own, with its backtrace.
                for signal in [SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT] { sigdelset(&every, signal) }
                pthread_sigmask(SIG_BLOCK, &every, nil)
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, body.toOpaque())
        guard status == 0 else {
            body.release()
            throw .system(status)
        }
        pthread_detach(thread)
    }
}

/// Wakes a thread that waits for its socket.
final class Wakeup: Sendable {
    private let descriptor: Int32

    init() throws(BrokerError) {
        descriptor = skep_eventfd()
        guard descriptor >= 0 else { throw .system(errno) }
    }

    deinit { close(descriptor) }

    func signal() {
        var one: UInt64 = 1
        _ = write(descriptor, &one, 8)
    }

    /// Waits for the signal, or for the socket to have something, or for the time. A negative socket is not waited for.
    func wait(orFor socket: Int32 = -1, atMost time: Duration) {
        var watched = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0), pollfd(fd: socket, events: Int16(POLLIN), revents: 0)]
        let (seconds, attoseconds) = max(time, .zero).components
        let milliseconds = Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
        poll(&watched, 2, time <= .zero ? 0 : milliseconds)
        var count: UInt64 = 0
        _ = read(descriptor, &count, 8)
    }
}

extension MonotonicTime {
    /// The system's monotonic clock.
    static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(sinceStart: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
    }
}

extension UnixTime {
    /// The system's wall clock.
    static var now: UnixTime {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return UnixTime(nanoseconds: Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec))
    }
}
