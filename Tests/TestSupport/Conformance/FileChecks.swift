import EngineClient
import EngineModel
import FoundationEssentials

extension ConformanceCheck {
    /// Secrets and configs.
    static let fileChecks: [ConformanceCheck] = [
        ConformanceCheck("a secret never tells its content; only its labels change") { bench in
            let engine = bench.engine
            var spec = SecretSpec(name: bench.name("key"), labels: bench.labels, data: Data("hush".utf8))
            let id = try await engine.createSecret(spec).id
            let secret = try bench.only(try await engine.secrets(matching: .stack(bench.stack)))
            try bench.expect(secret.id == id && secret.spec.name == spec.name && secret.spec.data == nil, "\(secret.spec.name)")
            let again = spec
            try await bench.expectRefusal([409], "creating again") { _ = try await engine.createSecret(again) }
            spec.data = Data("other".utf8)
            let other = spec
            try await bench.expectRefusal([400], "other content") {
                try await engine.updateSecret(id: id, version: secret.version, spec: other)
            }
            spec.data = nil
            spec.labels["more"] = "1"
            try await engine.updateSecret(id: id, version: secret.version, spec: spec)
            let changed = try bench.only(try await engine.secrets(matching: .stack(bench.stack)))
            try bench.expect(changed.spec.labels == spec.labels && changed.version > secret.version, "\(changed.spec.labels)")
            let late = spec
            try await bench.expectRefusal([409, 500], "an old version") {
                try await engine.updateSecret(id: id, version: secret.version, spec: late)
            }
            try await engine.removeSecret(spec.name)
            try bench.expect(try await engine.secrets(matching: .stack(bench.stack)).isEmpty, "not removed")
        },
        ConformanceCheck("an update of a secret that names no version is refused for its content, or else for its version") { bench in
            let engine = bench.engine
            var spec = SecretSpec(name: bench.name("key"), labels: bench.labels, data: Data("hush".utf8))
            let id = try await engine.createSecret(spec).id
            let before = try bench.only(try await engine.secrets(matching: .stack(bench.stack)))
            let same = spec
            try await bench.expectRefusal([409, 500], "the same content") {
                try await engine.updateSecret(id: id, version: ObjectVersion(0), spec: same)
            }
            spec.data = nil
            let none = spec
            try await bench.expectRefusal([409, 500], "no content") {
                try await engine.updateSecret(id: id, version: ObjectVersion(0), spec: none)
            }
            spec.data = Data("other".utf8)
            let other = spec
            try await bench.expectRefusal([400], "other content") {
                try await engine.updateSecret(id: id, version: ObjectVersion(0), spec: other)
            }
            try bench.expect(try await engine.secrets(matching: .stack(bench.stack)) == [before], "it changed")
        },
        ConformanceCheck("a config keeps its content; only its labels change") { bench in
            let engine = bench.engine
            var spec = ConfigSpec(name: bench.name("conf"), labels: bench.labels, data: Data("a=1\n".utf8))
            let id = try await engine.createConfig(spec).id
            let config = try bench.only(try await engine.configs(matching: .stack(bench.stack)))
            try bench.expect(config.id == id && config.spec == spec, "\(config.spec)")
            let again = spec
            try await bench.expectRefusal([409], "creating again") { _ = try await engine.createConfig(again) }
            spec.labels["more"] = "1"
            try await engine.updateConfig(id: id, version: config.version, spec: spec)
            let changed = try bench.only(try await engine.configs(matching: .stack(bench.stack)))
            try bench.expect(changed.spec == spec && changed.version > config.version, "\(changed.spec)")
            try await engine.removeConfig(id)
            try bench.expect(try await engine.configs(matching: .stack(bench.stack)).isEmpty, "not removed")
        },
        ConformanceCheck("secrets and configs in use cannot be removed") { bench in
            let engine = bench.engine
            let secret = try await engine.createSecret(
                SecretSpec(name: bench.name("key"), labels: bench.labels, data: Data("hush".utf8)))
            let config = try await engine.createConfig(
                ConfigSpec(name: bench.name("conf"), labels: bench.labels, data: Data("a=1\n".utf8)))
            var spec = bench.spec("web")
            let target = FileTarget(name: "file", uid: "0", gid: "0", mode: 0o444)
            spec.taskTemplate.containerSpec?.secrets = [
                SecretReference(file: target, secretID: secret.id, secretName: bench.name("key"))
            ]
            spec.taskTemplate.containerSpec?.configs = [
                ConfigReference(file: target, configID: config.id, configName: bench.name("conf"))
            ]
            _ = try await engine.createService(spec)
            let kept = try await engine.service(spec.name).spec.taskTemplate.containerSpec
            try bench.expect(kept?.secrets == spec.taskTemplate.containerSpec?.secrets, "kept \(String(describing: kept?.secrets))")
            try bench.expect(kept?.configs == spec.taskTemplate.containerSpec?.configs, "kept \(String(describing: kept?.configs))")
            try await bench.expectRefusal([400, 409], "removing the secret") { try await engine.removeSecret(secret.id) }
            try await bench.expectRefusal([400, 409], "removing the config") { try await engine.removeConfig(config.id) }
        },
        ConformanceCheck("a service with a secret that does not exist is refused") { bench in
            var spec = bench.spec("web")
            spec.taskTemplate.containerSpec?.secrets = [
                SecretReference(file: FileTarget(name: "file"), secretID: "absent", secretName: "absent")
            ]
            let final = spec
            try await bench.expectRefusal([400, 404], "creating") { _ = try await bench.engine.createService(final) }
        },
    ]
}

extension ConformanceBench {
    /// The only element of a list.
    func only<Element>(_ list: [Element]) throws -> Element {
        guard let first = list.first, list.count == 1 else {
            throw ConformanceFailure(description: "\(list.count) elements instead of one")
        }
        return first
    }
}
