import ComposeModel
import Diagnostics
import Testing
import YAMLTree

@testable import ComposeLoading

/// Each row was compared with `docker stack config -c base -c override` 28.2.2.
@Suite("docker stack's merge")
struct StackMergeTests {
    private func merged(_ base: String, _ override: String) throws -> Service {
        let files = try [base, override].map { keys in
            var decoder = Decoder(
                dialect: .stack, files: FileScopes(project: FileScope(directory: "/p", variables: VariableScope())))
            let file = decoder.project(try Fixture.tree("services: {web: {\(keys)}}"))
            try #require(decoder.diagnostics.isEmpty)
            return file
        }
        return try #require(StackMerge.merge(files).services.first)
    }

    @Test(
        "scalars: zero overrides nothing",
        arguments: [
            ("image: a", "image: b", "b"), ("image: a", "image: \"\"", "a"), ("image: a", "", "a"), ("", "image: b", "b"),
        ])
    func texts(_ base: String, _ override: String, _ image: String) throws {
        #expect(try merged(base, override).image == image)
    }

    @Test func booleans() throws {
        #expect(try merged("read_only: true, init: true", "read_only: false, init: false").readOnly == true)
        #expect(try merged("init: true", "init: false").runInit == true)
        #expect(try merged("read_only: false", "read_only: true").readOnly == true)
    }

    @Test("pointers override even with zero")
    func pointers() throws {
        #expect(try merged("deploy: {replicas: 3}", "deploy: {replicas: 0}").deploy?.replicas == 0)
        #expect(try merged("healthcheck: {retries: 3}", "healthcheck: {retries: 0}").healthcheck?.retries == 0)
        let policy = try merged(
            "deploy: {restart_policy: {max_attempts: 3, delay: 1s}}", "deploy: {restart_policy: {max_attempts: 0, delay: 0s}}")
        #expect(policy.deploy?.restartPolicy?.maxAttempts == 0)
        #expect(policy.deploy?.restartPolicy?.delay?.nanoseconds == 1_000_000_000)
        let placement = try merged("deploy: {placement: {max_replicas_per_node: 3}}", "deploy: {placement: {max_replicas_per_node: 0}}")
        #expect(placement.deploy?.placement?.maxReplicasPerNode == 3)
    }

    @Test func lists() throws {
        #expect(try merged("cap_add: [a]", "cap_add: [a, b]").capAdd == ["a", "a", "b"])
        #expect(try merged("command: [a]", "command: [b]").command == ["b"])
        #expect(try merged("command: [a]", "command: []").command == ["a"])
        #expect(try merged("healthcheck: {test: a}", "healthcheck: {test: [NONE]}").healthcheck?.test == ["CMD-SHELL", "a", "NONE"])
        let constraints = try merged("deploy: {placement: {constraints: [a]}}", "deploy: {placement: {constraints: [b]}}")
        #expect(constraints.deploy?.placement?.constraints == ["a", "b"])
    }

    @Test func mappings() throws {
        #expect(
            try merged("labels: {a: \"1\", b: \"2\"}", "labels: {a: \"\", c: \"3\"}").labels.dictionary == ["a": "", "b": "2", "c": "3"])
        let service = try merged("environment: {A: a, B: \"\", C: null, D: d}", "environment: {A: \"\", B: b, C: null, D: null, E: e}")
        let values = Dictionary(uniqueKeysWithValues: service.environment.map { ($0.name, $0.value) })
        #expect(values == ["A": "a", "B": "b", "C": nil, "D": "d", "E": "e"])
    }

    @Test("ports are known by their published port only, and sorted by it")
    func ports() throws {
        let service = try merged("ports: [\"9000\", \"8080:80\", \"70:70\"]", "ports: [\"9001\", \"8080:81\"]")
        #expect(service.ports.map { "\($0.published ?? "")>\($0.target)" } == [">9001", "70>70", "8080>81"])
        #expect(try merged("ports: [\"1\", \"2\"]", "").ports.map(\.target) == [2])
        #expect(try merged("ports: []", "ports: [\"2:2\", \"1:1\"]").ports.map(\.target) == [1, 2])
        #expect(try merged("", "ports: [\"2:2\", \"1:1\"]").ports.map(\.target) == [2, 1])
        #expect(try merged("", "ports: [\"1\", \"2\"]").ports.map(\.target) == [1, 2])
    }

    @Test func mountsAndFiles() throws {
        let service = try merged("volumes: [\"one:/z\", \"two:/y\"]", "volumes: [\"three:/z\", \"four:/x\"]")
        #expect(service.volumes.map { "\($0.source ?? "")\($0.target ?? "")" } == ["four/x", "two/y", "three/z"])
        let secrets = try merged("secrets: [b, a]", "secrets: [{source: b, target: t}]").secrets
        #expect(secrets.map { $0.source + ($0.target ?? "") } == ["a", "bt"])
    }

    @Test("options are merged under one driver, and lost where the base has none")
    func logging() throws {
        #expect(try merged("logging: {driver: a, options: {x: \"1\"}}", "logging: {options: {y: \"2\"}}").logging?.options.count == 2)
        let replaced = try merged("logging: {driver: a, options: {x: \"1\"}}", "logging: {driver: b}").logging
        #expect(replaced?.driver == "b" && replaced?.options == [])
        #expect(try merged("logging: {driver: a}", "logging: {options: {y: \"2\"}}").logging?.options == [])
    }

    @Test("aliases are replaced, even by none")
    func networks() throws {
        let service = try merged(
            "networks: {a: {aliases: [x], ipv4_address: 1.1.1.1}, b: {aliases: [y]}, c: null}",
            "networks: {a: {ipv4_address: \"\"}, b: null, c: {aliases: [z]}, d: null}")
        let aliases = Dictionary(uniqueKeysWithValues: (service.networks ?? []).map { ($0.network, $0.aliases) })
        #expect(aliases == ["a": [], "b": ["y"], "c": ["z"], "d": []])
        #expect(service.networks?.first?.ipv4Address == "1.1.1.1")
    }

    @Test func ulimits() throws {
        let limits = try merged("ulimits: {nofile: 5, nproc: 1}", "ulimits: {nofile: {soft: 1, hard: 2}}").ulimits
        #expect(limits.map { "\($0.name) \($0.soft) \($0.hard)" } == ["nofile 1 2", "nproc 1 1"])
    }

    @Test func extensions() throws {
        let service = try merged("x-a: {l: [1], s: 1}", "x-a: {l: [2], s: null, n: 1}, x-b: 1")
        #expect(service.extensions.map(\.key) == ["x-a", "x-b"])
        #expect(
            service.extensions.first?.value
                == .map([
                    ExtensionField(key: "l", value: .list([.int(1), .int(2)])), ExtensionField(key: "s", value: .null),
                    ExtensionField(key: "n", value: .int(1)),
                ]))
    }

    @Test("networks, volumes, secrets and configs are replaced whole; services are sorted")
    func topLevel() throws {
        let files = try [
            "{networks: {a: {driver: x, internal: true}}, services: {b: {}}}", "{networks: {a: {driver: y}}, services: {a: {}}}",
        ].map {
            var decoder = Decoder(
                dialect: .stack, files: FileScopes(project: FileScope(directory: "/p", variables: VariableScope())))
            return decoder.project(try Fixture.tree($0))
        }
        let merged = StackMerge.merge(files)
        #expect(merged.network("a")?.driver == "y" && merged.network("a")?.internal == nil)
        #expect(merged.services.map(\.key) == ["a", "b"])
    }
}
