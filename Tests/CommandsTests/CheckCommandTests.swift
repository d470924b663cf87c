import EngineModel
import TestSupport
import Testing

@Suite("check") struct CheckCommandTests {
    private static let file = """
        services:
          web: {image: i, container_name: c, deploy: {restart_policy: {max_attempts: 3}}}
        """

    @Test func looksAtASwarm() async throws {
        let folder = try ComposeFolder(["compose.yaml": Self.file])
        let result = await skep("check", engine: FakeEngine(), directory: folder.path)
        #expect(result.code == 0)
        #expect(result.out.contains("[swarm.key.ignored]") && !result.out.contains("[host."))
    }

    @Test func looksAtOneHostOnRequest() async throws {
        let folder = try ComposeFolder(["compose.yaml": Self.file])
        let result = await skep("check", "--host", engine: FakeEngine(), directory: folder.path)
        #expect(result.code == 0)
        #expect(result.out.contains("[host.restart.attempts]") && !result.out.contains("[swarm."))
    }

    @Test func aSecretThatOnlyTheEngineHasIsNoErrorThere() async throws {
        let folder = try ComposeFolder(["compose.yaml": "services: {web: {image: i, secrets: [s]}}\nsecrets: {s: {file: ./none}}"])
        #expect(await skep("check", engine: FakeEngine(), directory: folder.path).code == 64)
        #expect(await skep("check", "--host", engine: FakeEngine(), directory: folder.path).code == 0)
    }
}
