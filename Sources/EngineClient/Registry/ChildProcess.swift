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

    /// Runs a program and waits for it; blocks the calling thread. Its standard error is ours. When it has not closed its output within
    /// `seconds` it is killed.
    static func run(
        path: String, arguments: [String], environment: [String: String], input: [UInt8], seconds: Int
    ) throws(Failure) -> Outcome {
        let input = (bytes: input, channel: try channel())
        defer { _ = close(input.channel.ours) }
        let output: Channel
        do { output = try channel() } catch {
            _ = close(input.channel.theirs)
            throw error
        }
        defer { _ = close(output.ours) }
        let process: pid_t
        do {
            defer { [input.channel.theirs, output.theirs].forEach { _ = close($0) } }
            process = try spawn(path, arguments, environment, input: input.channel.theirs, output: output.theirs)
        }
        send(input.bytes, to: input.channel.ours)
        _ = shutdown(input.channel.ours, Int32(SHUT_WR))
        let answer = readAll(from: output.ours, seconds: seconds)
        if case .failure = answer { kill(process, SIGKILL) }
        let exitCode = wait(for: process)
        return Outcome(exitCode: exitCode, output: try answer.get())
    }

    private typealias Channel = (ours: Int32, theirs: Int32)

    /// A pair of sockets rather than a pipe: it can be kept from programs that other threads start at this very moment, and writing to a
    /// program that has gone brings no signal.
    private static func channel() throws(Failure) -> Channel {
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .system(errno) }
        return (ends[0], ends[1])
    }

    private static func spawn(
        _ path: String, _ arguments: [String], _ environment: [String: String], input: Int32, output: Int32
    ) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        let argv = ([path] + arguments).map { strdup($0) }
        let envp = environment.map { strdup("\($0.key)=\($0.value)") }
        defer { (argv + envp).forEach { free($0) } }
        var process = pid_t()
        let result = posix_spawn(&process, path, &actions, nil, argv + [nil], envp + [nil])
        guard result == 0 else { throw .system(result) }
        return process
    }

    /// Sends what the program takes; one that does not read is no failure.
    private static func send(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { sendQuietly(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func readAll(from descriptor: Int32, seconds: Int) -> Result<[UInt8], Failure> {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(seconds)
        var output: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let left = clock.now.duration(to: end).components
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

    private static func wait(for process: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { return -1 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

/// The system's `send`, which the method of the same name hides, without the signal for a closed end.
private func sendQuietly(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
}
