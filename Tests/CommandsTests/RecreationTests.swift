import Deployment
import EngineClient
import EngineModel
import Foundation
import TestSupport
import Testing

@testable import Commands

/// What must make a container anew and what must not, from the file to the engine.
@Suite("what makes a container anew") struct RecreationTests {
    /// A change between two runs of `up -d`, as lines of the service "web".
    struct Change: CustomTestStringConvertible, Sendable {
        let name: String
        let before: String
        let after: String
        let recreates: Bool

        init(_ name: String, _ before: String, _ after: String, _ recreates: Bool) {
            (self.name, self.before, self.after, self.recreates) = (name, before, after, recreates)
        }

        var testDescription: String { name }
    }

    static let changes: [Change] = [
        // What a container is made from.
        Change("environment value", "environment: {A: '1'}", "environment: {A: '2'}", true),
        Change("environment added", "environment: {A: '1'}", "environment: {A: '1', B: '2'}", true),
        Change("environment order", "environment: {A: '1', B: '2'}", "environment: {B: '2', A: '1'}", false),
        Change("environment list or map", "environment: [A=1]", "environment: {A: '1'}", false),
        Change("command", "command: sleep 1", "command: sleep 2", true),
        Change("command list or text", "command: sleep 1", "command: [sleep, '1']", false),
        Change("entrypoint", "", "entrypoint: [sh]", true),
        Change("image", "", "image: busybox:2", true),
        Change("image with its tag", "image: busybox", "image: 'busybox'", false),
        Change("label", "labels: {a: '1'}", "labels: {a: '2'}", true),
        Change("label list or map", "labels: [a=1]", "labels: {a: '1'}", false),
        Change("annotation", "", "annotations: {a: '1'}", true),
        Change("hostname", "", "hostname: h", true),
        Change("domain name", "", "domainname: d", true),
        Change("user", "", "user: '1000'", true),
        Change("working folder", "", "working_dir: /tmp", true),
        Change("terminal", "", "tty: true", true),
        Change("standard input", "", "stdin_open: true", true),
        Change("stop signal", "", "stop_signal: SIGINT", true),
        Change("grace period", "stop_grace_period: 5s", "stop_grace_period: 6s", true),
        Change("grace period in other words", "stop_grace_period: 60s", "stop_grace_period: 1m", false),
        Change("health check", "", "healthcheck: {test: [CMD, 'true']}", true),
        Change("health check's interval", "healthcheck: {test: 'true', interval: 1s}", "healthcheck: {test: 'true', interval: 2s}", true),
        // What depends on the host.
        Change("published port", "ports: ['8080:80']", "ports: ['8081:80']", true),
        Change("port in the long form", "ports: ['8080:80']", "ports: [{target: 80, published: '8080'}]", false),
        Change("exposed port", "", "expose: ['90']", true),
        Change("restart policy", "", "restart: always", true),
        Change("privileged", "", "privileged: true", true),
        Change("capability", "", "cap_add: [NET_ADMIN]", true),
        Change("read-only", "", "read_only: true", true),
        Change("memory", "mem_limit: 32m", "mem_limit: 64m", true),
        Change("memory in other words", "mem_limit: 64m", "mem_limit: 65536k", false),
        Change("memory under deploy", "mem_limit: 64m", "deploy: {resources: {limits: {memory: 64m}}}", false),
        Change("processors", "", "cpus: 0.5", true),
        Change("limit of files", "", "ulimits: {nofile: 1024}", true),
        Change("kernel parameter", "", "sysctls: {net.core.somaxconn: 1024}", true),
        Change("tmpfs", "", "tmpfs: /run", true),
        Change("volume", "", "volumes: ['data:/data']", true),
        Change("bind", "", "volumes: ['/tmp:/mnt']", true),
        Change(
            "volume in the long form", "volumes: ['data:/data']", "volumes: [{type: volume, source: data, target: /data, volume: {}}]",
            false),
        Change("log driver", "", "logging: {driver: none}", true),
        Change("host entry", "", "extra_hosts: ['a:1.2.3.4']", true),
        Change("name server", "", "dns: 1.1.1.1", true),
        Change("init", "", "init: true", true),
        // Networks.
        Change("another network", "", "networks: [default, back]", true),
        Change("alias", "networks: {default: {}}", "networks: {default: {aliases: [w]}}", true),
        Change("network mode", "", "network_mode: none", true),
        Change("its own name", "", "container_name: other", true),
        // Contents.
        Change("content of a config", "configs: [one]", "configs: [{source: two, target: /one}]", true),
        Change(
            "the same content under another key", "configs: [{source: one, target: /c}]", "configs: [{source: same, target: /c}]", false),
        Change("mode of a config", "configs: [{source: one, mode: 0400}]", "configs: [{source: one, mode: 0440}]", true),
        // What is no part of a container.
        Change("comment", "", "# nothing", false),
        Change("extension", "", "x-note: hello", false),
        Change("pull policy", "", "pull_policy: missing", false),
        Change("more containers", "", "scale: 2", false),
        Change("update order", "", "deploy: {update_config: {order: start-first}}", false),
        Change("profiles that are active anyway", "", "profiles: []", false),
        Change("hook", "", "post_start: [{command: 'true'}]", false),
        Change("attach", "", "attach: false", false),
        Change("a variable with the same value", "command: sleep 1", "command: sleep ${NOTHING:-1}", false),
    ]

