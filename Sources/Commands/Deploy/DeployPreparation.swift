import Deployment
import EngineClient
import EngineModel
import Planning

/// What `deploy` and `plan` have in common: the files are read, the engine is looked at, and the plan is made.
struct DeployPreparation: Sendable {
    let options: DeployOptions
    let context: CommandContext
    /// What registries said earlier; nil asks them.
    var images: [ImageResolver.Answer]?

    /// A plan with all that is needed to carry it out.
    struct Prepared: Sendable {
        var desired: DesiredSwarmState
        var preparation: Deployer.Preparation
        var images: [ImageResolver.Answer]
        var deployer: Deployer
        var engine: any Engine
        var credentials: CredentialSource
        var places: ServicePlaces

        var plan: Plan { preparation.plan }
    }

    /// Says everything that is to be said about the files and the images; hands over the plan with its problems.
    ///
    /// - Throws: `CommandFailure`, `EngineError`, `CancellationError`.
    func run(_ body: (Prepared) async throws -> Void) async throws {
        let loading = StackLoading(options: options, context: context)
        let loaded = try loading.load()
        var context = context
        context.enginePatience = options.limit
        try await context.withEngine(options.connection) { connection in
            let desired = try loading.translate(loaded, apiVersion: try await connection.apiVersion())
            let credentials = options.credentialSource(connection, context)
            let deployer = Deployer(
                engine: connection.engine, policy: options.planPolicy, imagePolicy: options.resolveImage, credentials: credentials)
            let (preparation, images) = try await connection.engine.explainingNoManager {
                try await deployer.prepare(desired, images: self.images)
            }
            let places = ServicePlaces(loaded)
            let examination = DeployExamination(options: options, context: context, engine: connection.engine, places: places)
            try await examination.check(preparation, desired)
            try await body(
                Prepared(
                    desired: desired, preparation: preparation, images: images, deployer: deployer, engine: connection.engine,
                    credentials: credentials, places: places))
        }
    }
}

extension Plan {
    /// - Throws: `CommandFailure` with the plain code of failure if something stands in the way, after saying what.
    func check(in context: CommandContext) throws {
        guard !problems.isEmpty else { return }
        for problem in problems { EntryPoint.printError(problem.description, help: [problem.help], in: context) }
        throw CommandFailure(.failed, nil)
    }
}
