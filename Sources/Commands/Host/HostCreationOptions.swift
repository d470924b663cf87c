import ArgumentParser
import Planning

/// What `create` and `up` have in common.
struct HostCreationOptions: ParsableArguments {
    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var project: ProjectFileOptions

    @Flag(help: "Makes all containers anew, also those that did not change.") var forceRecreate = false
    @Flag(help: "Leaves containers that exist as they are.") var noRecreate = false
    @Flag(help: "Removes containers of services that the files do not have.") var removeOrphans = false
    @Option(help: ArgumentHelp("When images are pulled: always, missing or never. (default: as the files say)", valueName: "when"))
    var pull: PullChoice?
    @Flag(help: "Builds the images that can be built before anything is made. (default: those that are not here)") var build = false
    @Flag(help: "Builds nothing.") var noBuild = false
    @Option(help: ArgumentHelp("Runs so many containers of a service; may be repeated.", valueName: "service=number"))
    var scale: [ScaleArgument] = []
    @Flag(name: .shortAndLong, help: "Only warnings and errors.") var quiet = false
    @Flag(help: "Shows what would be done, and does nothing. Exit code 2 if there is something to do.") var dryRun = false
    @Flag(name: .customShort("y"), help: .hidden) var yes = false

    func validate() throws {
        if build && noBuild { throw ValidationError("--build and --no-build are incompatible") }
        if forceRecreate && noRecreate { throw ValidationError("--force-recreate and --no-recreate are incompatible") }
    }

    /// The policy that the flags mean; COMPOSE_REMOVE_ORPHANS counts where the flag is absent.
    func policy(_ environment: [String: String]) -> HostPolicy {
        var policy = HostPolicy()
        policy.recreation = forceRecreate ? .always : noRecreate ? .never : .changed
        policy.removesOrphans = removeOrphans || ["1", "true"].contains(environment["COMPOSE_REMOVE_ORPHANS"]?.lowercased())
        return policy
    }
}
