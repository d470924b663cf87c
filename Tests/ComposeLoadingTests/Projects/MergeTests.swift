import ComposeLoading
import ComposeModel
import Diagnostics
import TestSupport
import Testing

/// How a second file changes a key of the first one: one row for each rule of compose-go's override tables.
@Suite struct MergeTests {
    struct Case: Sendable, CustomStringConvertible {
        let key: String
        let base: String
        let override: String
        let expected: String

        init(_ key: String, _ base: String, _ override: String, _ expected: String) {
            self.key = key
            self.base = base
            self.override = override
            self.expected = expected
        }

        var description: String { "\(key): \(base) + \(override)" }
    }

    /// Values below `services.web`.
    static let serviceCases: [Case] = [
        Case("image", "a", "b", #""b""#),
        Case("image", "a", "~", #""a""#),
        Case("command", "[a, b]", "[c]", #"["c"]"#),
        Case("command", "[a, b]", "c d", #"["c","d"]"#),
        Case("entrypoint", "a b", "[]", "[]"),
        Case("healthcheck", "{test: [CMD, a], retries: 3}", "{test: b}", #"{"retries":3,"test":["CMD-SHELL","b"]}"#),
        Case("environment", "{A: 1, B: 2}", "[B=3, C=4]", #"{"A":"1","B":"3","C":"4"}"#),
        Case("environment", "[A=1]", "{A: ~}", #"{"A":null}"#),
        Case("labels", "[a=1]", "{b: 2}", #"{"a":"1","b":"2"}"#),
        Case("annotations", "{a: 1}", "[a=2]", #"{"a":"2"}"#),
        Case("sysctls", "{a.b: 1}", "[a.b=2, c.d=3]", #"{"a.b":"2","c.d":"3"}"#),
        Case("dns", "1.1.1.1", "[8.8.8.8, 1.1.1.1]", #"["1.1.1.1","8.8.8.8"]"#),
        Case("dns_opt", "[a]", "[b, a]", #"["a","b"]"#),
        Case("dns_search", "a", "b", #"["a","b"]"#),
        Case("tmpfs", "/a", "[/b]", #"["/a","/b"]"#),
        Case("cap_add", "[A]", "[B, A]", #"["A","B"]"#),
        Case("expose", "[80]", "[81, 80]", #"["80","81"]"#),
        Case("profiles", "[]", "[]", "absent"),
        Case("extra_hosts", "[a=1.1.1.1]", "{b: 2.2.2.2}", #"["a=1.1.1.1","b=2.2.2.2"]"#),
        Case("extra_hosts", "[a=1.1.1.1]", "[a=1.1.1.1]", #"["a=1.1.1.1"]"#),
        Case("ulimits", "{nofile: {soft: 1, hard: 2}}", "{nofile: 5}", #"{"nofile":5}"#),
        Case("ulimits", "{nofile: 5}", "{nproc: 6}", #"{"nofile":5,"nproc":6}"#),
        Case("logging", "{driver: a, options: {x: '1'}}", "{options: {y: '2'}}", #"{"driver":"a","options":{"x":"1","y":"2"}}"#),
        Case("logging", "{driver: a, options: {x: '1'}}", "{driver: b}", #"{"driver":"b"}"#),
        Case("logging", "{driver: a, options: {x: '1'}}", "{driver: a, options: {x: '3'}}", #"{"driver":"a","options":{"x":"3"}}"#),
        Case("deploy", "{replicas: 3, labels: [a=1]}", "{replicas: 0, labels: {b: 2}}", #"{"labels":{"a":"1","b":"2"},"replicas":0}"#),
        Case(
            "deploy", "{resources: {limits: {cpus: '1', memory: 1g}}}", "{resources: {limits: {memory: 2g}}}",
            #"{"resources":{"limits":{"cpus":1,"memory":"2147483648"}}}"#),
        Case("deploy", "{placement: {constraints: [a]}}", "{placement: {constraints: [b]}}", #"{"placement":{"constraints":["a","b"]}}"#),
        Case("read_only", "true", "false", "absent"),
        Case("build", "./a", "{target: t}", #"{"context":"/p/a","dockerfile":"Dockerfile","target":"t"}"#),
        Case(
            "build", "{context: ., args: {A: 1}}", "{args: [A=2, B=3]}",
            #"{"args":{"A":"2","B":"3"},"context":"/p","dockerfile":"Dockerfile"}"#),
        Case("build", "{context: ., labels: [a=1]}", "{labels: {a: 2}}", #"{"context":"/p","dockerfile":"Dockerfile","labels":{"a":"2"}}"#),
        Case("build", "{context: ., tags: [a]}", "./b", #"{"context":"/p/b","dockerfile":"Dockerfile","tags":["a"]}"#),
    ]

    @Test(arguments: serviceCases)
    func services(_ row: Case) {
        let base = "name: p\nservices:\n  web:\n    \(row.key == "image" ? "" : "image: i\n    ")\(row.key): \(row.base)\n"
        let result = load(
            ["/p/a.yml": base, "/p/b.yml": "services:\n  web:\n    \(row.key): \(row.override)\n"], named: ["a.yml", "b.yml"])
        #expect(result.canonical(["services", "web", row.key]) == row.expected)
    }

    static let ports = #"{"mode":"ingress","protocol":"tcp","published":"#

    /// Lists whose items are told apart by something.
    static let keyedCases: [Case] = [
        Case(
            "ports", "['8080:80']", "['8081:80']",
            "[\(ports)\"8080\",\"target\":80},\(ports)\"8081\",\"target\":80}]"),
        Case("ports", "['8080:80']", "['8080:80']", "[\(ports)\"8080\",\"target\":80}]"),
        Case(
            "ports", "['8080:80']", "['8080:80/udp']",
            "[\(ports)\"8080\",\"target\":80},{\"mode\":\"ingress\",\"protocol\":\"udp\",\"published\":\"8080\",\"target\":80}]"),
        Case(
            "volumes", "['data:/v', '/w']", "['other:/v']",
            #"[{"source":"other","target":"/v","type":"volume","volume":{}},{"target":"/w","type":"volume","volume":{}}]"#),
        Case(
            "devices", "['/dev/a:/dev/x']", "['/dev/b:/dev/x:r']",
            #"[{"permissions":"r","source":"/dev/b","target":"/dev/x"}]"#),
        Case("secrets", "[s]", "[{source: s, mode: 0400}]", #"[{"mode":256,"source":"s","target":"/run/secrets/s"}]"#),
        Case("configs", "[{source: c, target: /x}]", "[{source: d, target: /x}]", #"[{"source":"d","target":"/x"}]"#),
        Case(
            "depends_on", "[db]", "{db: {condition: service_healthy}}",
            #"{"db":{"condition":"service_healthy","required":true}}"#),
        Case(
            "depends_on", "{db: {condition: service_healthy}}", "[job]",
            #"{"db":{"condition":"service_healthy","required":true},"job":{"condition":"service_started","required":true}}"#),
        Case("networks", "[front]", "{back: {aliases: [a]}}", #"{"back":{"aliases":["a"]},"front":null}"#),
        Case("networks", "{front: {aliases: [a]}}", "{front: {aliases: [b]}}", #"{"front":{"aliases":["a","b"]}}"#),
        Case("networks", "{front: {aliases: [a]}}", "[front]", #"{"front":{"aliases":["a"]}}"#),
    ]

    @Test(arguments: keyedCases)
    func keyed(_ row: Case) {
        let base = """
            name: p
            services:
              web:
                image: i
                \(row.key): \(row.base)
              db: {image: i}
              job: {image: i}
            volumes: {data: {}, other: {}}
            networks: {front: {}, back: {}}
            secrets: {s: {environment: HOME}}
            configs: {c: {content: x}, d: {content: y}}
            """
        let result = load(
            ["/p/a.yml": base, "/p/b.yml": "services:\n  web:\n    \(row.key): \(row.override)\n"], named: ["a.yml", "b.yml"])
        #expect(result.canonical(["services", "web", row.key]) == row.expected)
    }

    /// Values of a network that the service uses.
    static let networkCases: [Case] = [
        Case("labels", "[a=1]", "{b: 2}", #"{"labels":{"a":"1","b":"2"},"name":"p_net"}"#),
        Case("driver_opts", "{a: 1}", "{a: 2, b: 3}", #"{"driver_opts":{"a":"2","b":"3"},"name":"p_net"}"#),
        Case(
            "ipam", "{config: [{subnet: 10.1.0.0/16, gateway: 10.1.0.1}]}", "{config: [{subnet: 10.2.0.0/16}]}",
            #"{"ipam":{"config":[{"subnet":"10.2.0.0/16"}]},"name":"p_net"}"#),
        Case(
            "ipam", "{config: [{subnet: 10.1.0.0/16}]}", "{config: [{subnet: 10.1.0.0/16, gateway: 10.1.0.1}, {subnet: 10.2.0.0/16}]}",
            #"{"ipam":{"config":[{"gateway":"10.1.0.1","subnet":"10.1.0.0/16"},{"subnet":"10.2.0.0/16"}]},"name":"p_net"}"#),
    ]

    @Test(arguments: networkCases)
    func networks(_ row: Case) {
        let base = "name: p\nservices:\n  web: {image: i, networks: [net]}\nnetworks:\n  net:\n    \(row.key): \(row.base)\n"
        let result = load(
            ["/p/a.yml": base, "/p/b.yml": "networks:\n  net:\n    \(row.key): \(row.override)\n"], named: ["a.yml", "b.yml"])
        #expect(result.canonical(["networks", "net"]) == row.expected)
    }

    @Test func unlikeShapesAreReportedWithBothPlaces() throws {
        let result = load(
            ["/p/a.yml": "services:\n  web: {image: i, ports: ['80']}\n", "/p/b.yml": "services:\n  web:\n    ports: {a: b}\n"],
            named: ["a.yml", "b.yml"])
        #expect(result.errors == ["compose.merge.shape"])
        let label = try #require(result.diagnostics.first?.labels.first)
        #expect(label.range.file.index == 0)
        #expect(result.diagnostics.first?.range?.file.index == 1)
    }

    /// Merging with nothing changes nothing.
    @Test(arguments: serviceCases + keyedCases)
    func emptyIsTheIdentity(_ row: Case) {
        let head = "name: p\nservices:\n  db: {image: i}\n  job: {image: i}\n  web:\n    \(row.key): \(row.base)\n"
        let base =
            head + (row.key == "image" ? "" : "    image: i\n") + """
                volumes: {data: {}, other: {}}
                networks: {front: {}, back: {}}
                secrets: {s: {environment: HOME}}
                configs: {c: {content: x}, d: {content: y}}
                """
        let alone = load(["/p/a.yml": base], named: ["a.yml"]).canonical([])
        #expect(!alone.hasPrefix("!"))
        let files = ["/p/a.yml": base, "/p/b.yml": "services: {}\n", "/p/c.yml": "services: {web: {}}\n"]
        #expect(load(files, named: ["a.yml", "b.yml"]).canonical([]) == alone)
        #expect(load(files, named: ["b.yml", "a.yml"]).canonical([]) == alone)
        #expect(load(files, named: ["a.yml", "c.yml"]).canonical([]) == alone)
    }

    @Test func documentsOfOneFileAreLayers() {
        let result = load("services:\n  web: {image: a, ports: ['80']}\n---\nservices:\n  web: {image: b}\n")
        #expect(result.project?.service("web")?.image == "b")
        #expect(result.project?.service("web")?.ports.map(\.target) == [80])
    }
}
