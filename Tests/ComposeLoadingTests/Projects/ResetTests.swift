import ComposeLoading
import ComposeModel
import TestSupport
import Testing

/// `!reset` takes a value of the base away, `!override` puts another in its place.
@Suite struct ResetTests {
    struct Case: Sendable, CustomStringConvertible {
        let override: String
        let key: String
        let expected: String

        init(_ override: String, _ key: String, _ expected: String) {
            self.override = override
            self.key = key
            self.expected = expected
        }

        var description: String { override }
    }

    static let base = """
        name: p
        services:
          web:
            image: i
            command: [a]
            ports: ["8080:80"]
            environment: {A: 1, B: 2}
            labels: [a=1, b=2]
            deploy: {replicas: 3, resources: {limits: {cpus: "1", memory: 1g}}}
            volumes: ["data:/v"]
            dns: [1.1.1.1]
        volumes: {data: {}}
        """

    @Test(arguments: [
        Case("ports: !reset []", "ports", "absent"),
        Case("ports: !reset null", "ports", "absent"),
        Case("ports: !reset", "ports", "absent"),
        Case("ports: !override ['9090:90']", "ports", #"[{"mode":"ingress","protocol":"tcp","published":"9090","target":90}]"#),
        Case("environment: {A: !reset null}", "environment", #"{"B":"2"}"#),
        Case("environment: !override {C: 3}", "environment", #"{"C":"3"}"#),
        Case("environment: !override [C=3]", "environment", #"{"C":"3"}"#),
        Case("labels: !override {c: 3}", "labels", #"{"c":"3"}"#),
        Case("deploy: {replicas: !reset 1}", "deploy", #"{"resources":{"limits":{"cpus":1,"memory":"1073741824"}}}"#),
        Case(
            "deploy: {resources: {limits: {cpus: !reset null}}}", "deploy",
            #"{"replicas":3,"resources":{"limits":{"memory":"1073741824"}}}"#),
        Case(
            "deploy: {resources: !override {limits: {memory: 1k}}}", "deploy", #"{"replicas":3,"resources":{"limits":{"memory":"1024"}}}"#),
        Case("deploy: !override {mode: global}", "deploy", #"{"mode":"global"}"#),
        Case("volumes: !reset []", "volumes", "absent"),
        Case("dns: !override [8.8.8.8]", "dns", #"["8.8.8.8"]"#),
        Case("command: !reset []", "command", "absent"),
        Case("user: !reset root", "user", "absent"),
    ])
    func overrides(_ row: Case) {
        let files = ["/p/a.yml": Self.base, "/p/b.yml": "services:\n  web:\n    \(row.override)\n"]
        #expect(load(files, named: ["a.yml", "b.yml"]).canonical(["services", "web", row.key]) == row.expected)
    }

    @Test func takesAServiceAway() {
        let files = [
            "/p/a.yml": "services: {web: {image: i}, old: {image: i}}\n", "/p/b.yml": "services: {old: !reset null}\n",
        ]
        #expect(load(files, named: ["a.yml", "b.yml"]).project?.services.map(\.key) == ["web"])
    }

    @Test func reachesWhatIsExtended() {
        let result = load(
            """
            services:
              base: {image: i, ports: ["80"], environment: {A: 1, B: 2}}
              web:
                extends: base
                ports: !reset []
                environment: {A: !reset null}
            """)
        #expect(result.project?.service("web")?.ports == [])
        #expect(result.project?.service("web")?.environment.map(\.name) == ["B"])
        #expect(result.project?.service("base")?.ports.count == 1)
    }

    @Test func aTagWithoutABaseLeavesTheValue() {
        let result = load("services:\n  web: {image: i, dns: !override [1.1.1.1], dns_opt: !reset [a]}\n")
        #expect(result.project?.service("web")?.dns == ["1.1.1.1"])
        #expect(result.project?.service("web")?.dnsOptions == [])
    }
}
