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
        let output = BuilderOutput { progress.say("\(service.name)  | \($0)") }
        do {
            let id = try await builder.build(service, wishes: wishes) { message in
                if showsOutput { await output.take(message.stream) }
            }
            await output.finish()
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

/// What the builder says, shown line by line, without the blank ones.
private actor BuilderOutput {
    private let show: @Sendable (String) -> Void
    private var lines = LineCollector()

    init(show: @escaping @Sendable (String) -> Void) { self.show = show }

    func take(_ text: String) {
        for line in lines.take(text.utf8) where !line.allSatisfy(\.isWhitespace) { show(line) }
    }

    func finish() {
        if let line = lines.finish(), !line.allSatisfy(\.isWhitespace) { show(line) }
    }
}