    @Test("a change between two runs of up", arguments: changes) func change(_ change: Change) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("recreation-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let engine = FakeEngine()
        for image in ["busybox", "busybox:2"] { await engine.addLocalImage(image) }
        let first = try await up(change.before, folder, engine)
        let second = try await up(change.after, folder, engine)
        #expect(first.web != nil && second.web != nil)
        #expect((first.web != second.web) == change.recreates)
        #expect(first.bystander == second.bystander)
        await engine.forgetCalls()
        let third = try await up(change.after, folder, engine)
        #expect(third == second)
        #expect(await engine.writes.isEmpty, "a third run has nothing to do")
    }

    @Test("a change after docker compose made the containers", arguments: changes) func adoption(_ change: Change) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("adoption-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let engine = FakeEngine()
        for image in ["busybox", "busybox:2"] { await engine.addLocalImage(image, Self.image) }
        let first = try await up(change.before, folder, engine)
        await engine.relabelContainers([ProjectLabel.configHash: String(repeating: "a", count: 64)])
        let second = try await up(change.after, folder, engine)
        #expect(first.web != nil && second.web != nil)
        #expect((first.web != second.web) == (change.recreates || change.after.contains("configs")))
        #expect(first.bystander == second.bystander)
        await engine.forgetCalls()
        let third = try await up(change.after, folder, engine)
        #expect(third == second)
        #expect(await engine.writes.isEmpty, "a third run has nothing to do")
    }

    /// An image that gives containers much that the files do not say.
    private static let image = ImageInspect(
        id: "sha256:" + String(repeating: "c", count: 64), os: "linux",
        config: ImageConfig(
            environment: ["PATH=/bin", "A=0"], command: ["serve"], user: "7", workingFolder: "/srv", volumes: ["/srv": EmptyObject()],
            exposedPorts: ["9/tcp": EmptyObject()], labels: ["of": "image"], healthcheck: Healthcheck(test: ["CMD", "ok"], retries: 2)))

    @Test("another image under the same name makes a container anew, a restart policy of --no-recreate does not") func image() async throws
    {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("recreation-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let engine = FakeEngine()
        await engine.addLocalImage("busybox")
        let first = try await up("", folder, engine)
        await engine.addLocalImage("busybox", ImageInspect(id: "sha256:" + String(repeating: "b", count: 64), os: "linux"))
        #expect(try await up("", folder, engine, "--no-recreate") == first)
        let second = try await up("", folder, engine)
        #expect(second.web != first.web && second.bystander != first.bystander)
        let third = try await up("", folder, engine, "--force-recreate")
        #expect(third.web != second.web)
    }

    /// The ids of the two services' first containers.
    private struct Containers: Equatable {
        var web: String?
        var bystander: String?
    }

    private func up(_ lines: String, _ folder: URL, _ engine: FakeEngine, _ options: String...) async throws -> Containers {
        let own = lines.hasPrefix("image:") ? "" : "    image: busybox\n"
        let text = """
            services:
              web:
            \(own)    \(lines)
              bystander: {image: busybox}
            networks: {back: {}}
            volumes: {data: {}}
            configs: {one: {content: a}, two: {content: b}, same: {content: a}}
            """
        try text.write(to: folder.appendingPathComponent("compose.yaml"), atomically: true, encoding: .utf8)
        let result = await skep(["up", "-d", "-p", "p"] + options, engine: engine, directory: folder.path)
        #expect(result.code == 0, "\(result.err)")
        let containers = try await engine.containers(matching: .project("p"))
        let ids = Dictionary(
            containers.filter { $0.number == 1 }.map { ($0.service ?? "", $0.id) }, uniquingKeysWith: { first, _ in first })
        return Containers(web: ids["web"], bystander: ids["bystander"])
    }
}
