import EngineModel
import TestSupport
import Testing
import Translation

/// Which changes make containers anew.
@Suite struct ConfigHashTests {
    /// The hash of a service with these keys, beside files with these contents.
    private func hash(_ keys: String, key: String = "k", api: Int = 52) throws -> String {
        let text = """
            services: {web: {image: i, \(keys)}, db: {image: i}}
            networks: {front: {}}
            volumes: {data: {}}
            secrets: {key: {file: ./key}, cert: {environment: TOKEN}}
            configs: {conf: {content: "\(key)"}}
            """
        return try #require(HostTranslated(text, api: APIVersion(1, api), files: ["/p/key": key, "/p/env": "A=\(key)"]).service())
            .configHash
    }

    @Test(arguments: [
        "user: root", "environment: {A: b}", "labels: {a: b}", "ports: [\"8080:80\"]", "networks: [front]",
        "networks: {default: {aliases: [a]}}",
        "volumes: [\"data:/v\"]", "secrets: [key]", "secrets: [cert]", "configs: [conf]", "container_name: c", "platform: linux/arm64",
        "network_mode: \"service:db\"", "volumes_from: [db]", "links: [db]", "links: [\"db:x\"]", "external_links: [x]", "restart: always",
        "healthcheck: {disable: true}", "command: []", "entrypoint: []", "init: false", "tmpfs: /t",
        "security_opt: [\"systempaths=unconfined\"]",
        "mem_limit: 1m", "stop_grace_period: 10s",
    ])
    func changesWith(_ keys: String) throws {
        #expect(try hash(keys) != hash(""))
    }

    @Test(arguments: [
        "scale: 3", "deploy: {replicas: 2}", "deploy: {update_config: {order: start-first}}", "pull_policy: always", "build: .",
        "post_start: [{command: a}]", "pre_stop: [{command: a}]", "attach: false", "profiles: []", "depends_on: [db]",
        "deploy: {placement: {constraints: [a]}}",
    ])
    func staysWith(_ keys: String) throws {
        #expect(try hash(keys) == hash(""))
    }

    @Test(arguments: ["secrets: [key]", "configs: [conf]", "env_file: ./env"])
    func changesWithContents(_ keys: String) throws {
        #expect(try hash(keys, key: "k") != hash(keys, key: "other"))
    }

    @Test func staysWhenTheEngineIsUpdated() throws {
        #expect(try hash("networks: [front, default]", api: 41) == hash("networks: [front, default]"))
    }

    @Test func staysWhenTheOrderOfTheFileChanges() throws {
        #expect(try hash("environment: {A: b, C: d}, user: root") == hash("user: root, environment: {C: d, A: b}"))
    }
}
