import ComposeLoading

/// Whether a folder has a project.
enum ProjectFiles {
    /// Whether compose would find a file from the working folder upward, or in COMPOSE_FILE.
    static func exist(in context: CommandContext) -> Bool {
        var request = LoadRequest(workingDirectory: context.workingDirectory)
        request.environment = context.environment
        return ComposeLoader(source: DiskFiles()).findsFiles(for: request)
    }
}
