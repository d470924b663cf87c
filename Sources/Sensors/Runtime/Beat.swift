import Glibc

/// The file that says that a worker's loop turns: written every few seconds, looked at by `health`.
package enum Beat {
    /// A beat older than this many seconds is none.
    package static let limit = 30.0

    /// Writes the beat; whether that was possible. The old content stays whole until the new one is.
    static func write(_ text: String, to path: String) -> Bool { SystemFile.replace(path, with: text) }

    /// Seconds since the last beat; nil when there is none.
    package static func age(of path: String) -> Double? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        let time = Instant(nanoseconds: Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec))
        return SystemClock.wall.seconds(since: time)
    }
}
