import Glibc
import Synchronization

/// Lines for people, or for programs as JSON, on standard error. What repeats is said once in ten seconds, with a count.
final class WorkerLog: Sendable {
    enum Level: Int, Sendable, CaseIterable {
        case debug, info, warning, error
        var name: String { "\(self)" }
    }

    enum Format: String, Sendable { case text, json }

    private struct Recent {
        var saidAt: Instant
        var unsaid = 0
    }

    private let format: Format
    private let threshold: Level
    private let recent = Mutex<[String: Recent]>([:])

    init(format: Format, threshold: Level) {
        self.format = format
        self.threshold = threshold
    }

    /// Says something about a subject; the same subject and level only now and then.
    func note(_ level: Level, about subject: String, _ text: String) {
        guard level.rawValue >= threshold.rawValue else { return }
        let now = SystemClock.steady
        let unsaid: Int? = recent.withLock { recent in
            let key = "\(level.name) \(subject)"
            if let last = recent[key], now.seconds(since: last.saidAt) < 10 {
                recent[key]?.unsaid += 1
                return nil
            }
            defer { recent[key] = Recent(saidAt: now) }
            if recent.count > 1000 { recent = [:] }
            return recent[key]?.unsaid ?? 0
        }
        guard let unsaid else { return }
        write(level, "\(subject): \(text)" + (unsaid > 0 ? " (and \(unsaid) more like it)" : ""))
    }

    /// Says something every time.
    func say(_ level: Level, _ text: String) {
        guard level.rawValue >= threshold.rawValue else { return }
        write(level, text)
    }

    private func write(_ level: Level, _ text: String) {
        let time = SystemClock.wall
        switch format {
        case .text:
            let mark = level == .info ? "" : "\(level.name): "
            Console.write("\(time.clockText)  \(mark)\(text)\n", to: STDERR_FILENO)
        case .json:
            var bytes = Array("{\"time\":\(time.nanoseconds / 1_000_000),\"level\":\"\(level.name)\",\"message\":".utf8)
            JSONWriting.string(text, into: &bytes)
            bytes += Array("}\n".utf8)
            Console.write(String(decoding: bytes, as: UTF8.self), to: STDERR_FILENO)
        }
    }
}
