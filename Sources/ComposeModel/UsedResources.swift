/// Leaves out the networks, volumes, secrets and configs that no enabled service uses, as compose's `config` does.
package enum UsedResources {
    package static func only(in file: ComposeFile) -> ComposeFile {
        var networks: Set<String> = []
        var volumes: Set<String> = []
        var secrets: Set<String> = []
        var configs: Set<String> = []
        // By index: a service is large, and would be copied for each turn of a loop over the services themselves.
        for index in file.services.indices {
            for attachment in file.services[index].networks ?? [] { networks.insert(attachment.network) }
            for volume in file.services[index].volumes { if let source = volume.source { volumes.insert(source) } }
            for secret in file.services[index].secrets { secrets.insert(secret.source) }
            for secret in file.services[index].build?.secrets ?? [] { secrets.insert(secret.source) }
            for config in file.services[index].configs { configs.insert(config.source) }
            if let config = file.services[index].credentialSpec?.config { configs.insert(config) }
        }
        var file = file
        file.networks.removeAll { !networks.contains($0.key) }
        file.volumes.removeAll { !volumes.contains($0.key) }
        file.secrets.removeAll { !secrets.contains($0.key) }
        file.configs.removeAll { !configs.contains($0.key) }
        return file
    }
}
