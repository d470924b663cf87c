import ComposeModel
import Diagnostics
import Testing
import YAMLTree

@testable import ComposeLoading

@Suite("docker stack's loading")
struct StackLoaderTests {
    /// Loads files `/p/0.yml`, `/p/1.yml`, ... in their order.
    private func load(
        _ texts: String..., environment: [String: String] = [:], extra: [String: String] = [:], deploys: Bool = false
    ) -> LoadedProject {
        var request = LoadRequest(workingDirectory: "/p")
        request.dialect = .stack
        request.environment = environment
        request.readsContents = deploys
        request.files = texts.indices.map { "/p/\($0).yml" }
        let files = Dictionary(uniqueKeysWithValues: zip(request.files, texts))
        return ComposeLoader(source: DictionaryFiles(files: files.merging(extra) { $1 })).load(request)
    }

    private func ids(_ loaded: LoadedProject) -> [String] { loaded.diagnostics.map(\.id.description) }

    /// One service `web` with these keys, in one file.
    private func web(_ keys: String, deploys: Bool = false) -> LoadedProject {
        load("services: {web: {image: a, \(keys)}}", deploys: deploys)
    }

    @Test(
        "forbidden keys stop everything",
        arguments: [
            "extends: x", "volume_driver: x", "volumes_from: [x]", "cpu_quota: 1", "cpu_shares: 1", "cpuset: x", "mem_limit: 1",
            "memswap_limit: 1",
        ]
    )
    func forbidden(_ key: String) {
        let loaded = web(key)
        #expect(loaded.project == nil)
        #expect(ids(loaded) == ["stack.key.forbidden"])
    }

    @Test(
        "what has no effect is told",
        arguments: [
            ("build: .", "stack.key.unsupported"), ("privileged: true", "stack.key.unsupported"),
            ("network_mode: host", "stack.key.unsupported"),
            ("container_name: x", "stack.key.deprecated"), ("expose: [80]", "stack.key.deprecated"), ("depends_on: [db]", "stack.key.lost"),
            ("tmpfs: /tmp", "stack.key.lost"), ("oom_score_adj: 5", "stack.key.lost"), ("restart: \"no\"", "stack.key.lost"),
            ("restart: always, deploy: {restart_policy: {condition: any}}", "stack.key.lost"),
            ("ports: [\"127.0.0.1:80:80\"]", "stack.key.lost"), ("volumes: [\"/a:/b:z\"]", "stack.key.lost"),
            ("volumes: [{type: bind, source: /a, target: /b, bind: {create_host_path: true}}]", "stack.key.lost"),
            ("networks: {default: {ipv4_address: 10.0.0.2}}", "stack.key.lost"), ("extra_hosts: [lonely]", "stack.key.lost"),
            ("configs: [{source: a, foo: 1}]", "stack.key.lost"),
        ])
    func ignored(_ keys: String, _ id: String) {
        let loaded = web(keys)
        #expect(ids(loaded) == [id])
        #expect(loaded.diagnostics.first?.severity == .warning)
        #expect(loaded.diagnostics.first?.range != nil)
        #expect(loaded.project != nil)
    }

    @Test(
        "what works is not told",
        arguments: [
            "restart: always", "volumes: [\"/a:/b:ro,shared\"]", "volumes: [\"C:\\\\x:/b\"]", "ports: [\"80:80\"]",
            "extra_hosts: [\"a:1.1.1.1\"]",
        ]
    )
    func quiet(_ keys: String) {
        #expect(ids(web(keys)) == [])
    }

    @Test("what is ignored is not deployed")
    func subset() throws {
        let keys = "privileged: true, depends_on: [web], tmpfs: /t, oom_score_adj: 5, ports: [\"127.0.0.1:80:80\"], restart: \"no\""
        let project = try #require(web(keys, deploys: true).project)
        let service = try #require(project.services.first)
        #expect(service.privileged == nil && service.dependsOn.isEmpty && service.tmpfs.isEmpty)
        #expect(service.oomScoreAdj == nil && service.restart == nil && service.ports.first?.hostIP == nil)
    }

    @Test("all files declare one version")
    func versions() {
        #expect(ids(load("version: \"3.8\"", "version: \"3.9\"")) == ["stack.version.mismatch"])
        #expect(ids(load("version: \"3\"", "services: {}")) == [])
        #expect(ids(load("version: \"2.4\"")) == ["stack.version"])
    }

