import EngineClient
import EngineModel

/// What is known of one container while its output is followed.
struct ContainerRun {
    /// Its output is being read.
    private(set) var isReading = false
    /// Its output cannot be read.
    var isUnreadable = false
    /// It was started again while its last output was still being read.
    var startsAgain = false
    /// When its process started last, as far as is known.
    var startedAt: Timestamp?
    /// When it ended before anybody read its output; nil if it never had.
    var endedBefore: Timestamp?
    /// Whether its output was read and its end is not reported yet.
    private(set) var owesExit = false
    /// Exit codes of runs that are not reported yet.
    private(set) var exitCodes: [Int] = []
    /// The latest time of a line.
    private(set) var lastTime: Timestamp?
    private var linesAtLastTime = 0
    private var toSkip = 0

    /// The reading begins, from ``lastTime`` on.
    mutating func begin() {
        isReading = true
        startsAgain = false
        owesExit = true
        toSkip = linesAtLastTime
    }

    /// The reading has come to its end.
    mutating func end() { isReading = false }

    /// The container ended.
    mutating func exit(_ code: Int) { exitCodes.append(code) }

    /// The exit code of a run whose output has come whole.
    mutating func takeExit() -> Int? {
        guard !isReading, !exitCodes.isEmpty else { return nil }
        owesExit = false
        return exitCodes.removeFirst()
    }

    /// Whether the line was not there before: read from a time on, the engine gives the lines of that time once more.
    mutating func takes(_ line: LogLine) -> Bool {
        guard let time = line.time else { return true }
        if toSkip > 0, time == lastTime {
            toSkip -= 1
            return false
        }
        // Output and errors are stamped by two readers, so a time may be earlier than the one before.
        if let last = lastTime, time < last { return true }
        linesAtLastTime = time == lastTime ? linesAtLastTime + 1 : 1
        lastTime = time
        return true
    }
}
