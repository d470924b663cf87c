import Diagnostics
import Testing
import YAMLTree

@testable import ComposeLoading

/// Each row was compared with `docker stack config` 28.2.2: what has an id here is refused there.
@Suite("docker stack's schema")
struct StackSchemaTests {
    /// A file in flow style and what is wrong with it; nil: nothing.
    struct Row: Sendable, CustomTestStringConvertible {
        let yaml: String
        let problem: Problem?
        var testDescription: String { yaml }

        struct Problem: Hashable, Sendable {
            let id: String
            /// What the message has to name; empty where it quotes the value instead.
            let place: String
        }

        init(_ yaml: String, _ id: String? = nil, _ place: String = "") {
            self.yaml = yaml
            problem = id.map { Problem(id: $0, place: place) }
        }

        /// A service with one key.
        static func service(_ yaml: String, _ id: String? = nil, _ place: String = "", version: String = "3.13") -> Row {
            let quotesValue = ["stack.schema.port", "stack.schema.number", "stack.schema.key.string"].contains(id)
            return Row("{version: \"\(version)\", services: {web: {\(yaml)}}}", id, quotesValue ? "" : "services.web\(place)")
        }

        static func deploy(_ yaml: String, _ id: String? = nil, _ place: String = "", version: String = "3.13") -> Row {
            service("deploy: {\(yaml)}", id, ".deploy" + place, version: version)
        }
    }

    static let scalars: [Row] = [
        .service("image: nginx"),
        .service("image: 5", "stack.schema.type", ".image"),
        .service("image: null", "stack.schema.type", ".image"),
        .service("image: [a]", "stack.schema.type", ".image"),
        .service("tty: true"),
        .service("tty: \"true\"", "stack.schema.type", ".tty"),
        .service("tty: yes", "stack.schema.type", ".tty"),
        .service("init: 1", "stack.schema.type", ".init"),
        .service("pid: null"),
        .service("pid: 5", "stack.schema.type", ".pid"),
        .service("shm_size: 64m"),
        .service("shm_size: 64", "stack.schema.type", ".shm_size"),
        .service("stop_grace_period: 1m30s"),
        .service("stop_grace_period: 1d", "stack.schema.duration", ".stop_grace_period"),
        .service("stop_grace_period: \"30\"", "stack.schema.duration", ".stop_grace_period"),
        .service("stop_grace_period: 30", "stack.schema.type", ".stop_grace_period"),
        .service("oom_score_adj: 5"),
        .service("oom_score_adj: 5.5", "stack.schema.type", ".oom_score_adj"),
        .service("oom_score_adj: 5.0"),
        .service("x-note: [1, {a: b}]"),
        .service("x-note: .inf", "stack.schema.number"),
        .service("x-note: {1: a}", "stack.schema.key.string"),
    ]

    static let lists: [Row] = [
        .service("cap_add: [ALL]"),
        .service("cap_add: ALL", "stack.schema.type", ".cap_add"),
        .service("cap_add: [ALL, ALL]", "stack.schema.unique", ".cap_add"),
        .service("cap_add: [1]", "stack.schema.type", ".cap_add.0"),
        .service("command: [a, a]"),
        .service("command: a b"),
        .service("command: [1]", "stack.schema.type", ".command.0"),
        .service("command: {a: b}", "stack.schema.type", ".command"),
        .service("dns: 1.1.1.1"),
        .service("dns: [1.1.1.1, 1.1.1.1]", "stack.schema.unique", ".dns"),
        .service("depends_on: [db]"),
        .service("depends_on: {db: {condition: service_started}}", "stack.schema.type", ".depends_on"),
        .service("expose: [80, \"80\"]"),
        .service("expose: [80, 80.0]", "stack.schema.unique", ".expose"),
        .service("expose: [anything]"),
        .service("env_file: [{path: a}]", "stack.schema.type", ".env_file.0"),
        .service("environment: {A: 1, B: x, C: null}"),
        .service("environment: {A: true}", "stack.schema.type", ".environment.A"),
        .service("environment: [A=1, A=1]", "stack.schema.unique", ".environment"),
        .service("environment: {\"\": x}", "stack.schema.key", ".environment"),
        .service("labels: {a: {b: c}}", "stack.schema.type", ".labels.a"),
        .service("extra_hosts: {a: 1.1.1.1}"),
        .service("security_opt: [a, b]"),
    ]

