import Glibc
import Synchronization
import Testing

@testable import EngineClient

@Suite struct WatchedProgramTests {
    private func program(_ script: String, input: String = "", environment: [String: String] = [:]) -> WatchedProgram {
        WatchedProgram(
            path: "/bin/sh", arguments: ["-c", script], environment: environment.merging(["PATH": "/usr/bin:/bin"]) { $1 },
            input: Array(input.utf8))
    }

    @Test func whatItIsGivenItsErrorsAndItsExitCode() async throws {
        let heard = Mutex<[UInt8]>([])
        let run = program("echo result; cat >&2; echo \"$A\" >&2; exit 7", input: "given ", environment: ["A": "b"])
        #expect(try await run.run { bytes in heard.withLock { $0 += bytes } } == 7)
        #expect(heard.withLock { $0 } == Array("given b\n".utf8))
    }

    /// Both outputs are read at once: a program that fills one of them is not stuck.
    @Test func muchIsReadFromBoth() async throws {
        let heard = Mutex(0)
        let code = try await program("head -c 3000000 /dev/zero >&2; head -c 3000000 /dev/zero").run { bytes in
            heard.withLock { $0 += bytes.count }
        }
        #expect(code == 0 && heard.withLock { $0 } == 3_000_000)
    }

    @Test(.timeLimit(.minutes(15))) func whatIsNotReadIsNoFailure() async throws {
        #expect(try await program("exit 3", input: String(repeating: "x", count: 1_000_000)).run { _ in } == 3)
    }

    /// Neither waits for the other when a program says much before it reads what is more than a socket holds.
    @Test(.timeLimit(.minutes(15))) func muchIsGivenToAProgramThatSpeaksFirst() async throws {
        let heard = Mutex<[UInt8]>([])
        let input = String(repeating: "x", count: 1_000_000)
        let code = try await program("head -c 1000000 /dev/zero >&2; wc -c >&2", input: input).run { bytes in
            #expect(!bytes.isEmpty)
            heard.withLock { $0 += bytes }
        }
        #expect(code == 0 && heard.withLock { String(decoding: $0.dropFirst(1_000_000), as: UTF8.self) } == "1000000\n")
    }

    /// Shells accept more signals again by themselves, other programs do not.
    @Test func aProgramGetsItsSignals() throws {
        var (all, before) = (sigset_t(), sigset_t())
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        signal(SIGPIPE, SIG_IGN)
        let status = try ChildProcess.run(
            path: "/bin/grep", arguments: ["-E", "SigBlk|SigIgn", "/proc/self/status"], environment: [:], input: [], seconds: 60)
        let lines = String(decoding: status.output, as: UTF8.self).split(separator: "\n").map { $0.split(separator: "\t") }
        try #require(lines.map(\.first) == ["SigBlk:", "SigIgn:"])
        #expect(UInt64(lines[0][1], radix: 16) == 0)
        #expect(UInt64(lines[1][1], radix: 16).map { $0 >> UInt64(SIGPIPE - 1) & 1 } == 0)
    }

    @Test func theWishToStopInterruptsIt() async throws {
        let isReady = Atomic(false)
        let code = try await program("trap 'exit 5' INT; echo ready >&2; while true; do sleep 0.1; done").run(
            isStopped: { isReady.load(ordering: .acquiring) },
            hear: { _ in isReady.store(true, ordering: .releasing) })
        #expect(code == 5)
    }

    @Test func aSignalIsAnExitCode() async throws {
        #expect(try await program("kill -9 $$").run { _ in } == 137)
    }

    @Test func whatIsNoProgramIsAnError() async throws {
        let error = await #expect(throws: EngineError.self) {
            _ = try await WatchedProgram(path: "/absent/docker-buildx", arguments: [], environment: [:]).run { _ in }
        }
        #expect(error?.reason == .misconfigured && error?.operation == "run /absent/docker-buildx")
    }
}
