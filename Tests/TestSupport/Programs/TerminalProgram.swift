import Foundation
import Synchronization

/// A program whose standard streams are a terminal, as a person's are.
package final class TerminalProgram: Sendable {
    private struct State {
        var output: [UInt8] = []
        var status: Int32?
    }

    private let terminal: Int32
    private let identifier: pid_t
    private let state = Mutex(State())

    /// TIOCSPTLCK and TIOCGPTN (Linux, ioctl_tty(2)): glibc hides posix_openpt and its like from Swift.
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    /// Starts it on a terminal of this size. Throws `POSIXError`.
    package init(
        _ program: Program, _ arguments: [String], environment: [String: String] = [:], folder: String? = nil, rows: UInt16 = 30,
        columns: UInt16 = 100
    ) throws {
        terminal = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var lock: Int32 = 0
        var number: UInt32 = 0
        guard terminal >= 0, ioctl(terminal, Self.setLock, &lock) == 0, ioctl(terminal, Self.getNumber, &number) == 0 else {
            throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
        }
        _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
        var variables = ProcessInfo.processInfo.environment.merging(environment) { _, new in new }
        variables["TERM"] = "xterm"
        let spawning = Spawning(terminal: "/dev/pts/\(number)", workingFolder: folder)
        identifier = try spawning.run([program.path] + arguments, environment: variables.map { "\($0.key)=\($0.value)" })
    }

    deinit {
        if poll() == nil {
            kill(identifier, SIGKILL)
            waitpid(identifier, nil, 0)
        }
        close(terminal)
    }

    /// Everything on the screen so far, with line feeds alone at the ends of lines.
    package var screen: String {
        drain()
        let text = state.withLock { String(decoding: $0.output, as: UTF8.self) }
        return text.replacingOccurrences(of: "\r\n", with: "\n")
    }

    /// Whether keys are handed on as they are.
    package var isRaw: Bool {
        var settings = termios()
        return tcgetattr(terminal, &settings) == 0 && settings.c_lflag & tcflag_t(ICANON | ECHO | ISIG) == 0
    }

    /// Presses keys.
    package func type(_ text: String) { _ = Array(text.utf8).withUnsafeBytes { write(terminal, $0.baseAddress, $0.count) } }

    /// Makes the window another size.
    package func resize(rows: UInt16, columns: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(terminal, UInt(TIOCSWINSZ), &size)
    }

    /// Sends a signal.
    package func signal(_ number: Int32) {
        if poll() == nil { kill(identifier, number) }
    }

    /// Waits for the end: the exit code; 128 plus the signal's number for a program that was killed. Throws `ProgramError.tookTooLong`.
    package func exit(limit: Duration = .seconds(300)) async throws -> Int32 {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            drain()
            if let status = poll() { return status }
            try await Task.sleep(for: .milliseconds(10))
        }
        if let status = poll() { return status }
        throw ProgramError.tookTooLong(screen)
    }

    private func drain() {
        state.withLock { state in
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while true {
                let count = read(terminal, &buffer, buffer.count)
                guard count > 0 else { return }
                state.output += buffer[..<count]
            }
        }
    }

    private func poll() -> Int32? {
        state.withLock { state in
            if let known = state.status { return known }
            var status: Int32 = 0
            guard waitpid(identifier, &status, WNOHANG) == identifier else { return nil }
            let signal = status & 0x7F
            state.status = signal == 0 ? (status >> 8) & 0xFF : 128 + signal
            return state.status
        }
    }
}
