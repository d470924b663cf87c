package import EngineClient
import EngineModel
import Planning

/// Waits until the containers of a project run, and are healthy where they have a health check.
package struct ProjectWait: Sendable {
    /// Why the wait ended without success.
    package enum Failure: Error, Sendable, CustomStringConvertible {
        /// A container ended or is unhealthy, in these words.
        case container(String)
        case timedOut([String])
        case stopped
        case engine(EngineError)
        case cancelled

        package var description: String {
            switch self {
            case .container(let message): message
            case .timedOut(let names): "\(names.joined(separator: ", ")) did not get ready in time"
            case .stopped, .cancelled: "stopped waiting; the containers go on"
            case .engine(let error): error.description
            }
        }
    }

    private let engine: any ContainerEngine
    private let clock: Timekeeper
    private let stop: StopSignal
    private let timeout: Duration?

    package init(engine: any ContainerEngine, clock: Timekeeper, stop: StopSignal, timeout: Duration?) {
        self.engine = engine
        self.clock = clock
        self.stop = stop
        self.timeout = timeout
    }

    /// - Parameter onWaiting: called with the names that are not ready, when they change.
    package func wait(
        for services: Set<String>, of project: String, onChange: @Sendable (_ ready: [String], _ open: [String]) -> Void
    ) async throws(Failure) {
        let start = clock.now()
        var shown: [String]?
        while true {
            let (ready, open) = try await look(services, project)
            if shown != open { onChange(ready, open) }
            shown = open
            if open.isEmpty { return }
            if stop.isRaised { throw .stopped }
            if let timeout, clock.now() - start >= timeout { throw .timedOut(open) }
            do { try await clock.sleep(.milliseconds(100)) } catch { throw .cancelled }
        }
    }

    private func look(_ services: Set<String>, _ project: String) async throws(Failure) -> (ready: [String], open: [String]) {
        var ready: [String] = []
        var open: [String] = []
        do {
            let all = try await engine.containers(matching: .project(project)).filter {
                !$0.isOneOff && services.contains($0.service ?? "")
            }
            for summary in all.sorted(by: { $0.name < $1.name }) {
                let container = try await engine.container(summary.id)
                if container.state?.status == .exited, container.state?.exitCode == 0 {
                    ready.append(summary.name)
                    continue
                }
                switch container.standing(for: container.checksHealth ? .healthy : .started, service: summary.service ?? "") {
                case .there: ready.append(summary.name)
                case .underWay: open.append(summary.name)
                case .failed(.containerFailed(let message)): throw Failure.container(message)
                case .failed(let error): throw Failure.container(error.description)
                }
            }
        } catch let failure as Failure {
            throw failure
        } catch let error as EngineError {
            throw .engine(error)
        } catch {
            throw .cancelled
        }
        return (ready, open)
    }
}
