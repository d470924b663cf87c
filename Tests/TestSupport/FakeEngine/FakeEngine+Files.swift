package import EngineClient
package import EngineModel

extension FakeEngine {
    package func secrets(matching filters: ObjectFilters) async throws -> [Secret] {
        try await begin(.listSecrets)
        return storedSecrets.filter { filters.accept(id: $0.id, name: $0.spec.name, labels: $0.spec.labels) }.map { secret in
            var answer = secret
            answer.spec.data = nil
            return answer
        }
    }

    package func createSecret(_ spec: SecretSpec) async throws -> ObjectCreated {
        try await begin(.createSecret, spec.name, body: try JSONValue(encoding: spec))
        guard !storedSecrets.contains(where: { $0.spec.name == spec.name }) else {
            throw refusal(409, .createSecret, "rpc error: code = AlreadyExists desc = secret \(spec.name) already exists")
        }
        let id = nextID("secret")
        storedSecrets.append(Secret(id: id, version: nextVersion(), spec: spec))
        announce(.secret, "create", id: id, name: spec.name)
        return ObjectCreated(id: id)
    }

    package func updateSecret(id: String, version: ObjectVersion, spec: SecretSpec) async throws {
        try await begin(.updateSecret, spec.name, body: try JSONValue(encoding: spec), isQuestion: version == ObjectVersion(0))
        if let content = spec.data, let error = strangeAnswers[content] { throw error }
        guard let index = storedSecrets.firstIndex(where: { $0.id == id }) else {
            throw refusal(404, .updateSecret, "secret \(id) not found")
        }
        let before = storedSecrets[index]
        try checkUpdate(
            .updateSecret, before.version == version, spec.name == before.spec.name && (spec.data ?? before.spec.data) == before.spec.data)
        storedSecrets[index].spec.labels = spec.labels
        storedSecrets[index].version = nextVersion()
        announce(.secret, "update", id: id, name: spec.name)
    }

    package func removeSecret(_ idOrName: String) async throws {
        let found = storedSecrets.first { $0.id == idOrName || $0.spec.name == idOrName }
        try await begin(.removeSecret, found?.spec.name ?? idOrName)
        guard let secret = found else { throw refusal(404, .removeSecret, "secret \(idOrName) not found") }
        let users = storedServices.filter { $0.spec.taskTemplate.containerSpec?.secrets.contains { $0.secretID == secret.id } == true }
        try checkUse(.removeSecret, "secret", secret.spec.name, users)
        storedSecrets.removeAll { $0.id == secret.id }
        announce(.secret, "remove", id: secret.id, name: secret.spec.name)
    }

    package func configs(matching filters: ObjectFilters) async throws -> [Config] {
        try await begin(.listConfigs)
        return storedConfigs.filter { filters.accept(id: $0.id, name: $0.spec.name, labels: $0.spec.labels) }
    }

    package func createConfig(_ spec: ConfigSpec) async throws -> ObjectCreated {
        try await begin(.createConfig, spec.name, body: try JSONValue(encoding: spec))
        guard !storedConfigs.contains(where: { $0.spec.name == spec.name }) else {
            throw refusal(409, .createConfig, "rpc error: code = AlreadyExists desc = config \(spec.name) already exists")
        }
        let id = nextID("config")
        storedConfigs.append(Config(id: id, version: nextVersion(), spec: spec))
        announce(.config, "create", id: id, name: spec.name)
        return ObjectCreated(id: id)
    }

    package func updateConfig(id: String, version: ObjectVersion, spec: ConfigSpec) async throws {
        try await begin(.updateConfig, spec.name, body: try JSONValue(encoding: spec))
        guard let index = storedConfigs.firstIndex(where: { $0.id == id }) else {
            throw refusal(404, .updateConfig, "config \(id) not found")
        }
        let before = storedConfigs[index]
        try checkUpdate(
            .updateConfig, before.version == version, spec.name == before.spec.name && (spec.data ?? before.spec.data) == before.spec.data)
        storedConfigs[index].spec.labels = spec.labels
        storedConfigs[index].version = nextVersion()
        announce(.config, "update", id: id, name: spec.name)
    }

    package func removeConfig(_ idOrName: String) async throws {
        let found = storedConfigs.first { $0.id == idOrName || $0.spec.name == idOrName }
        try await begin(.removeConfig, found?.spec.name ?? idOrName)
        guard let config = found else { throw refusal(404, .removeConfig, "config \(idOrName) not found") }
        let users = storedServices.filter { $0.spec.taskTemplate.containerSpec?.configs.contains { $0.configID == config.id } == true }
        try checkUse(.removeConfig, "config", config.spec.name, users)
        storedConfigs.removeAll { $0.id == config.id }
        announce(.config, "remove", id: config.id, name: config.spec.name)
    }

    private func checkUpdate(_ operation: EngineOperation, _ isCurrent: Bool, _ changesOnlyLabels: Bool) throws {
        guard changesOnlyLabels else {
            throw refusal(400, operation, "rpc error: code = InvalidArgument desc = only updates to Labels are allowed")
        }
        guard isCurrent else { throw refusal(500, operation, "rpc error: code = Unknown desc = update out of sequence") }
    }

    private func checkUse(_ operation: EngineOperation, _ kind: String, _ name: String, _ users: [Service]) throws {
        guard users.isEmpty else {
            let names = users.map(\.name).sorted().joined(separator: ", ")
            throw refusal(
                400, operation, "rpc error: code = InvalidArgument desc = \(kind) '\(name)' is in use by the following service: \(names)")
        }
    }
}
