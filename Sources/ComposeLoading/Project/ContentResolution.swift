import ComposeModel
import Diagnostics

/// Brings in what the project keeps in other files: variables, labels, secrets and configs.
struct ContentResolution {
    let reader: TreeReader
    let scope: FileScope
    private(set) var diagnostics: [Diagnostic] = []

    init(reader: TreeReader, scope: FileScope) {
        self.reader = reader
        self.scope = scope
    }

    /// The largest thing that an engine object may hold, and one byte more to notice.
    private static let contentLimit = 16 * 1_048_576

    /// Services with their `env_file` and `label_file` merged below `environment` and `labels`.
    mutating func environments(of file: ComposeFile) -> ComposeFile {
        var file = file
        for index in file.services.indices { file.services[index] = resolved(file.services[index]) }
        return file
    }

    private mutating func resolved(_ service: Service) -> Service {
        var service = service
        var fromFiles: [EnvironmentEntry] = []
        for file in service.envFiles { fromFiles += variables(of: file, service, known: fromFiles) }
        service.environment = (fromFiles + service.environment).uniqued(by: \.name)
        service.envFiles = []
        var labels: [KeyValue] = []
        for path in service.labelFiles { labels += self.labels(of: path, service) }
        service.labels = (labels + service.labels).uniqued(by: \.key)
        service.labelFiles = []
        return service
    }

    private mutating func variables(of file: EnvironmentFile, _ service: Service, known: [EnvironmentEntry]) -> [EnvironmentEntry] {
        if !file.required, !reader.source.exists(file.path) { return [] }
        let place = service.origin.place("env_file")
        let earlier = Dictionary(known.map { ($0.name, $0.value ?? "") }, uniquingKeysWith: { $1 })
        let outer = scope.variable
        var state = LoadingState(project: scope)
        let entries = reader.fileEntries(file.path, raw: file.format == "raw", lookup: { outer($0) ?? earlier[$0] }, at: place, &state)
        diagnostics += state.diagnostics
        return entries
    }

    private mutating func labels(of path: String, _ service: Service) -> [KeyValue] {
        var state = LoadingState(project: scope)
        let entries = reader.fileEntries(path, raw: false, lookup: scope.variable, at: service.origin.place("label_file"), &state)
        diagnostics += state.diagnostics
        return entries.map { KeyValue($0.name, $0.value ?? "") }
    }

    /// Secrets and configs with their contents.
    mutating func fileObjects(of file: ComposeFile) -> ComposeFile {
        var file = file
        for index in file.secrets.indices { file.secrets[index].data = data(of: file.secrets[index]) }
        for index in file.configs.indices { file.configs[index].data = data(of: file.configs[index]) }
        return file
    }

    private mutating func data(of object: FileObject) -> [UInt8]? {
        guard !object.isExternal else { return nil }
        if let content = object.content { return Array(content.utf8) }
        if let name = object.environment {
            guard let value = scope.variable(name) else {
                diagnostics.append(.unsetContent(object.key, variable: name, at: object.origin.place("environment")))
                return nil
            }
            return Array(value.utf8)
        }
        guard let path = object.file else { return nil }
        do throws(FileError) {
            return try reader.source.read(path, limit: Self.contentLimit)
        } catch {
            diagnostics.append(.unreadable(path, error, at: object.origin.place("file")))
            return nil
        }
    }
}
