import Deployment
import EngineClient
import EngineModel
import Terminal

/// Builds images of services, and shows what the builder says.
struct ImageBuilding: Sendable {
    let connection: EngineConnection
    let context: CommandContext
    let progress: HostProgress
    var wishes = ServiceBuild.Wishes()
    /// Whether the builder's own words are shown.
    var showsOutput = true

    /// Builds the images of the first services, and of the others those that are not here.
    func run(_ always: [DesiredHostService], _ ifMissing: [DesiredHostService] = []) async throws {
        var built: Set<String> = []
        for service in always + ifMissing where service.build != nil && !built.contains(service.image) {
            let isForced = always.contains { $0.name == service.name }
            if !isForced, try await isHere(service.image) { continue }
            try await build(service)
            built.insert(service.image)
        }
    }

    /// Builds one image.
    ///
    /// - Returns: its id.
    @discardableResult
    func build(_ service: DesiredHostService) async throws -> String {
        let builder = ServiceBuild(engine: connection.engine, credentials: connection.credentials, environment: context.environment)
        progress.show(.working, "Image \(service.image)", "Building")
        let lines = LineCollector()
        do {
            let id = try await builder.build(service, wishes: wishes) { message in
                guard showsOutput else { return }
                for line in await lines.take(message.stream) { progress.say("\(service.name)  | \(line)") }
            }
            progress.show(.done, "Image \(service.image)", "Built")
            return id
        } catch {
            progress.show(.failed, "Image \(service.image)", "Error")
            throw error
        }
    }

    private func isHere(_ image: String) async throws -> Bool {
        do {
            _ = try await connection.engine.image(image)
            return true
        } catch let error as EngineError where error.isNotFound {
            return false
        }
    }
}

/// Cuts text that comes in pieces into lines.
private actor LineCollector {
    private var rest = ""

    /// The lines that are whole now, without those that are blank.
    func take(_ text: String) -> [String] {
        rest += text
        var lines = rest.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        rest = lines.popLast() ?? ""
        return lines.filter { !$0.allSatisfy(\.isWhitespace) }
    }
}
