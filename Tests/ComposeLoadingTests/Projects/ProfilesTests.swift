import ComposeLoading
import ComposeModel
import TestSupport
import Testing

/// Which services a run has.
@Suite struct ProfilesTests {
    private static let file = """
        services:
          always: {image: i}
          debug: {image: i, profiles: [debug]}
          both: {image: i, profiles: [debug, test]}
        """

    @Test(
        arguments: [
            ([], ["always"]), (["debug"], ["always", "debug", "both"]), (["test"], ["always", "both"]),
            (["*"], ["always", "debug", "both"]), (["other"], ["always"]),
        ] as [([String], [String])])
    func selects(_ profiles: [String], _ services: [String]) {
        let result = load(Self.file) { $0.profiles = profiles }
        #expect(result.project?.services.map(\.key) == services)
        #expect(result.project?.disabledServices.count == 3 - services.count)
    }

    @Test(arguments: [("test", 2), ("debug,test", 3), ("*", 3), ("", 1), (" test ", 2)])
    func fromTheEnvironment(_ value: String, _ count: Int) {
        #expect(load(Self.file, environment: ["COMPOSE_PROFILES": value]).project?.services.count == count)
    }

    @Test func fromTheEnvironmentFile() {
        let result = load(Self.file, files: ["/p/.env": "COMPOSE_PROFILES=test\n"])
        #expect(result.project?.services.map(\.key) == ["always", "both"])
    }

    @Test func theCommandLineGoesBeforeTheEnvironment() {
        let result = load(Self.file, environment: ["COMPOSE_PROFILES": "debug"]) { $0.profiles = ["test"] }
        #expect(result.project?.services.map(\.key) == ["always", "both"])
    }

    @Test(arguments: [("[debug]", ["compose.service.undefined"]), ("{debug: {condition: service_started, required: false}}", [])])
    func dependenciesOnDisabledServices(_ dependencies: String, _ errors: [String]) {
        let result = load("services:\n  web: {image: i, depends_on: \(dependencies)}\n  debug: {image: i, profiles: [d]}\n")
        #expect(result.errors == errors)
        // It stays in what config prints; nothing waits for it.
        #expect(
            result.project.map { $0.service("web")?.dependsOn.count == 1 && $0.service("web")?.dependencies(in: $0).isEmpty == true }
                ?? true)
    }

    @Test(arguments: [([], ["plain", "unnamed"]), (["x"], ["plain"])] as [([String], [String])])
    func theProfileWithoutNameIsSelectedByNothing(_ profiles: [String], _ services: [String]) {
        let result = load("services: {plain: {image: i}, unnamed: {image: i, profiles: ['']}}\n") { $0.profiles = profiles }
        #expect(result.project?.services.map(\.key) == services)
    }

    @Test func whatDisabledServicesReferToIsNotChecked() {
        let result = load("services:\n  web: {image: i}\n  debug: {image: i, profiles: [d], networks: [nowhere], env_file: missing.env}\n")
        #expect(result.errors == [])
    }
}
