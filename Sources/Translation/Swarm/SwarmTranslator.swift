package import ComposeModel
package import Diagnostics
package import EngineModel
import FoundationEssentials

/// Says what a swarm should look like for a compose file: names get the stack's prefix, references stay names.
///
/// In docker stack's dialect the specs are exactly those that `docker stack deploy` 28 sends; in the specification's
/// dialect keys that docker drops are applied where the engine can.
package struct SwarmTranslator: Sendable {
    package let stack: String
    package let dialect: Dialect
    /// What the engine can do; newer fields are not sent to an older one.
    package let api: APIVersion
    /// Whether keys that protect something may be lost with a warning.
    package let allowsLostKeys: Bool

    package init(stack: String, dialect: Dialect, api: APIVersion = .newest, allowsLostKeys: Bool = false) {
        self.stack = stack
        self.dialect = dialect
        self.api = api
        self.allowsLostKeys = allowsLostKeys
    }

    /// The state, unless there is an error among the diagnostics.
    package func translate(_ file: ComposeFile) -> (state: DesiredSwarmState?, diagnostics: [Diagnostic]) {
        var scope = StackScope(stack: stack, file: file)
        var diagnostics = dialect == .specification ? LostKeys(translator: self).report(file) : []
        var state = DesiredSwarmState(stack: stack)
        for service in file.services {
            let translation = ServiceTranslation(service: service, file: file, translator: self)
            switch translation.spec(in: &scope) {
            case .success(let desired): state.services.append(desired)
            case .failure(let problems): diagnostics += problems.list
            }
        }
        state.services.sort { $0.name < $1.name }
        addNetworks(of: file, to: &state)
        addFileObjects(of: file, to: &state)
        diagnostics += scope.diagnostics + EngineNames.check(state, file)
        return (diagnostics.hasErrors ? nil : state, diagnostics)
    }

    /// Networks that a service joins; the others are not created, as docker stack does not.
    private func addNetworks(of file: ComposeFile, to state: inout DesiredSwarmState) {
        let joined = Set(file.services.flatMap { $0.joinedNetworks(dialect) })
        for key in joined.sorted() {
            let network = file.network(key) ?? ComposeModel.Network(key: key, origin: Origin(range: nil))
            if network.isExternal {
                state.externalNetworks.append(network.engineName(stack))
            } else {
                let request = network.createRequest(stack, dialect)
                state.networks.append(DesiredNetwork(name: request.name, request: request))
            }
        }
    }

    private func addFileObjects(of file: ComposeFile, to state: inout DesiredSwarmState) {
        for secret in file.secrets.sorted(by: { $0.key < $1.key }) {
            if secret.isExternal {
                state.externalSecrets.append(secret.engineName(stack))
            } else {
                state.secrets.append(secret.secretSpec(stack))
                if let name = secret.name { state.namedFiles.insert(ResourceAddress(.secret, name)) }
            }
        }
        for config in file.configs.sorted(by: { $0.key < $1.key }) {
            if config.isExternal {
                state.externalConfigs.append(config.engineName(stack))
            } else {
                state.configs.append(config.configSpec(stack))
                if let name = config.name { state.namedFiles.insert(ResourceAddress(.config, name)) }
            }
        }
    }
}

/// Problems as an error, to leave a translation with.
struct TranslationFailure: Error {
    var list: [Diagnostic]
}
