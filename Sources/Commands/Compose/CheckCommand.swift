import ArgumentParser
import ComposeLoading
import ComposeModel
import Diagnostics
import Translation

/// `skep check`: everything that is wrong with the files, and what becomes of their keys.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration.command(
        "check",
        abstract: "Says everything that is wrong with compose files, and which keys have no effect.",
        discussion: """
            Nothing is asked of an engine. The exit code is 64 if there is an error.

            Examples:
              skep check                           the project of this folder
              skep check --host                    the same, for skep up
              skep check --fates compose.yaml      also what becomes of every key on a swarm and on one host
              skep check --format json *.yaml      for an editor or a CI job
            """)

    @OptionGroup var project: ProjectOptions

    @Option(help: ArgumentHelp("text or json.", valueName: "format"))
    var format = CheckFormat.text

    @Flag(help: "Lists what becomes of every key that the files use.")
    var fates = false

    @Flag(help: "Looks at what one host would make of the project, instead of a swarm.")
    var host = false

    @Flag(help: "Counts a key that protects something and would be lost as a warning.")
    var allowLostKeys = false

    @Argument(help: "Compose files, as with -f.", completion: .composeFile)
    var words: [String] = []

    func run() throws { try CheckRun(command: self, context: .current).run() }
}

/// How `check` writes.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}
