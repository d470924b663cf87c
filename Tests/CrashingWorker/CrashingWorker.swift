import FoundationEssentials
import Glibc
import Sensors

/// A worker with a mistake that one device's messages bring out: what a trap in Swift does to a process.
@main struct CrashingWorker {
    static func main() async {
        let culprit = ProcessInfo.processInfo.environment["CRASH_DEVICE"]
        let worker = Worker("record", about: "stores everything, and dies on the messages of the device in CRASH_DEVICE") { point in
            if point.tag("device") == culprit { kill(getpid(), SIGKILL) }
            return [point]
        }
        await WorkerProgram("crashing-worker", workers: [worker]).main()
    }
}