    @Test("the client's variables fill in what is absent or empty; environment goes before env_file")
    func environment() throws {
        let loaded = load(
            "services: {web: {image: a, env_file: [a.env, b.env], environment: [FROM, EMPTY=, BARE, C=mine]}}",
            environment: ["FROM": "client", "EMPTY": "filled"],
            extra: ["/p/a.env": "A=1\nC=file\n", "/p/b.env": "A=2\nB='quoted' # kept\n"])
        let entries = try #require(loaded.project?.services.first?.environment)
        let values = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.value) })
        #expect(values["FROM"] == "client" && values["EMPTY"] == "filled" && values["BARE"] == .some(nil))
        #expect(values["A"] == "2" && values["C"] == "mine")
    }

    @Test("variables become numbers and booleans, where docker casts")
    func casting() throws {
        let keys = "image: a, tty: \"${T:-yes}\", deploy: {replicas: \"${N}\"}, ports: [{target: \"$P\"}]"
        let environment = ["N": "3", "P": "80"]
        let service = try #require(load("services: {web: {\(keys)}}", environment: environment).project?.services.first)
        #expect(service.tty == true && service.deploy?.replicas == 3 && service.ports.first?.target == 80)
        #expect(ids(load("services: {web: {image: a, tty: \"$T\"}}", environment: ["T": "maybe"])) == ["stack.cast"])
        #expect(ids(load("services: {web: {image: a, tty: \"true\"}}")) == ["stack.schema.type"])
    }

    @Test("an env_file that is not there is an error")
    func missingEnvironmentFile() {
        #expect(ids(web("env_file: none.env")) == ["compose.file.unreadable"])
    }

    @Test("paths of every file start at the first file's folder")
    func paths() throws {
        var request = LoadRequest(workingDirectory: "/p")
        request.dialect = .stack
        request.files = ["/p/a.yml", "/p/sub/b.yml"]
        let files = [
            "/p/a.yml": "services: {web: {image: a}}",
            "/p/sub/b.yml": "{services: {web: {volumes: [\"./x:/x\"]}}, secrets: {s: {file: ./s.txt}}}",
        ]
        let project = try #require(ComposeLoader(source: DictionaryFiles(files: files)).load(request).project)
        #expect(project.services.first?.volumes.first?.source == "/p/x")
        #expect(project.secret("s")?.file == "/p/s.txt")
    }

    @Test("external things keep their own names")
    func externals() throws {
        let loaded = load("{networks: {a: {external: true}, b: {external: {name: c}}, d: {external: true, name: e}}}")
        let project = try #require(loaded.project)
        #expect(project.networks.map(\.name) == ["a", "c", "e"])
        #expect(ids(loaded) == ["stack.external.name"])
    }

    @Test(
        "contradictions of external things and drivers",
        arguments: [
            ("volumes: {a: {external: true, driver: x}}", "compose.external.conflict"),
            ("volumes: {a: {external: true, labels: [a]}}", "compose.external.conflict"),
            ("networks: {a: {external: {name: b}, name: c}}", "compose.external.name"),
            ("secrets: {a: {driver: x, file: y}}", "compose.key.exclusive"),
        ])
    func contradictions(_ yaml: String, _ id: String) {
        let errors = load(yaml).diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.id.description) == [id])
    }

    @Test(
        "a deployment refuses what docker's conversion refuses",
        arguments: [
            ("networks: [nowhere]", "compose.network.undefined"), ("volumes: [\"data:/x\"]", "compose.volume.undefined"),
            ("secrets: [s]", "compose.secret.undefined"), ("configs: [c]", "compose.config.undefined"),
            ("image: \"\"", "stack.image.missing"),
            ("deploy: {mode: global, replicas: 0}", "stack.mode.replicas"), ("deploy: {mode: globl}", "stack.mode.unknown"),
            ("healthcheck: {test: x, disable: true}", "stack.healthcheck.disable"),
            ("restart: sometimes", "stack.restart.unknown"), ("restart: \"on-failure:x\"", "stack.restart.count"),
            ("restart: \":3\"", "stack.restart.count"),
            ("credential_spec: {file: a, registry: b}", "stack.credential-spec"),
            ("credential_spec: {config: c}", "compose.config.undefined"),
            ("volumes: [{type: volume, target: /x, tmpfs: {size: 1}}]", "stack.mount.options"),
            ("volumes: [{type: tmpfs, source: a, target: /x}]", "stack.mount.source"),
            ("volumes: [{type: npipe, target: /x}]", "stack.mount.source"),
            ("volumes: [{type: cluster, source: a, target: /x}]", "compose.volume.undefined"),
            ("volumes: [{type: floppy, target: /x}]", "stack.mount.unknown"),
        ])
    func refusals(_ keys: String, _ id: String) {
        let yaml = keys.hasPrefix("image") ? "services: {web: {\(keys)}}" : "services: {web: {image: a, \(keys)}}"
        let errors = load(yaml, deploys: true).diagnostics.filter { $0.severity == .error }
        #expect(errors.map(\.id.description) == [id])
        #expect(errors.first?.range != nil)
        #expect(load(yaml).project != nil)
    }

    @Test("only the first document of a file is read")
    func documents() throws {
        let loaded = load("services: {a: {image: x}}\n---\nservices: {b: {image: x}}\n")
        #expect(loaded.project?.services.map(\.key) == ["a"])
        #expect(ids(loaded) == ["stack.file.documents"])
    }
}
