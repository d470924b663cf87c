import ArgumentParser
import ComposeLoading
import EngineModel

/// `skep run`: one container of a service with another command.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "run",
        abstract: "Runs a command in a new container of a service; what the service needs is started before.",
        discussion: """
            The exit code is the command's. The service's ports are not published unless --service-ports says so.

            Examples:
              skep run --rm web sh                       a shell in a container like those of "web"
              skep run --rm -T db dump > all.sql         without a terminal, so that the output stays as it is
              skep run -d --name once web ./migrate      goes on by itself
            """)

    @OptionGroup var connection: ConnectionOptions
    @Option(
        name: [.customShort("f"), .customLong("file")], help: ArgumentHelp("A compose file; may be repeated.", valueName: "file"),
        completion: .composeFile)
    var files: [String] = []
    @Option(help: ArgumentHelp("The project's name.", valueName: "name")) var projectName: String?
    @Option(help: ArgumentHelp("Where relative paths start.", valueName: "folder"), completion: .directory) var projectDirectory: String?
    @Option(help: ArgumentHelp("A file of variables for interpolation; may be repeated.", valueName: "file"), completion: .file())
    var envFile: [String] = []
    @Option(help: ArgumentHelp("Also the services of this profile; may be repeated.", valueName: "name"), completion: .profiles)
    var profile: [String] = []

    @Flag(name: .shortAndLong, help: "Lets it run and prints its name.") var detach = false
    @Flag(name: .customLong("rm"), help: "Removes the container after its end.") var remove = false
    @Option(help: ArgumentHelp("The container's name.", valueName: "name")) var name: String?
    @Option(name: .shortAndLong, help: ArgumentHelp("A variable, NAME=VALUE, or NAME to take it from here.", valueName: "variable"))
    var env: [String] = []
    @Option(help: ArgumentHelp("A file of variables for the container; may be repeated.", valueName: "file"), completion: .file())
    var envFromFile: [String] = []
    @Option(help: ArgumentHelp("Another program than the image's, as a shell would be told it.", valueName: "command")) var entrypoint:
        String?
    @Flag(name: .shortAndLong, inversion: .prefixedNo, help: .hidden) var interactive = true
    @Flag(
        name: [.customShort("T"), .customLong("no-tty"), .customLong("no-TTY")], help: "No terminal. (default: one if there is one here)")
    var noTTY = false
    @Flag(name: [.customShort("t"), .customLong("tty")], help: .hidden) var tty = false
    @Option(name: [.customShort("p"), .long], help: ArgumentHelp("A port to publish, as in the file; may be repeated.", valueName: "port"))
    var publish: [String] = []
    @Flag(name: [.customShort("P"), .long], help: "Publishes the service's ports too.") var servicePorts = false
    @Option(name: .shortAndLong, help: ArgumentHelp("Who runs it: name or number, and group.", valueName: "user")) var user: String?
    @Option(name: [.short, .long], help: ArgumentHelp("source:target[:mode], or a folder; may be repeated.", valueName: "volume"))
    var volume: [String] = []
    @Option(name: .shortAndLong, help: ArgumentHelp("Where it runs.", valueName: "folder")) var workdir: String?
    @Option(name: .shortAndLong, help: ArgumentHelp("A label, NAME=VALUE; may be repeated.", valueName: "label")) var label: [String] = []
    @Flag(help: "Starts nothing that the service needs.") var noDeps = false
    @Flag(help: "Lets others find the container under the service's names.") var useAliases = false
    @Flag(help: "Builds the image first.") var build = false
    @Option(help: ArgumentHelp("When images are pulled: always, missing or never.", valueName: "when")) var pull: PullChoice?
    @Option(help: ArgumentHelp("A capability to give; may be repeated.", valueName: "name")) var capAdd: [String] = []
    @Option(help: ArgumentHelp("A capability to take; may be repeated.", valueName: "name")) var capDrop: [String] = []
    @Flag(name: .shortAndLong, help: "Only the command's own output, warnings and errors.") var quiet = false
    @Argument(parsing: .captureForPassthrough, help: "The service, and the command.", completion: .services) var words: [String]

    /// The service, and the command after it.
    var sentence: [String] { words.first == "--" ? Array(words.dropFirst()) : words }

    func validate() throws {
        if sentence.isEmpty { throw ValidationError("say which service is to run") }
        do {
            _ = try wishes(in: [:], directory: "/", hasTerminal: false)
        } catch let error as CommandLineForms.Failure {
            throw ValidationError(error.message)
        }
    }

    func run() async throws {
        let context = CommandContext.current
        var oneOff = try wishes(
            in: context.environment, directory: context.workingDirectory, hasTerminal: context.hasTerminal && !noTTY && !detach)
        oneOff.environment = try fileVariables(context) + oneOff.environment
        let code = try await OneOffRun(command: self, oneOff: oneOff, context: context).run()
        if code != 0 { throw ExitCode(code) }
    }

    /// The variables of the files. Those of the command line come after them, and win.
    private func fileVariables(_ context: CommandContext) throws -> [String] {
        try envFromFile.flatMap { path in
            let absolute = context.absolute(path)
            do throws(CommandLineForms.Failure) {
                return try CommandLineForms.variables(ofFile: absolute, from: DiskFiles(), environment: context.environment)
            } catch {
                throw CommandFailure(.usage, error.message)
            }
        }
    }

    /// The files that the options name.
    var project: ProjectFileOptions {
        var options = ProjectFileOptions()
        (options.files, options.projectName, options.projectDirectory) = (files, projectName, projectDirectory)
        (options.envFile, options.profile) = (envFile, profile)
        return options
    }

    /// What the flags change of the service.
    ///
    /// - Throws: `CommandLineForms.Failure`.
    func wishes(in environment: [String: String], directory: String, hasTerminal: Bool) throws -> OneOff {
        var oneOff = OneOff(name: name, slug: Self.slug())
        oneOff.command = Array(sentence.dropFirst())
        oneOff.entrypoint = try entrypoint.map { try CommandLineForms.words($0) }
        oneOff.environment = env.compactMap { EnvironmentArgument.resolved($0, in: environment) }
        (oneOff.user, oneOff.workingFolder) = (user, workdir)
        for text in label {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            oneOff.labels[parts[0]] = parts.count > 1 ? parts[1] : ""
        }
        for text in volume { Self.add(text, directory, environment["HOME"], to: &oneOff) }
        oneOff.ports = try publish.flatMap { try CommandLineForms.ports($0) }
        (oneOff.publishesServicePorts, oneOff.usesAliases) = (servicePorts, useAliases)
        (oneOff.capabilitiesAdded, oneOff.capabilitiesDropped) = (capAdd, capDrop)
        (oneOff.hasTerminal, oneOff.takesInput) = (hasTerminal, interactive && !detach)
        (oneOff.isDetached, oneOff.isRemoved) = (detach, remove)
        return oneOff
    }

    private static func add(_ volume: String, _ directory: String, _ home: String?, to oneOff: inout OneOff) {
        guard let colon = volume.firstIndex(of: ":") else { return oneOff.anonymousVolumes.append(volume) }
        let source = String(volume[..<colon])
        let rest = volume[colon...]
        if source.hasPrefix("~"), let home { return oneOff.binds.append(home + source.dropFirst() + rest) }
        // What begins with neither is the name of a volume.
        guard source.hasPrefix(".") || source.hasPrefix("/") else { return oneOff.binds.append(volume) }
        oneOff.binds.append(CommandLineForms.path(source, in: directory) + rest)
    }

    private static func slug() -> String {
        let digits = String(UInt64.random(in: 0..<(1 << 48)), radix: 16)
        return String(repeating: "0", count: 12 - digits.count) + digits
    }
}
