import ComposeModel
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

    /// COMPOSE_FILE: names joined by COMPOSE_PATH_SEPARATOR or `:`; compose also takes it from the `.env`.
    private func fromEnvironment(_ request: LoadRequest) -> [String] {
        let variables = settings(request)
        guard let text = variables["COMPOSE_FILE"]?.value, !text.isEmpty else { return [] }
        let separator = variables["COMPOSE_PATH_SEPARATOR"]?.value.first ?? ":"
        return text.split(separator: separator).map(String.init)
    }

    /// The process's variables over those of the `.env` where the search starts. What is wrong with that file is told when
    /// the project is loaded.
    private func settings(_ request: LoadRequest) -> VariableScope {
        let folder = request.projectDirectory.map { FilePath.resolve($0, in: request.workingDirectory) } ?? request.workingDirectory
        let standard = FilePath.resolve(".env", in: folder)
        let process = VariableScope(process: request.environment)
        guard request.dialect == .specification, source.exists(standard) else { return process }
        var state = LoadingState(project: FileScope(directory: folder, variables: process))
        let reader = TreeReader(source: source, dialect: .specification, interpolates: false)
        return process.over(reader.variables([standard], seeing: process, at: nil, &state))
    }

    private func first(of names: [String], in folder: String) -> String? {
        names.lazy.map { FilePath.resolve($0, in: folder) }.first(where: source.exists)
    }
}
