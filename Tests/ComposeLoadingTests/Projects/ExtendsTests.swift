import ComposeLoading
import ComposeModel
import Diagnostics
import TestSupport
import Testing

/// `extends`: services built on others, of the same file or of another.
@Suite struct ExtendsTests {
    @Test func takesWhatTheBaseHasAndLaysItsOwnOver() throws {
        let result = load(
            """
            services:
              base: {image: a, environment: {A: 1, B: 2}, ports: ["80"], command: [x]}
              web:
                extends: base
                image: b
                environment: [B=3]
                ports: ["81"]
            """)
        let web = try #require(result.project?.service("web"))
        #expect(web.image == "b")
        #expect(web.environment.map(\.assignment) == ["A=1", "B=3"])
        #expect(web.ports.map(\.target) == [80, 81])
        #expect(web.command == ["x"])
    }

    @Test(arguments: ["extends: base", "extends: {service: base}", "extends: {service: base, file: }"])
    func hasTwoForms(_ line: String) {
        let result = load("services:\n  base: {image: a}\n  web:\n    \(line)\n")
        #expect(result.project?.service("web")?.image == "a")
    }

    @Test func goesAlongAChain() {
        let result = load(
            "services:\n  a: {image: i, cap_add: [A]}\n  b: {extends: a, cap_add: [B]}\n  c: {extends: {service: b}, cap_add: [C]}\n")
        #expect(result.project?.service("c")?.capAdd == ["A", "B", "C"])
    }

    @Test func pathsOfAnotherFileStartAtItsFolder() throws {
        let other = "services:\n  base: {image: i, env_file: base.env, volumes: ['./conf:/conf'], build: ./src}\n"
        let result = load(
            "services:\n  web: {extends: {file: lib/base.yml, service: base}, volumes: ['./own:/own']}\n",
            files: ["/p/lib/base.yml": other, "/p/lib/base.env": "A=1\n"])
        let web = try #require(result.project?.service("web"))
        #expect(web.volumes.map(\.source) == ["/p/lib/conf", "/p/own"])
        #expect(web.build?.context == "/p/lib/src")
        #expect(web.environment.map(\.assignment) == ["A=1"])
    }

    @Test func followsAChainOfFiles() {
        let result = load(
            "services:\n  web: {extends: {file: a/one.yml, service: one}}\n",
            files: [
                "/p/a/one.yml": "services:\n  one: {extends: {file: ../b/two.yml, service: two}, user: u}\n",
                "/p/b/two.yml": "services:\n  two: {image: deep, volumes: ['.:/x']}\n",
            ])
        #expect(result.project?.service("web")?.image == "deep")
        #expect(result.project?.service("web")?.user == "u")
        #expect(result.project?.service("web")?.volumes.first?.source == "/p/b")
    }

    @Test func aServiceOfAnotherFileMayHaveTheSameName() {
        let result = load(
            "services:\n  web: {extends: {file: b.yml, service: web}}\n", files: ["/p/b.yml": "services:\n  web: {image: i}\n"])
        #expect(result.project?.service("web")?.image == "i")
    }

    @Test(
        arguments: [
            ("a: {extends: a, image: i}", "compose.extends.cycle"),
            ("a: {extends: b}\n  b: {extends: c}\n  c: {extends: a}", "compose.extends.cycle"),
            ("a: {extends: missing}", "compose.extends.unknown"),
            ("a: {extends: {file: missing.yml, service: b}}", "compose.file.unreadable"),
            ("a: {extends: {file: other.yml, service: missing}}", "compose.extends.unknown"),
            ("a: {extends: {file: empty.yml, service: a}}", "compose.extends.unknown"),
        ])
    func refused(_ services: String, _ id: String) {
        let files = ["/p/other.yml": "services:\n  b: {image: i}\n", "/p/empty.yml": "volumes: {}\n"]
        let result = load("services:\n  \(services)\n", files: files)
        #expect(result.project == nil)
        #expect(Set(result.errors).contains(id))
    }

    /// What `extends` says must be a name, or a mapping with one.
    @Test(arguments: ["5", "[b]", "{file: other.yml}", "{servce: b}", "{service: [b]}", "{service: b, fil: x}"])
    func malformed(_ value: String) {
        let result = load(
            "services:\n  b: {image: i}\n  a: {image: i, extends: \(value)}\n", files: ["/p/other.yml": "services:\n  b: {image: i}\n"])
        #expect(!result.errors.isEmpty)
    }

    @Test func aCycleIsReportedOnce() {
        let result = load("services:\n  a: {extends: b}\n  b: {extends: c}\n  c: {extends: a}\n  d: {extends: a, image: i}\n")
        #expect(result.errors == ["compose.extends.cycle"])
    }

    @Test func errorsOfTheBaseArePlacedInItsFile() {
        let result = load(
            "services:\n  web: {extends: {file: b.yml, service: b}}\n",
            files: ["/p/b.yml": "services:\n  b: {image: i, ports: ['70000']}\n"])
        #expect(result.errors == ["compose.port.range"])
        let place = result.diagnostics.first?.range
        #expect(place.flatMap { result.sources[$0.file]?.path }?.hasSuffix("b.yml") == true)
        #expect(place?.start.line == 2)
    }

    /// A chain is walked once; one that is absurdly long is refused instead of exhausting the stack.
    @Test(arguments: [(50, []), (5_000, ["compose.extends.depth"])])
    func longChains(length: Int, errors: [String]) {
        let services = (0..<length).map { "  s\($0): {image: i\($0), extends: s\($0 + 1)}\n" }.joined()
        let result = load("services:\n" + services + "  s\(length): {image: x, hostname: h}\n")
        #expect(Set(result.errors) == Set(errors))
        if errors.isEmpty { #expect(result.project?.service("s0")?.hostname == "h") }
    }
}
