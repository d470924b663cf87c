import Dispatch

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program that works for a while, such as a builder, and says meanwhile what it does.
package struct WatchedProgram: Sendable {
    /// The program; absolute.
    package var path: String
    /// Its arguments, without its name.
    package var arguments: [String]
    /// Its whole environment.
    package var environment: [String: String]
    /// What it reads from its standard input.
    package var input: [UInt8]

    /// A program from its parts.
    package init(path: String, arguments: [String], environment: [String: String], input: [UInt8] = []) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.input = input
    }

    /// How often the wish to stop is looked at, in milliseconds.
    private static let glance: Int32 = 100

    /// Runs it to its end. It belongs to our group of processes, so that Ctrl-C reaches it too. What it writes to its standard output is
    /// dropped.
    ///
    /// - Parameters:
    ///   - isStopped: asked again and again; once it says yes the program is interrupted, and waited for all the same.
    ///   - hear: called with what it writes to its standard error, piece by piece; nil: its standard error is ours.
    /// - Returns: the exit code; 128 and the number of the signal when one ended it.
    /// - Throws: ``EngineError`` if the system cannot run it.
    package func run(
        isStopped: @escaping @Sendable () -> Bool = { false }, hear: (@Sendable ([UInt8]) -> Void)?
    ) async throws -> Int32 {
        let result: Result<Int32, ChildProcess.Failure> = await withCheckedContinuation { continuation in
            // It blocks, so it must not take one of the few threads that run tasks.
            DispatchQueue.global().async {
                do throws(ChildProcess.Failure) {
                    continuation.resume(returning: .success(try watch(isStopped, hear)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        do {
            return try result.get()
        } catch {
            throw EngineError(.misconfigured, operation: "run \(path)", message: "\(error)")
        }
    }

    private func watch(
        _ isStopped: @escaping @Sendable () -> Bool, _ hear: (@Sendable ([UInt8]) -> Void)?
    ) throws(ChildProcess.Failure) -> Int32 {
        var channels: [ChildProcess.Channel] = []
        defer { for channel in channels { _ = close(channel.ours) } }
        let process: pid_t
        do {
            defer { for channel in channels { _ = close(channel.theirs) } }
            for _ in 0..<(hear == nil ? 2 : 3) { channels.append(try ChildProcess.channel()) }
            let streams = ChildProcess.Streams(
                input: channels[0].theirs, output: channels[1].theirs, error: hear.map { _ in channels[2].theirs })
            process = try ChildProcess.spawn(path, arguments, environment, streams)
        }
        var interruption = Interruption(process: process, isWanted: isStopped)
        var feed = Feed(input, to: channels[0].ours)
        var open = Set(channels.dropFirst().map(\.ours))
        while !open.isEmpty || feed.isOpen {
            interruption.passOn()
            for descriptor in Self.ready(open, feed) {
                if descriptor == feed.descriptor {
                    feed.send()
                    continue
                }
                let bytes = Self.read(descriptor)
                if bytes.isEmpty { open.remove(descriptor) } else if descriptor != channels[1].ours { hear?(bytes) }
            }
        }
        return try Self.end(of: process, &interruption)
    }

    /// Those that have something to read, take something or have come to their end, after a glance's time at most.
    private static func ready(_ outputs: Set<Int32>, _ feed: Feed) -> [Int32] {
        var waiting = outputs.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        if feed.isOpen { waiting.append(pollfd(fd: feed.descriptor, events: Int16(POLLOUT), revents: 0)) }
        guard poll(&waiting, nfds_t(waiting.count), glance) > 0 else { return [] }
        return waiting.filter { $0.revents != 0 }.map(\.fd)
    }

    /// What is there; empty at the end, which an end that broke is too.
    private static func read(_ descriptor: Int32) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = readBytes(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            return Array(buffer.prefix(max(0, count)))
        }
    }

    /// Waits for a program that has closed what it writes to: nearly always it has ended too.
    private static func end(of process: pid_t, _ interruption: inout Interruption) throws(ChildProcess.Failure) -> Int32 {
        while true {
            var status: Int32 = 0
            let result = waitpid(process, &status, WNOHANG)
            if result < 0 && errno != EINTR { throw .system(errno) }
            if result == process { return ChildProcess.exitCode(status) }
            interruption.passOn()
            usleep(2_000)
        }
    }
}

/// What a program reads, as far as it has not taken it.
private struct Feed {
    let descriptor: Int32
    private var rest: ArraySlice<UInt8>

    /// Ends at once where there is nothing to read.
    init(_ bytes: [UInt8], to descriptor: Int32) {
        self.descriptor = descriptor
        rest = bytes[...]
        if rest.isEmpty { end() }
    }

    var isOpen: Bool { !rest.isEmpty }

    /// Sends what the program takes now; one that does not want the rest is no failure.
    mutating func send() {
        let count = rest.withUnsafeBytes { sendQuietly(descriptor, $0, waits: false) }
        if count < 0, errno == EINTR || errno == EAGAIN { return }
        rest = count > 0 ? rest.dropFirst(count) : []
        if rest.isEmpty { end() }
    }

    private func end() { _ = shutdown(descriptor, Int32(SHUT_WR)) }
}

/// A wish to stop, handed on to a program once.
private struct Interruption {
    let process: pid_t
    let isWanted: @Sendable () -> Bool
    private var isDone = false

    init(process: pid_t, isWanted: @escaping @Sendable () -> Bool) {
        self.process = process
        self.isWanted = isWanted
    }

    mutating func passOn() {
        guard !isDone, isWanted() else { return }
        isDone = true
        kill(process, SIGINT)
    }
}

/// The system call under a name that no method hides.
private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int { read(descriptor, bytes, count) }
