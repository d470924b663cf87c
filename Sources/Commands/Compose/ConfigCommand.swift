import ArgumentParser
import ComposeLoading
import ComposeModel
import Diagnostics

/// `skep config`: what the files say, in canonical form.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration.command(
        "config",
        abstract: "Prints compose files merged, with every short form written out.",
        discussion: """
            The result can be read again and says the same. Nothing is asked of an engine.

            Examples:
              skep config                                the project of this folder
              skep config -f compose.yaml -f pi.yaml     two files merged
              skep config --format json | jq .services   for programs
              skep config --images                       the images that it needs
            """,
        aliases: ["convert"])

    @OptionGroup var project: ProjectOptions

    @Option(help: ArgumentHelp("yaml or json.", valueName: "format"))
    var format = ConfigFormat.yaml

    @Flag(name: .shortAndLong, help: "Prints nothing; the exit code says whether the files are right.")
    var quiet = false

    @Option(name: .shortAndLong, help: ArgumentHelp("Writes to this file instead.", valueName: "file"), completion: .file())
    var output: String?

    @Flag(name: [.customLong("no-interpolate"), .customLong("skip-interpolation")], help: "Leaves ${VARIABLES} as they are written.")
    var noInterpolate = false

    @Flag(help: "Only these names, one a line.")
    var listing: ConfigListing?

    @Option(help: ArgumentHelp("Prints a hash of each of these services' configuration (* for all).", valueName: "services"))
    var hash: String?

    @Argument(help: "Compose files, as with -f.", completion: .composeFile)
    var words: [String] = []

    func run() throws { try ConfigRun(command: self, context: .current).run() }
}

/// How `config` writes.
enum ConfigFormat: String, ExpressibleByArgument, CaseIterable {
    case yaml, json
}

/// What `config` can list instead of the whole.
enum ConfigListing: String, EnumerableFlag {
    case services, images, volumes, networks, profiles, variables, environment

    static func help(for value: ConfigListing) -> ArgumentHelp? {
        switch value {
        case .services: "Prints the services' names."
        case .images: "Prints the images."
        case .volumes: "Prints the volumes' names."
        case .networks: "Prints the networks' names."
        case .profiles: "Prints the profiles."
        case .variables: "Prints the variables that the files use, with their defaults."
        case .environment: "Prints the variables that interpolation sees."
        }
    }
}
