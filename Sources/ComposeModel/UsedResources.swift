/// Leaves out the networks, volumes, secrets and configs that no enabled service uses, as compose's `config` does.
package enum UsedResources {
    package static func only(in file: ComposeFile) -> ComposeFile {
        var file = file
        let services = file.services
        let networks = Set(services.flatMap { $0.networks?.map(\.network) ?? [] })
        let volumes = Set(services.flatMap { $0.volumes.compactMap(\.source) })
        let secrets = Set(services.flatMap { $0.secrets.map(\.source) + ($0.build?.secrets.map(\.source) ?? []) })
        let configs = Set(services.flatMap { $0.configs.map(\.source) + [$0.credentialSpec?.config].compactMap { $0 } })
        file.networks.removeAll { !networks.contains($0.key) }
        file.volumes.removeAll { !volumes.contains($0.key) }
        file.secrets.removeAll { !secrets.contains($0.key) }
        file.configs.removeAll { !configs.contains($0.key) }
        return file
    }
}
