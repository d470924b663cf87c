import ArgumentParser
import Planning

extension ImagePolicy: ExpressibleByArgument {}

/// Everything that can be said to `deploy`.
struct DeployOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions

    @Option(
        name: [.customShort("f"), .customShort("c"), .customLong("file"), .customLong("compose-file")],
        help: ArgumentHelp(
            "A compose file; may be repeated, later ones are merged over earlier ones; - is standard input.", valueName: "file"),
        completion: .composeFile)
    var files: [String] = []

    @Flag(
        help: "Exactly what docker stack deploy does: its dialect, its losses (with warnings), no waiting, updates even without a change.")
    var compat = false

    @Flag(name: .shortAndLong, inversion: .prefixedNo, help: "Does not wait for the services. (default: waits; with --compat: does not)")
    var detach: Bool?

    @Option(
        help: ArgumentHelp(
            "How long to wait for the services, and at most for an answer of the engine, such as 90s or 5m; 0 for any time.",
            valueName: "duration"))
    var timeout = DurationArgument(defaultDuration: .seconds(600))

    @Option(help: ArgumentHelp("How long tasks without a health check must run to count as stable.", valueName: "duration"))
    var stableFor = DurationArgument(defaultDuration: .seconds(2))

    @Flag(help: "Removes what belongs to the stack and is not in the file any more.") var prune = false

    @Option(
        help: ArgumentHelp(
            "How many superseded versions of each secret and config stay, besides those that a rollback would need.", valueName: "number"))
    var keepVersions = 1

    @Flag(help: "Makes networks anew that differ from the file; their services are removed for that, and made again.")
    var recreateNetworks = false

    @Flag(name: .shortAndLong, help: "Only warnings and errors.") var quiet = false

    @Flag(help: "The same as skep plan: shows what would be done, and does nothing. Exit code 2 if there is something to do.")
    var dryRun = false

    @Option(help: ArgumentHelp("When registries are asked for digests: always, changed or never.", valueName: "when"))
    var resolveImage = ImagePolicy.always

    @Flag(help: "Credentials are sent along in any case; with this, one that cannot be read is an error.")
    var withRegistryAuth = false

    @Flag(help: "Sends no registry credentials along.") var noRegistryAuth = false

    @Option(
        help: ArgumentHelp("A file of variables for interpolation; may be repeated. (default: .env beside the file)", valueName: "file"),
        completion: .file())
    var envFile: [String] = []

    @Option(help: ArgumentHelp("Also the services of this profile; may be repeated.", valueName: "name"), completion: .profiles)
    var profile: [String] = []

    @Flag(help: "Goes on although a key that protects something cannot be honoured.") var allowLostKeys = false

    @Argument(
        help: "A compose file and the name of the stack, in any order. (default: as compose finds and names them)", completion: .composeFile
    )
    var words: [String] = []

    var waits: Bool { !(detach ?? compat) }

    /// nil for any time.
    var limit: Duration? { timeout.duration == .zero ? nil : timeout.duration }

    var planPolicy: PlanPolicy { compat ? .docker(prune: prune) : careful }

    private var careful: PlanPolicy {
        var policy = PlanPolicy.careful(prune: prune, keptVersions: keepVersions)
        policy.recreatesNetworks = recreateNetworks
        return policy
    }

    func validate() throws {
        if compat && recreateNetworks { throw ValidationError("--recreate-networks is not something that --compat does") }
        if withRegistryAuth && noRegistryAuth { throw ValidationError("--with-registry-auth and --no-registry-auth exclude each other") }
        if keepVersions < 0 { throw ValidationError("--keep-versions takes 0 or more") }
    }
}

extension DurationArgument: CustomStringConvertible {
    init(defaultDuration: Duration) { duration = defaultDuration }

    /// For the help text.
    var description: String { "\(duration.components.seconds)s" }
}
