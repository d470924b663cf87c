import ComposeLoading
import ComposeModel
import Diagnostics
import TestSupport
import Testing
import YAMLTree

/// The canonical form as a whole.
@Suite struct ConfigTreeTests {
    /// JSON is YAML, so the canonical form can be read again: and must then come out the same.
    @Test(
        arguments: [
            "{image: i, ports: ['8080:80', '127.0.0.1:5000-5002:6000-6002/udp', 90], expose: [80]}",
            "{image: i, volumes: ['data:/v:ro', './x:/x', '/anon', {type: tmpfs, target: /t, tmpfs: {size: 1m, mode: 0755}}], tmpfs: /run}",
            "{image: i, command: 'a \"b c\"', entrypoint: [], environment: {A: 1.10, B: , C: '$$HOME', D: 'a\"b'}, labels: [a, b=c]}",
            "{image: i, healthcheck: {test: curl x, interval: 90s}, logging: {}, stop_grace_period: 1d}",
            "{image: i, labels: ['$$KEY=$$value']}",
            "{image: i, networks: {front: {aliases: [a], priority: 5}, back: }, extra_hosts: {b: 1.1.1.1, a: ['::1']}}",
            "{image: i, deploy: {mode: replicated, replicas: 0, resources: {limits: {cpus: 0.5, memory: 1.5g, pids: 5}}, labels: [a=b]}}",
            "{image: i, deploy: {update_config: {delay: 0s, parallelism: 0, order: start-first}, placement: {preferences: [{spread: a}]}}}",
            "{image: i, secrets: [s, {source: s, target: t, mode: 0400, uid: '5'}], configs: [{source: c, target: /c}]}",
            "{build: {context: ., args: [A=1, B], labels: {a: 1}, secrets: [s], ssh: [default]}, platform: linux/arm64}",
            "{image: i, depends_on: [db], links: ['db:alias'], ulimits: {nofile: {soft: 1, hard: 2}, nproc: 3}, devices: ['/dev/a']}",
            "{image: i, cpus: 0, mem_limit: 64m, mem_swappiness: 5, shm_size: 1g, cpu_quota: 50ms, pids_limit: -1, blkio_config: {weight: 5}}",
            "{image: i, x-note: {a: [1, true, ~, 'x']}, gpus: all, models: [m], post_start: [{command: a b}], init: false, tty: true}",
        ])
    func readAgainItIsTheSame(_ service: String) throws {
        let text = """
            name: p
            services:
              web: \(service)
              db: {image: i}
            volumes: {data: {driver_opts: {a: 1}}}
            networks: {front: {ipam: {config: [{subnet: 10.1.0.0/16}]}}, back: {internal: true}}
            secrets: {s: {file: s.txt}}
            configs: {c: {content: "a $$b"}}
            models: {m: {model: ai/x, context_size: 5}}
            x-top: [1]
            """
        let once = load(text).canonical([])
        try #require(!once.hasPrefix("!"))
        #expect(load(once).canonical([]) == once)
    }

    @Test func unusedResourcesAreLeftOut() {
        let result = load(
            "services: {web: {image: i}}\nvolumes: {v: {}}\nnetworks: {n: {}}\nsecrets: {s: {file: x}}\nconfigs: {c: {file: x}}\n")
        #expect(result.canonical(["volumes"]) == "absent")
        #expect(result.canonical(["networks"]) == #"{"default":{"name":"p_default"}}"#)
        #expect(result.canonical(["secrets"]) == "absent")
        #expect(result.canonical(["configs"]) == "absent")
    }

    @Test func dollarsAreDoubledUnlessAskedOtherwise() throws {
        let project = try #require(load("services: {web: {image: i, command: ['$$x']}}\n").project)
        for (doubles, written) in [(false, "$x"), (true, "$$x")] {
            let style = ConfigText.Style(dialect: .specification, doublesDollars: doubles)
            #expect(String(decoding: ConfigText.yaml(of: project, style), as: UTF8.self).contains("- \(written)\n"))
            #expect(ConfigText.json(of: project, style).contains("\"\(written)\""))
        }
    }

    /// Many services are written in slices, which must not show.
    @Test func manyServicesAreWrittenAsOne() throws {
        let names = (0..<300).map { "s\($0)" }
        let text = "services:\n" + names.map { "  \($0): {image: i, command: ['$$x']}\n" }.joined()
        let project = try #require(load(text).project)
        let style = ConfigText.Style(dialect: .specification, doublesDollars: true)
        let whole = YAMLWriter.text(of: ConfigTree.tree(of: project, .specification), doublesDollars: true)
        #expect(String(decoding: ConfigText.yaml(of: project, style), as: UTF8.self) == whole)
        #expect(project.services.map(\.key) == names)
    }

    /// Likewise read in slices: everything wrong is told, in the order of the file.
    @Test func whatIsWrongInManyServicesIsToldInOrder() {
        let wrong = [3, 70, 71, 250]
        let text = "services:\n" + (0..<300).map { "  s\($0): {image: i\(wrong.contains($0) ? ", imagee: x" : "")}\n" }.joined()
        #expect(load(text).diagnostics.compactMap { $0.range?.start.line } == wrong.map { UInt32($0 + 2) })
    }

    @Test func nestedExtensionsCanBeLeftOut() throws {
        let project = try #require(load("services: {web: {image: i, x-a: 1, labels: {x-b: 2}}}\nx-top: 3\n").project)
        let text = ConfigText.json(of: project, ConfigText.Style(dialect: .specification, doublesDollars: true))
        #expect(!text.contains("x-a"))
        #expect(text.contains(#""x-b": "2""#))
        #expect(text.contains(#""x-top": 3"#))
    }

    @Test func servicesThatNameNoNetworkJoinTheDefaultOne() {
        let joined = ["{image: i}", "{image: i, networks: []}", "{image: i, networks: {}}"]
        for service in joined {
            #expect(load("services: {web: \(service)}\n").canonical(["services", "web", "networks"]) == #"{"default":null}"#)
        }
        #expect(load("services: {web: {image: i, network_mode: host}}\n").canonical(["networks"]) == "absent")
    }
}
