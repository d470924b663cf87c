import EngineModel
import TestSupport
import Testing
import Translation

/// What containers share with others.
@Suite struct HostSharingTests {
    @Test(
        arguments: table(
            #"""
            network_mode: host
                "host"
            network_mode: none
                "none"
            network_mode: "service:db"
                "container:id1"
            network_mode: "container:other"
                "container:other"
            user: root
                "p_default"
            """#))
    func network(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.NetworkMode") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            pid: host
                "host"
            pid: "service:db"
                "container:id1"
            """#))
    func processes(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.PidMode") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ipc: shareable
                "shareable"
            ipc: "service:db"
                "container:id1"
            """#))
    func memory(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.IpcMode") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            volumes_from: [db]
                ["id1"]
            volumes_from: ["db:ro"]
                ["id1:ro"]
            volumes_from: ["container:other:ro"]
                ["other:ro"]
            """#))
    func mounts(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.VolumesFrom") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            links: [db]
                ["p-db-1:db","p-db-1:db-1","p-db-1:p-db-1","p-db-2:db","p-db-2:db-1","p-db-2:p-db-1"]
            external_links: ["a", "b:c"]
                ["a:a","b:c"]
            """#))
    func links(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Links") == row.expected)
    }

    @Test func cannotShareWithAServiceThatHasNoContainer() throws {
        let service = try #require(HostTranslated(service: "network_mode: \"service:db\"").service())
        #expect(service.sharing.services == ["db"])
        #expect(throws: MissingPeer(service: "web", peer: "db")) { try service.creation(of: ContainerOccasion(number: 1)) }
    }
}
