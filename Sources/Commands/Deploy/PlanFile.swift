import ArgumentParser
import ComposeLoading
import Deployment
import EngineClient
import EngineModel
import FoundationEssentials
import Planning

/// Plans in files: written by `plan --out`, read by `deploy --plan`.
struct PlanFile: Sendable {
    let path: String
    let context: CommandContext

    private var absolutePath: String { context.absolute(path) }

    /// - Throws: `CommandFailure` if the plan needs what cannot be read again, or if the file cannot be written.
    func write(_ prepared: DeployPreparation.Prepared, _ options: DeployOptions) async throws {
        let request = try options.savedRequest(stack: prepared.desired.stack, context)
        let saved = try SavedPlan(
            prepared.plan, request: request, images: prepared.resolvedImages, key: try await prepared.engine.swarm().id)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(saved)
        guard FileManager.default.createFile(atPath: absolutePath, contents: data) else {
            throw CommandFailure(.failed, "cannot write the plan to \(path)")
        }
    }

    /// - Throws: `CommandFailure` if there is no such file, or if it is no plan.
    func read() throws -> SavedPlan {
        guard let data = FileManager.default.contents(atPath: absolutePath) else {
            throw CommandFailure(.usage, "cannot read the plan \(path)")
        }
        guard let saved = try? JSONDecoder().decode(SavedPlan.self, from: data), saved.savedPlan == SavedPlan.currentVersion else {
            throw CommandFailure(.usage, "\(path) is no plan of this version of skep", help: ["skep plan --out \(path) makes one"])
        }
        return saved
    }
}

extension DeployOptions {
    /// - Throws: `CommandFailure` for a compose file on standard input, `ValidationError`.
    fileprivate func savedRequest(stack: String, _ context: CommandContext) throws -> SavedRequest {
        let targets = try targets(in: context)
        guard !targets.files.contains("-") else {
            throw CommandFailure(.usage, "a plan cannot be saved for a compose file on standard input: it is read again when it is applied")
        }
        return SavedRequest(
            workingDirectory: context.workingDirectory, stack: stack, files: targets.files, envFiles: envFile, profiles: profile,
            compat: compat, prune: prune, keepVersions: keepVersions, recreateNetworks: recreateNetworks, allowLostKeys: allowLostKeys,
            withRegistryAuth: withRegistryAuth)
    }

    /// These options with what a saved plan was asked for in place of their own.
    func asking(_ request: SavedRequest) -> DeployOptions {
        var options = self
        options.words = [request.stack]
        options.files = request.files
        options.envFile = request.envFiles
        options.profile = request.profiles
        options.compat = request.compat
        options.prune = request.prune
        options.keepVersions = request.keepVersions
        options.recreateNetworks = request.recreateNetworks
        options.allowLostKeys = request.allowLostKeys
        options.withRegistryAuth = request.withRegistryAuth
        return options
    }

    /// - Throws: `ValidationError` if something is said that a saved plan says already.
    func checkAgainstSavedPlan() throws {
        let isSaid = !words.isEmpty || !files.isEmpty || !envFile.isEmpty || !profile.isEmpty || compat || prune || allowLostKeys
        guard isSaid || recreateNetworks || keepVersions != 1 else { return }
        throw ValidationError("--plan takes files, stack and what is to be done from the saved plan; leave them out")
    }
}

extension DeployPreparation.Prepared {
    fileprivate var resolvedImages: [String: ResolvedImage] {
        var resolved: [String: ResolvedImage] = [:]
        for answer in images { resolved[answer.image] = try? answer.result.get() }
        return resolved
    }

    /// - Throws: `CommandFailure` if the plan is not the saved one, with what moved; nothing has been done then.
    func check(against saved: SavedPlan, from path: String) async throws {
        let differences = try saved.differences(from: plan, key: try await engine.swarm().id)
        guard !differences.isEmpty else { return }
        let lines = differences.prefix(20) + (differences.count > 20 ? ["and \(differences.count - 20) more"] : [])
        throw CommandFailure(
            .failed, "the plan in \(path) does not fit any more, nothing was done:\n" + lines.map { "   " + $0 }.joined(separator: "\n"),
            help: ["skep plan shows what would be done now"])
    }
}

extension SavedPlan {
    /// The answers of registries when the plan was made.
    var answers: [ImageResolver.Answer] {
        images.map { image in
            ImageResolver.Answer(
                image: image.image, result: .success(ResolvedImage(reference: image.reference, platforms: image.platforms)))
        }
    }
}
