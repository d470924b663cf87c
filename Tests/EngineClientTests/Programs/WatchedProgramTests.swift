import Synchronization
import Testing

@testable import EngineClient

@Suite struct WatchedProgramTests {
    private func program(_ script: String, input: String = "", environment: [String: String] = [:]) -> WatchedProgram {
        WatchedProgram(
            path: "/bin/sh", arguments: ["-c", script], environment: environment.merging(["PATH": "/usr/bin:/bin"]) { $1 },
            input: Array(input.utf8))
    }

    @Test func outputErrorsAndTheExitCodeAreKeptApart() async throws {
        let heard = Mutex<[UInt8]>([])
        let run = program("cat; echo \"$A\" >&2; exit 7", input: "given", environment: ["A": "b"])
        let outcome = try await run.run { bytes in heard.withLock { $0 += bytes } }
        #expect(outcome == .init(exitCode: 7, output: Array("given".utf8)))
        #expect(heard.withLock { $0 } == Array("b\n".utf8))
    }

    /// Both outputs are read at once: a program that fills one of them is not stuck.
    @Test func muchIsReadFromBoth() async throws {
        let heard = Mutex(0)
        let outcome = try await program("head -c 3000000 /dev/zero >&2; head -c 3000000 /dev/zero").run { bytes in
            heard.withLock { $0 += bytes.count }
        }
        #expect(outcome.exitCode == 0 && heard.withLock { $0 } == 3_000_000)
        #expect(outcome.output.count >= 1 << 20 && outcome.output.count < 3_000_000, "no more is kept than is worth it")
    }

    @Test func theWishToStopInterruptsIt() async throws {
        let isReady = Atomic(false)
        let outcome = try await program("trap 'exit 5' INT; echo ready >&2; while true; do sleep 0.1; done").run(
            isStopped: { isReady.load(ordering: .acquiring) },
            hear: { bytes in if !bytes.isEmpty { isReady.store(true, ordering: .releasing) } })
        #expect(outcome.exitCode == 5)
    }

    @Test func aSignalIsAnExitCode() async throws {
        #expect(try await program("kill -9 $$").run { _ in }.exitCode == 137)
    }

    @Test func whatIsNoProgramIsAnError() async throws {
        let error = await #expect(throws: EngineError.self) {
            _ = try await WatchedProgram(path: "/absent/docker-buildx", arguments: [], environment: [:]).run { _ in }
        }
        #expect(error?.reason == .misconfigured && error?.operation == "run /absent/docker-buildx")
    }
}
