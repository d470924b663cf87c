import ArgumentParser

/// What can be said to `up` only.
struct UpOptions: ParsableArguments {
    @Flag(name: .shortAndLong, help: "Returns once the containers are started.") var detach = false
    @Flag(help: "Returns when the containers run and are healthy; implies --detach.") var wait = false
    @Option(help: ArgumentHelp("How long --wait waits, in seconds or as 90s; 0 for any time.", valueName: "duration"))
    var waitTimeout: DurationArgument?
    @Flag(help: "Stops all containers when any of them ends; exit code of the one that did.") var abortOnContainerExit = false
    @Flag(help: "Likewise, when one ends with an exit code other than 0.") var abortOnContainerFailure = false
    @Option(
        help: ArgumentHelp("Ends with the exit code of this service's container, when it ends; stops the others.", valueName: "service"),
        completion: .services)
    var exitCodeFrom: String?
    @Option(help: ArgumentHelp("Shows only the output of this service; may be repeated.", valueName: "service"), completion: .services)
    var attach: [String] = []
    @Option(help: ArgumentHelp("Does not show the output of this service; may be repeated.", valueName: "service"), completion: .services)
    var noAttach: [String] = []
    @Flag(help: "No colours.") var noColor = false
    @Flag(help: "Lines without the name of their container.") var noLogPrefix = false
    @Flag(help: "The time of each line.") var timestamps = false
    @Flag(help: "Leaves the services that the named ones depend on alone.") var noDeps = false
    @Flag(help: "Makes the containers and does not start them.") var noStart = false
    @Flag(help: "Makes networks anew that differ from the files; the containers in them are stopped for that, and made anew.")
    var recreateNetworks = false
    @Flag(name: [.customShort("V"), .long], help: "Gives new containers new anonymous volumes.") var renewAnonVolumes = false
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Seconds until a container that is stopped is killed. (default: its own)", valueName: "seconds"))
    var timeout: Int?

    /// Whether the command returns while the containers run.
    var isDetached: Bool { detach || wait || noStart }

    func validate() throws {
        let follows = abortOnContainerExit || abortOnContainerFailure || exitCodeFrom != nil
        if follows && isDetached { throw ValidationError("--abort-on-container-exit and --exit-code-from need the foreground") }
        if recreateNetworks && noStart {
            throw ValidationError("--recreate-networks stops containers, which --no-start would leave stopped")
        }
        if let timeout, timeout < 0 { throw ValidationError("--timeout must not be negative") }
    }
}
