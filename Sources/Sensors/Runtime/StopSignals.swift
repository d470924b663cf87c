import Dispatch
import Glibc

/// SIGTERM and SIGINT as requests to end. As process 1 of a container there would be no default action for them at all.
final class StopSignals {
    private let sources: [any DispatchSourceSignal]

    /// Calls back at every such signal, on a queue of its own.
    init(_ received: @escaping @Sendable (String) -> Void) {
        let queue = DispatchQueue(label: "signals")
        // A reader that went away is an error of the write, not the end of the worker.
        signal(SIGPIPE, SIG_IGN)
        sources = [(SIGTERM, "SIGTERM"), (SIGINT, "SIGINT")].map { number, name in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { received(name) }
            source.resume()
            return source
        }
    }
}
