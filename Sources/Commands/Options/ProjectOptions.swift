import ArgumentParser
import ComposeLoading
import ComposeModel
import Diagnostics

/// Which project is meant: its files, and what they are read with.
struct ProjectFileOptions: ParsableArguments {
    @Option(
        name: [.customShort("f"), .customShort("c"), .customLong("file"), .customLong("compose-file")],
        help: ArgumentHelp(
            "A compose file; may be repeated, later ones are merged over earlier ones; - is standard input.", valueName: "file"),
        completion: .composeFile)
    var files: [String] = []

    @Option(
        name: [.short, .customLong("project-name")],
        help: ArgumentHelp("The project's name. (default: as compose finds it)", valueName: "name"))
    var projectName: String?

    @Option(
        help: ArgumentHelp("Where relative paths start. (default: the first file's folder)", valueName: "folder"), completion: .directory)
    var projectDirectory: String?

    @Option(
        help: ArgumentHelp("A file of variables for interpolation; may be repeated. (default: .env beside the file)", valueName: "file"),
        completion: .file())
    var envFile: [String] = []

    @Option(help: ArgumentHelp("Also the services of this profile; may be repeated; * is all.", valueName: "name"), completion: .profiles)
    var profile: [String] = []

    /// What the loader is asked for.
    func request(in context: CommandContext, moreFiles: [String] = []) -> LoadRequest {
        var request = LoadRequest(workingDirectory: context.workingDirectory)
        request.files = moreFiles + files
        request.projectName = projectName
        request.projectDirectory = projectDirectory
        request.environment = context.environment
        request.envFiles = envFile
        request.profiles = profile
        return request
    }
}

/// Which project is meant, and as which dialect its files are read.
struct ProjectOptions: ParsableArguments {
    @OptionGroup var project: ProjectFileOptions

    @Flag(help: "Reads the files as docker stack does: its dialect, its losses (with warnings).")
    var compat = false

    var dialect: Dialect { compat ? .stack : .specification }

    /// What the loader is asked for.
    func request(in context: CommandContext, moreFiles: [String] = []) -> LoadRequest {
        var request = project.request(in: context, moreFiles: moreFiles)
        request.dialect = dialect
        return request
    }
}