    static let ports: [Row] = [
        .service("ports: [80, \"81:82/udp\", {target: 80, published: 8080}]"),
        .service("ports: [80, 80]", "stack.schema.unique", ".ports"),
        .service("ports: [{target: 80}, {target: 80}]", "stack.schema.unique", ".ports"),
        .service("ports: [{target: 80, published: 81}, {published: 81, target: 80}]", "stack.schema.unique", ".ports"),
        .service("ports: [\"80:x\"]", "stack.schema.port"),
        .service("ports: [\"80/icmp\"]", "stack.schema.port"),
        .service("ports: [99999]", "stack.schema.port"),
        .service("ports: [-1]", "stack.schema.port"),
        .service("ports: [80.5]", "stack.schema.port"),
        .service("ports: [{target: \"80\"}]", "stack.schema.type", ".ports.0.target"),
        .service("ports: [{target: 80, host_ip: 127.0.0.1}]", "stack.schema.key", ".ports.0"),
        .service("ports: \"80\"", "stack.schema.type", ".ports"),
        .service("ports: [{target: 80}]", "stack.schema.type", ".ports.0", version: "3.1"),
    ]

    static let mounts: [Row] = [
        .service("volumes: [/a, /a]"),
        .service("volumes: [/a, /a]", "stack.schema.unique", ".volumes", version: "3.1"),
        .service("volumes: [{type: bind, source: /a, target: /b}]"),
        .service("volumes: [{target: /b}]", "stack.schema.key.missing", ".volumes.0"),
        .service("volumes: [{type: bind, source: /a, bind: {anything: 1}}]"),
        .service("volumes: [{type: bind, bind: {propagation: 1}}]", "stack.schema.type", ".volumes.0.bind.propagation"),
        .service("volumes: [{type: bind, source: /a, image: {}}]", "stack.schema.key", ".volumes.0"),
        .service("volumes: [{type: tmpfs, tmpfs: {size: 5}}]"),
        .service("volumes: [{type: tmpfs, tmpfs: {size: -5}}]", "stack.schema.minimum", ".volumes.0.tmpfs.size"),
        .service("volumes: [{type: tmpfs, tmpfs: {size: 5m}}]", "stack.schema.type", ".volumes.0.tmpfs.size"),
        .service("volumes: [{type: tmpfs, tmpfs: {}}]", "stack.schema.key.version", ".volumes.0", version: "3.5"),
        .service("secrets: [a, {source: b, foo: 1}, {source: b, mode: 0440}]"),
        .service("secrets: [{source: b, mode: \"0440\"}]", "stack.schema.type", ".secrets.0.mode"),
        .service("configs: {a: b}", "stack.schema.type", ".configs"),
    ]

    static let sections: [Row] = [
        .service("build: {context: ., ssh: [default]}"),
        .service("build: {context: ., ssh: [default]}", "stack.schema.key", ".build", version: "3.10"),
        .service("build: {args: {A: true}}", "stack.schema.type", ".build.args.A"),
        .service("healthcheck: {test: curl, interval: 5s, retries: 3}"),
        .service("healthcheck: {interval: 5}", "stack.schema.type", ".healthcheck.interval"),
        .service("healthcheck: {interval: soon}", "stack.schema.duration", ".healthcheck.interval"),
        .service("healthcheck: {start_interval: 5s}", "stack.schema.key.version", ".healthcheck", version: "3.11"),
        .service("logging: {driver: json-file, options: {max-file: 3, x: null}}"),
        .service("logging: {options: {a: true}}", "stack.schema.type", ".logging.options.a"),
        .service("networks: {front: null, back: {aliases: [a]}}"),
        .service("networks: {front: {aliases: [a, a]}}", "stack.schema.unique", ".networks.front.aliases"),
        .service("networks: {front: {priority: 5}}", "stack.schema.key", ".networks.front"),
        .service("networks: {\"a b\": null}", "stack.schema.name", ".networks"),
        .service("networks: {front: {driver_opts: {a: b}}}", "stack.schema.key.version", ".networks.front", version: "3.12"),
        .service("ulimits: {nofile: 5, nproc: {soft: 1, hard: 2}}"),
        .service("ulimits: {nofile: {soft: 1}}", "stack.schema.key.missing", ".ulimits.nofile"),
        .service("ulimits: {nofile: 5.0}", "stack.schema.type", ".ulimits.nofile"),
        .service("ulimits: {nofile: \"5\"}", "stack.schema.type", ".ulimits.nofile"),
        .service("credential_spec: {file: a, other: b}", "stack.schema.key", ".credential_spec"),
        .deploy("mode: global"),
        .deploy("replicas: 2"),
        .deploy("replicas: -2", "stack.schema.minimum", ".replicas"),
        .deploy("replicas: \"2\"", "stack.schema.type", ".replicas"),
        .deploy("update_config: {order: start-first}"),
        .deploy("update_config: {order: first}", "stack.schema.choice", ".update_config.order"),
        .deploy("update_config: {order: start-first}", "stack.schema.key.version", ".update_config", version: "3.3"),
        .deploy("rollback_config: {}", "stack.schema.key.version", "", version: "3.6"),
        .deploy("resources: {limits: {cpus: \"0.5\", memory: 1g}}"),
        .deploy("resources: {limits: {cpus: 0.5}}", "stack.schema.type", ".resources.limits.cpus"),
        .deploy("resources: {reservations: {devices: []}}", "stack.schema.key", ".resources.reservations"),
        .deploy("placement: {preferences: [{spread: node.labels.a}]}"),
        .deploy("placement: {preferences: [node.labels.a]}", "stack.schema.type", ".placement.preferences.0"),
        .deploy("restart_policy: {window: 1w}", "stack.schema.duration", ".restart_policy.window"),
        .service("deploy: null"),
    ]

