import ComposeModel
import EngineModel
import TestSupport
import Testing
import Translation

/// What cannot be given to a swarm is said, and is an error where it protects something.
@Suite struct LostKeyTests {
    @Test(
        arguments: [
            ("privileged: true", "swarm.key.impossible"), ("devices: [/dev/a]", "swarm.key.impossible"),
            ("pid: host", "swarm.key.impossible"),
            ("build: .", "swarm.key.ignored"), ("container_name: a", "swarm.key.ignored"), ("expose: [80]", "swarm.key.ignored"),
            ("network_mode: 'service:db'", "swarm.key.impossible"),
            ("networks: {default: {ipv4_address: 10.0.0.2}}", "swarm.key.impossible"),
            ("networks: {default: {priority: 5}}", "swarm.key.ignored"),
        ])
    func isAWarning(_ key: String, _ id: String) {
        let result = Translated(service: key)
        #expect(result.errors == [])
        #expect(result.warnings == [id])
    }

    @Test(arguments: ["security_opt: ['apparmor=own-profile']", "userns_mode: host"])
    func isAnErrorWhereItProtects(_ key: String) {
        #expect(Translated(service: key).errors == ["swarm.key.impossible"])
        let allowed = Translated(service: key, allowsLostKeys: true)
        #expect(allowed.errors == [])
        #expect(allowed.warnings == ["swarm.key.impossible"])
    }

    @Test func anAddressThatWouldBeOpenedIsAnError() {
        let port = "ports: ['127.0.0.1:80:80']"
        #expect(Translated(service: port).errors == ["swarm.port.host-ip"])
        #expect(Translated(service: port, allowsLostKeys: true).warnings == ["swarm.port.host-ip"])
    }

    @Test func anOldEngineLosesSecurityOptions() {
        let option = "security_opt: ['no-new-privileges']"
        #expect(Translated(service: option, api: APIVersion(1, 43)).errors == ["swarm.key.impossible"])
        #expect(Translated(service: option, api: APIVersion(1, 44)).errors == [])
    }

    @Test(arguments: [(44, ["swarm.mount.subpath"], false), (45, [], true)])
    func anOldEngineMountsTheWholeVolume(_ minor: Int, _ warnings: [String], _ isSent: Bool) throws {
        let result = Translated(
            service: "volumes: [{type: volume, source: data, target: /v, volume: {subpath: a}}]", api: APIVersion(1, minor))
        #expect(result.errors == [])
        #expect(result.warnings == warnings)
        #expect(try result.wire("TaskTemplate.ContainerSpec.Mounts").contains("Subpath") == isSent)
    }

    @Test func dockersDialectLosesThemSilently() throws {
        let result = Translated(service: "privileged: true, tmpfs: /run, restart: 'no', ports: ['127.0.0.1:80:80']", dialect: .stack)
        #expect(result.diagnostics.isEmpty)
        #expect(try result.wire("TaskTemplate.ContainerSpec.Mounts") == "absent")
        #expect(try result.wire("TaskTemplate.RestartPolicy") == "absent")
    }
}
