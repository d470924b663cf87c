import ComposeModel

/// Lays typed files over each other as docker stack does: each file is read on its own, then the results are merged.
///
/// What a file does not say and what it says as empty, zero or false are the same here, so neither overrides anything.
/// docker/cli cli/compose/loader/merge.go, which leaves most of it to the library mergo.
enum StackMerge {
    /// One file out of several, services by name. Top-level `x-` keys and the version are the first file's.
    static func merge(_ files: [ComposeFile]) -> ComposeFile {
        guard var result = files.first else { return ComposeFile() }
        for file in files.dropFirst() {
            result.services = services(result.services, file.services)
            result.networks = replaced(result.networks, file.networks, key: \.key)
            result.volumes = replaced(result.volumes, file.volumes, key: \.key)
            result.secrets = replaced(result.secrets, file.secrets, key: \.key)
            result.configs = replaced(result.configs, file.configs, key: \.key)
        }
        result.services.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return result
    }

    /// Networks, volumes, secrets and configs are replaced whole, even by an empty one.
    private static func replaced<Element>(_ base: [Element], _ override: [Element], key: (Element) -> String) -> [Element] {
        (base + override).uniqued(by: key)
    }

    private static func services(_ base: [Service], _ override: [Service]) -> [Service] {
        var result = base
        let positions = Dictionary(base.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
        for service in override {
            if let position = positions[service.key] {
                result[position] = ServiceMerge.merge(result[position], with: service)
            } else {
                result.append(service)
            }
        }
        return result
    }
}
