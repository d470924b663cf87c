import TestSupport
import Testing

@testable import Commands

@Suite("As a plugin of docker") struct DockerPluginTests {
    @Test(
        "the program's name decides",
        arguments: [("docker-skep", true), ("/usr/lib/docker/cli-plugins/docker-skep", true), ("skep", false), ("", false)])
    func name(program: String, expected: Bool) {
        #expect(DockerPlugin.isMeant(by: program) == expected)
    }

    @Test("docker is told what this is") func metadata() throws {
        let answer = try #require(try DockerPlugin.metadata(["docker-cli-plugin-metadata"]))
        #expect(answer.contains("\"SchemaVersion\":\"0.1.0\"") && answer.contains("\"Vendor\":\"Skep\""))
        #expect(try DockerPlugin.metadata(["skep", "ls"]) == nil)
    }

    @Test(
        "docker's global options become what they mean in the environment, and the rest is skep's",
        arguments: [
            (["skep", "deploy", "a.yml", "s"], ["deploy", "a.yml", "s"], ["DOCKER_HOST": "unix:///given"]),
            (["-H", "tcp://pi:2375", "skep", "ls"], ["ls"], ["DOCKER_HOST": "tcp://pi:2375"]),
            (["-Htcp://pi:2375", "skep", "ls"], ["ls"], ["DOCKER_HOST": "tcp://pi:2375"]),
            (["--host=tcp://pi:2375", "-D", "skep", "ls"], ["ls"], ["DOCKER_HOST": "tcp://pi:2375"]),
            (["-c", "home", "skep", "ls"], ["ls"], ["DOCKER_CONTEXT": "home"]),
            (["--context", "home", "skep", "-H", "x", "ls"], ["-H", "x", "ls"], ["DOCKER_CONTEXT": "home"]),
            (["--config=/c", "-l", "debug", "skep", "ps"], ["ps"], ["DOCKER_HOST": "unix:///given", "DOCKER_CONFIG": "/c"]),
            (["--tlsverify", "skep", "ps"], ["ps"], ["DOCKER_HOST": "unix:///given", "DOCKER_TLS_VERIFY": "1"]),
            (["help", "skep"], ["help"], ["DOCKER_HOST": "unix:///given"]),
            (["skep", "logs", "skep"], ["logs", "skep"], ["DOCKER_HOST": "unix:///given"]),
            (["skep", "--help"], ["--help"], ["DOCKER_HOST": "unix:///given"]),
            ([], [], ["DOCKER_HOST": "unix:///given"]),
        ] as [([String], [String], [String: String])])
    func globals(given: [String], arguments: [String], environment: [String: String]) throws {
        let found = try DockerPlugin.invocation(given, environment: ["DOCKER_HOST": "unix:///given"])
        #expect(found == DockerPlugin.Invocation(arguments: arguments, environment: environment))
    }

    @Test(
        "an option that cannot be honoured is refused",
        arguments: [["--tlskey", "k.pem", "skep", "ls"], ["--unheard-of", "skep", "ls"], ["--host"]])
    func refused(given: [String]) {
        #expect(throws: CommandFailure.self) { try DockerPlugin.invocation(given, environment: [:]) }
    }
}
