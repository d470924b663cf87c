import Diagnostics

/// Finds the compose files of a folder when none are named, as compose does.
struct FileDiscovery {
    static let names = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"]
    static let overrideNames = [
        "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
    ]

    let source: any FileSource

    /// The named files made absolute, or the first default file upward from the folder with its override beside it.
    /// Empty where there is none.
    func files(for request: LoadRequest) -> [String] {
        let named = request.files.isEmpty ? fromEnvironment(request) : request.files
        if !named.isEmpty { return named.map { $0 == "-" ? $0 : FilePath.resolve($0, in: request.workingDirectory) } }
        var folder = request.projectDirectory.map { FilePath.resolve($0, in: request.workingDirectory) } ?? request.workingDirectory
        while true {
            if let file = first(of: Self.names, in: folder) {
                return [file] + (first(of: Self.overrideNames, in: folder).map { [$0] } ?? [])
            }
            if folder == "/" { return [] }
            folder = FilePath.directory(of: folder)
        }
    }

    /// COMPOSE_FILE: names joined by COMPOSE_PATH_SEPARATOR or `:`.
    private func fromEnvironment(_ request: LoadRequest) -> [String] {
        guard let text = request.environment["COMPOSE_FILE"], !text.isEmpty else { return [] }
        let separator = request.environment["COMPOSE_PATH_SEPARATOR"].flatMap(\.first) ?? ":"
        return text.split(separator: separator).map(String.init)
    }

    private func first(of names: [String], in folder: String) -> String? {
        names.lazy.map { FilePath.resolve($0, in: folder) }.first(where: source.exists)
    }
}
