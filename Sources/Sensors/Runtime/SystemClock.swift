import Glibc
import Messaging

/// The machine's clocks and figures.
enum SystemClock {
    /// The wall clock.
    static var wall: Instant { Instant(nanoseconds: read(CLOCK_REALTIME)) }

    /// A clock that only goes forward, as a moment, for machines that are told the time; only differences mean anything.
    static var steady: Instant { Instant(nanoseconds: read(CLOCK_MONOTONIC)) }

    private static func read(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }
}

/// What this process takes.
enum ProcessFigures {
    /// Resident memory in bytes; 0 where the system does not tell.
    static var residentBytes: UInt64 {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, 128, file) != nil else { return 0 }
        let fields = line.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.split(separator: UInt8(ascii: " "))
        guard fields.count > 1, let pages = UInt64(String(decoding: fields[1], as: UTF8.self)) else { return 0 }
        return pages &* UInt64(max(sysconf(Int32(_SC_PAGESIZE)), 1))
    }
}
