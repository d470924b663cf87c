import FoundationEssentials
import Glibc
import Sensors

/// A worker with a mistake that one device's messages bring out: what a trap in Swift does to a process.
@main struct CrashingWorker {
    static func main() async {
        let culprit = ProcessInfo.processInfo.environment["CRASH_DEVICE"]
        let about = "stores everything, and dies on the messages of the device in CRASH_DEVICE"
        let record = Worker("record", about: about) { point in
            if point.tag("device") == culprit { kill(getpid(), SIGKILL) }
            return [point]
        }
        let remember = Worker("remember", about: about + "; remembers how many there were", remembering: 0) { count, point in
            count += 1
            if point.tag("device") == culprit { kill(getpid(), SIGKILL) }
            return [point]
        }
        await WorkerProgram("crashing-worker", workers: [record, remember]).main()
    }
}
