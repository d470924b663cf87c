#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A short-lived program that reads one text and writes one text.
enum ChildProcess {
    /// What a program did.
    struct Outcome: Sendable {
        /// The exit code; 128 and the number of the signal when one ended it.
        var exitCode: Int32
        /// Everything it wrote to its standard output.
        var output: [UInt8]
    }

    /// Why a program could not be run to its end.
    enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The system said no, with its error number.
        case system(Int32)
        case timedOut
        case outputTooLong

        /// What happened, in words.
        var description: String {
            switch self {
            case .system(let number): "the system cannot run it (error \(number))"
            case .timedOut: "it did not answer in time"
            case .outputTooLong: "it answered more than \(ChildProcess.longestOutput) bytes"
            }
        }
    }

    fileprivate static let longestOutput = 1 << 20

    /// Runs a program and waits for it; blocks the calling thread. Its standard error is ours. When it has not ended within
    /// `seconds` it is killed.
    static func run(
        path: String, arguments: [String], environment: [String: String], input: [UInt8], seconds: Int
    ) throws(Failure) -> Outcome {
        let input = (bytes: input, channel: try channel())
        defer { _ = close(input.channel.ours) }
        let pipe: Channel
        do { pipe = try channel() } catch {
            _ = close(input.channel.theirs)
            throw error
        }
        defer { _ = close(pipe.ours) }
        let process: pid_t
        do {
            defer { [input.channel.theirs, pipe.theirs].forEach { _ = close($0) } }
            process = try spawn(path, arguments, environment, .init(input: input.channel.theirs, output: pipe.theirs))
        }
        send(input.bytes, to: input.channel.ours)
        _ = shutdown(input.channel.ours, Int32(SHUT_WR))
        let end = ContinuousClock.now + .seconds(seconds)
        let answer = readAll(from: pipe.ours, until: end)
        if case .failure = answer { kill(process, SIGKILL) }
        let exitCode = wait(for: process, until: end)
        let output = try answer.get()
        return Outcome(exitCode: try exitCode.get(), output: output)
    }

    /// The two ends of what a program reads or writes.
    typealias Channel = (ours: Int32, theirs: Int32)

    /// The descriptors that a program gets as its own three.
    struct Streams {
        /// What it reads.
        var input: Int32
        /// What it writes its results to.
        var output: Int32
        /// What it writes everything else to; nil leaves it ours.
        var error: Int32?
    }

    /// A pair of sockets rather than a pipe: it can be kept from programs that other threads start at this very moment, and writing to a
    /// program that has gone brings no signal.
    static func channel() throws(Failure) -> Channel {
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .system(errno) }
        return (ends[0], ends[1])
    }

    /// Starts a program. It gets every signal, and SIGPIPE ends it: it would inherit that we ignore that one, and that the thread which
    /// starts it blocks nearly all.
    static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String: String], _ streams: Streams
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, streams.input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, streams.output, STDOUT_FILENO)
        if let error = streams.error { posix_spawn_file_actions_adddup2(&actions, error, STDERR_FILENO) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        giveBackSignals(&attributes)
        let argv = ([path] + arguments).map { strdup($0) }
        let envp = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { (argv + envp).forEach { free($0) } }
        var process = pid_t()
        let result = posix_spawn(&process, path, &actions, &attributes, argv + [nil], envp + [nil])
        guard result == 0 else { throw .system(result) }
        return process
    }

    private static func giveBackSignals(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    /// Sends what the program takes; one that does not read is no failure.
    private static func send(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { sendQuietly(descriptor, $0, waits: true) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func readAll(from descriptor: Int32, until end: ContinuousClock.Instant) -> Result<[UInt8], Failure> {
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let left = ContinuousClock.now.duration(to: end).components
            guard left.seconds >= 0, left.attoseconds >= 0 else { return .failure(.timedOut) }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let ready = poll(&waiting, 1, Int32(clamping: left.seconds * 1_000 + 1_000))
            if ready < 0, errno != EINTR { return .failure(.system(errno)) }
            guard ready > 0 else { continue }
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            if count < 0 { return .failure(.system(errno)) }
            if count == 0 { return .success(output) }
            output += buffer[..<count]
            guard output.count <= longestOutput else { return .failure(.outputTooLong) }
        }
    }

    /// Waits for a program that has closed its output: nearly always it has ended too. One that has not is killed at the end of its time.
    private static func wait(for process: pid_t, until end: ContinuousClock.Instant) -> Result<Int32, Failure> {
        var wasKilled = false
        while true {
            var status: Int32 = 0
            let result = waitpid(process, &status, wasKilled ? 0 : WNOHANG)
            if result < 0 && errno != EINTR { return .failure(.system(errno)) }
            if result == process { return wasKilled ? .failure(.timedOut) : .success(exitCode(status)) }
            if !wasKilled && ContinuousClock.now >= end {
                kill(process, SIGKILL)
                wasKilled = true
            } else if !wasKilled {
                usleep(2_000)
            }
        }
    }

    /// The exit code that a status of `waitpid` means; 128 and the number of the signal when one ended the program.
    static func exitCode(_ status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

/// The system's `send`, which a method of the same name hides, without the signal for a closed end.
///
/// - Parameter waits: until something can be sent; otherwise it is `EAGAIN` if nothing can.
func sendQuietly(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, waits: Bool) -> Int {
    send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL) | (waits ? 0 : Int32(MSG_DONTWAIT)))
}
