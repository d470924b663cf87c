import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// Which services a command is about: a whole stack, some of its services by their short names, or one service by its full name.
struct ServiceSelection: ParsableArguments {
    @Argument(help: "A stack, or a service by its full name.", completion: .stacks) var target: String
    @Argument(help: "Services of the stack; none for all.", completion: .services) var services: [String] = []

    func validate() throws { try StackName.validate(target) }

    /// In natural order, or in the order in which they were named.
    ///
    /// - Throws: `CommandFailure` for what there is not, `EngineError`.
    func find(_ engine: any Engine) async throws -> [Service] {
        let stack = try await engine.services(matching: .stack(target), withStatus: false)
        if !stack.isEmpty { return try Self.choose(services, from: stack, target) }
        guard services.isEmpty else { throw CommandFailure(.failed, "nothing found in stack: \(target)") }
        do {
            return [try await engine.service(target)]
        } catch let error as EngineError where error.isNotFound {
            throw CommandFailure(.failed, "no such stack or service: \(target)", help: ["`skep ls` lists the stacks"])
        }
    }

    /// Those of a stack with these names, short or full; all for no names.
    ///
    /// - Throws: `CommandFailure` for what there is not.
    static func choose(_ names: [String], from services: [Service], _ stack: String) throws -> [Service] {
        guard !names.isEmpty else { return services.sorted { NaturalOrder.precedes($0.name, $1.name) } }
        return try names.map { name in
            guard let service = services.first(where: { $0.name == "\(stack)_\(name)" || $0.name == name || $0.id == name }) else {
                let known = services.map(\.name).sorted().joined(separator: ", ")
                throw CommandFailure(.failed, "no such service: \(stack)_\(name)", help: ["the stack has \(known)"])
            }
            return service
        }
    }
}

/// How long a command waits for services, and what counts as running.
struct WaitingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("How long to wait, such as 90s or 5m; 0 for any time.", valueName: "duration"))
    var timeout = DurationArgument(defaultDuration: .seconds(600))
    @Option(help: ArgumentHelp("How long tasks without a health check must run to count as stable.", valueName: "duration"))
    var stableFor = DurationArgument(defaultDuration: .seconds(2))

    /// nil for any time.
    var limit: Duration? { timeout.duration == .zero ? nil : timeout.duration }

    var policy: ConvergencePolicy { ConvergencePolicy(stability: stableFor.duration) }
}
