import ArgumentParser

/// What can be said to `up` only.
struct UpOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Returns once the containers are started.") var detach = false
    @Flag(help: "Returns when the containers run and are healthy; implies --detach.") var wait = false
    @Option(help: ArgumentHelp("How long --wait waits, in seconds or as 90s; 0 for any time.", valueName: "duration"))
    var waitTimeout: DurationArgument?
    @Flag(help: "Leaves the services that the named ones depend on alone.") var noDeps = false
    @Flag(help: "Makes the containers and does not start them.") var noStart = false
    @Flag(name: [.customShort("V"), .long], help: "Gives new containers new anonymous volumes.") var renewAnonVolumes = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Seconds until a container that is stopped is killed. (default: its own)", valueName: "seconds"))
    var timeout: Int?

    func validate() throws {
        if let timeout, timeout < 0 { throw ValidationError("--timeout must not be negative") }
    }
}
