import Foundation
import Synchronization

/// A child process whose output is read from files, so that a full pipe can never hold it up.
package final class RunningProgram: Sendable {
    private let identifier: pid_t
    private let folder: String
    private let status = Mutex<Int32?>(nil)
    private let memory = Mutex(0)

    init(path: String, arguments: [String], environment: [String: String], folder workingFolder: String?) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("skep-run-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let variables = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        let spawning = Spawning(output: folder + "/output", errors: folder + "/errors", workingFolder: workingFolder)
        identifier = try spawning.run([path] + arguments, environment: variables.map { "\($0.key)=\($0.value)" })
    }

    deinit {
        if poll() == nil {
            kill(identifier, SIGKILL)
            waitpid(identifier, nil, 0)
        }
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Everything printed so far.
    package var output: String { text("output") }
    /// Everything said on standard error so far.
    package var errors: String { text("errors") }

    private func text(_ name: String) -> String {
        let data = FileManager.default.contents(atPath: folder + "/" + name) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    /// As Ctrl-C does.
    package func interrupt() { send(SIGINT) }

    /// As `kill -9` does: it has no say in it.
    package func killAtOnce() { send(SIGKILL) }

    /// Nothing if it is known to have ended.
    private func send(_ signal: Int32) {
        status.withLock { known in
            if known == nil { kill(identifier, signal) }
        }
    }

    /// The most memory that it has had at one time, in bytes, as far as it was looked at: every 10 ms while its end is waited for.
    package var peakMemory: Int { memory.withLock { $0 } }

    /// Waits for the end.
    ///
    /// - Returns: the exit code; 128 plus the signal's number for a program that was killed.
    /// - Throws: `ProgramError.tookTooLong` after the limit; the program is killed then.
    package func exit(limit: Duration) async throws -> Int32 {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            if let code = poll() { return code }
            try await Task.sleep(for: .milliseconds(10))
        }
        if let code = poll() { return code }
        killAtOnce()
        throw ProgramError.tookTooLong(output + errors)
    }

    /// The kernel's own figure for a child that has ended counts what this process had when it started the child.
    private func noteMemory() {
        guard let file = try? String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8) else { return }
        let line = file.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        guard let kibibytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap({ Int($0) }) else {
            return
        }
        memory.withLock { $0 = max($0, kibibytes * 1024) }
    }

    /// The exit code if it has ended. Under the lock, so that a process id is never used again after it was waited for.
    private func poll() -> Int32? {
        status.withLock { known in
            if let known { return known }
            var state: Int32 = 0
            noteMemory()
            guard waitpid(identifier, &state, WNOHANG) == identifier else { return nil }
            let signal = state & 0x7F
            known = signal == 0 ? (state >> 8) & 0xFF : 128 + signal
            return known
        }
    }
}