    static let topLevel: [Row] = [
        Row("{services: {web: {image: a}}}"),
        Row("{services: null}", "stack.schema.type", "services"),
        Row("{services: [web]}", "stack.schema.type", "services"),
        Row("{services: {\"a b\": {}}}", "stack.schema.name", "services"),
        Row("{services: {web: null}}", "stack.schema.type", "services.web"),
        Row("{name: a}", "stack.schema.key", "name"),
        Row("{version: 3.8}", "stack.schema.type", "version"),
        Row("{version: \"3.3\", x-a: 1}", "stack.schema.key.version", "x-a"),
        Row("{version: \"3.4\", x-a: 1}"),
        Row("{version: \"3.0\", secrets: {}}", "stack.schema.key.version", "secrets"),
        Row("{networks: {a: null, b: {attachable: true}}}"),
        Row("{networks: {a: {ipam: {config: [{gateway: 10.0.0.1}]}}}}", "stack.schema.key", "networks.a.ipam.config.0"),
        Row("{networks: {\"a b\": {anything: 1}}}"),
        Row("{networks: {a: {external: {name: b, other: c}}}}", "stack.schema.key", "networks.a.external"),
        Row("{volumes: {a: null, b: {driver_opts: {o: 1}}}}"),
        Row("{volumes: {a: {driver_opts: {o: null}}}}", "stack.schema.type", "volumes.a.driver_opts.o"),
        Row("{volumes: {a: {x-cluster-spec: {group: 5}}}}", "stack.schema.type", "volumes.a.x-cluster-spec.group"),
        Row("{secrets: {a: null}}", "stack.schema.type", "secrets.a"),
        Row("{secrets: {a: {environment: A}}}", "stack.schema.key", "secrets.a"),
        Row("{configs: {a: {content: hello}}}", "stack.schema.key", "configs.a"),
        Row("{configs: {a: {external: {name: b, other: c}}}}"),
        Row("[a]", "compose.root", "mapping"),
    ]

    @Test(arguments: scalars + lists + ports + mounts + sections + topLevel)
    func rows(_ row: Row) throws {
        let root = try Fixture.tree(row.yaml)
        let found = StackSchema.check(root, version: StackVersion(of: root) ?? .newest)
        guard let problem = row.problem else {
            #expect(found.isEmpty)
            return
        }
        #expect(found.map(\.id.description) == [problem.id])
        let message = found.first?.message ?? ""
        #expect(problem.place.isEmpty || message.contains(problem.place))
        #expect(found.first?.range != nil)
    }

    @Test("every problem is told, each with its own place")
    func allProblems() throws {
        let root = try Fixture.tree("services:\n  web:\n    tty: 1\n    imgae: a\n    ports: [\"x\"]\nvolumes: 5\n")
        let found = StackSchema.check(root, version: .newest)
        #expect(found.map { $0.range?.start.line } == [3, 4, 5, 6])
        #expect(found[1].message.contains("did you mean \"image\""))
    }

    @Test(
        "a version is normalised, or refused",
        arguments: [
            ("{version: \"\"}", "3.13"), ("{version: \"3\"}", "3.13"), ("{version: 3}", "3.13"), ("{}", "3.13"),
            ("{version: \"3.0\"}", "3.0"),
            ("{version: 3.10}", "3.1"), ("{version: \"3.10\"}", "3.10"), ("{version: \"2.4\"}", nil), ("{version: \"3.14\"}", nil),
            ("{version: null}", nil), ("{version: [3]}", nil),
        ])
    func versions(_ yaml: String, _ version: String?) throws {
        #expect(try StackVersion(of: Fixture.tree(yaml))?.description == version)
    }
}
