import ComposeModel
import Diagnostics

/// Brings in what the project keeps in other files: variables, labels, secrets and configs.
struct ContentResolution {
    let reader: TreeReader
    let scope: FileScope
    /// Whether the engine mounts the files, so that they need not be here.
    var mountsContents = false

    /// The largest thing that an engine object may hold, and one byte more to notice.
    private static let contentLimit = 16 * 1_048_576

    /// Merges each service's `env_file` and `label_file` below its `environment` and `labels`.
    func addEnvironments(to file: inout ComposeFile, skipping incomplete: Set<String>, _ state: inout LoadingState) {
        for index in file.services.indices where !incomplete.contains("services." + file.services[index].key) {
            if file.services[index].envFiles.isEmpty, file.services[index].labelFiles.isEmpty { continue }
            resolve(&file.services[index], &state)
        }
    }

    private func resolve(_ service: inout Service, _ state: inout LoadingState) {
        var fromFiles: [EnvironmentEntry] = []
        for file in service.envFiles { fromFiles += variables(of: file, service, known: fromFiles, &state) }
        service.environment = (fromFiles + service.environment).uniqued(by: \.name)
        service.envFiles = []
        var labels: [KeyValue] = []
        for path in service.labelFiles { labels += self.labels(of: path, service, &state) }
        service.labels = (labels + service.labels).uniqued(by: \.key)
        service.labelFiles = []
    }

    private func variables(
        of file: EnvironmentFile, _ service: Service, known: [EnvironmentEntry], _ state: inout LoadingState
    ) -> [EnvironmentEntry] {
        if !file.required, !reader.source.exists(file.path) { return [] }
        let place = service.origin.place("env_file")
        let earlier = VariableScope(Dictionary(known.map { ($0.name, .init($0.value ?? "", from: file.path)) }, uniquingKeysWith: { $1 }))
        return reader.fileEntries(
            file.path, file.format == "raw" ? .raw : .dotenv, variables: scope.variables.over(earlier), at: place, &state)
    }

    private func labels(of path: String, _ service: Service, _ state: inout LoadingState) -> [KeyValue] {
        let entries = reader.fileEntries(path, .dotenv, variables: scope.variables, at: service.origin.place("label_file"), &state)
        return entries.map { KeyValue($0.name, $0.value ?? "") }
    }

    /// Gives secrets, configs and seccomp profiles their contents.
    func addContents(to file: inout ComposeFile, _ state: inout LoadingState) {
        for index in file.services.indices { file.services[index].seccompProfile = seccompProfile(of: file.services[index], &state) }
        for index in file.secrets.indices { file.secrets[index].data = data(of: file.secrets[index], &state) }
        for index in file.configs.indices { file.configs[index].data = data(of: file.configs[index], &state) }
    }

    private func data(of object: FileObject, _ state: inout LoadingState) -> [UInt8]? {
        guard !object.isExternal else { return nil }
        if let content = object.content { return Array(content.utf8) }
        if let name = object.environment {
            guard let value = scope.variable(name) else {
                state.diagnostics.append(.unsetContent(object.key, variable: name, at: object.origin.place("environment")))
                return nil
            }
            return Array(value.utf8)
        }
        guard let path = object.file else { return nil }
        return content(of: path, orElse: mountsContents ? .warning : .error, at: object.origin.place("file"), &state)
    }

    /// docker compose reads the profile that `security_opt` names and gives the engine its text.
    private func seccompProfile(of service: Service, _ state: inout LoadingState) -> [UInt8]? {
        guard let path = service.securityOpt.compactMap({ SecurityOption($0).seccompFile }).last else { return nil }
        return content(of: scope.absolute(path), at: service.origin.place("security_opt"), &state)
    }

    private func content(
        of path: String, orElse severity: Diagnostic.Severity = .error, at place: SourceRange?, _ state: inout LoadingState
    ) -> [UInt8]? {
        do throws(FileError) {
            return try reader.source.read(path, limit: Self.contentLimit)
        } catch {
            var problem = Diagnostic.unreadable(path, error, at: place)
            problem.severity = severity
            state.diagnostics.append(problem)
            return nil
        }
    }
}
