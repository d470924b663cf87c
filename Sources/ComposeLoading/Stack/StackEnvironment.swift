import ComposeModel
import Diagnostics

/// The variables of a service from `env_file` and `environment`, as docker stack joins them.
///
/// docker/cli cli/compose/loader `resolveEnvironment`.
struct StackEnvironment {
    let reader: TreeReader
    let scope: FileScope

    /// The service with every variable that is known; `environment` goes before later files, they before earlier ones.
    func resolved(_ service: Service, _ state: inout LoadingState) -> Service {
        var service = service
        var variables: [EnvironmentEntry] = []
        for file in service.envFiles { variables += entries(of: file, service, &state) }
        service.environment = (filled(variables) + filled(service.environment)).uniqued(by: \.name)
        return service
    }

    /// A bare name in a file counts only where the client knows it.
    private func entries(of file: EnvironmentFile, _ service: Service, _ state: inout LoadingState) -> [EnvironmentEntry] {
        let place = service.origin.place("env_file")
        let entries = reader.fileEntries(file.path, .raw, variables: scope.variables, at: place, &state)
        return entries.filter { $0.value != nil }
    }

    /// The client's variable takes the place of an absent value, and of an empty one.
    private func filled(_ entries: [EnvironmentEntry]) -> [EnvironmentEntry] {
        entries.map { entry in
            guard entry.value?.isEmpty ?? true, let value = scope.variable(entry.name) else { return entry }
            return EnvironmentEntry(name: entry.name, value: value)
        }
    }
}
