import TestSupport
import Testing

/// How a container finds others, and shares what they have.
@Suite struct AddressKeysTests {
    @Test(
        arguments: table(
            #"""
            1.1.1.1
                ["1.1.1.1"]
            [1.1.1.1, 8.8.8.8]
                ["1.1.1.1","8.8.8.8"]
            [1.1.1.1, 1.1.1.1]
                ["1.1.1.1"]
            5
                ! compose.type
            {a: b}
                ! compose.type
            """#))
    func dns(_ row: Row) {
        #expect(Subject.service("dns").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [use-vc]
                ["use-vc"]
            [a, a]
                ["a"]
            use-vc
                ! compose.type
            """#))
    func dnsOpt(_ row: Row) {
        #expect(Subject.service("dns_opt").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            example.com
                ["example.com"]
            [a, b]
                ["a","b"]
            ""
                [""]
            5
                ! compose.type
            """#))
    func dnsSearch(_ row: Row) {
        #expect(Subject.service("dns_search").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ["3000"]
                ["3000"]
            [3000, 8000-8010]
                ["3000","8000-8010"]
            ["80/udp"]
                ["80/udp"]
            3000
                ! compose.type
            """#))
    func expose(_ row: Row) {
        #expect(Subject.service("expose").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [db]
                ["db"]
            ["db:alias"]
                ["db:alias"]
            db
                ! compose.type
            [missing]
                ! compose.service.undefined
            """#))
    func links(_ row: Row) {
        #expect(Subject.service("links", with: "  db: {image: i}\nconfigs: {c: {file: s.txt}}\n").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ["a:b"]
                ["a:b"]
            a
                ! compose.type
            """#))
    func externalLinks(_ row: Row) {
        #expect(Subject.service("external_links").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [db]
                ["db"]
            ["db:ro"]
                ["db:ro"]
            ["container:x"]
                ["container:x"]
            [missing]
                ! compose.service.undefined
            """#))
    func volumesFrom(_ row: Row) {
        #expect(Subject.service("volumes_from", with: "  db: {image: i}\nconfigs: {c: {file: s.txt}}\n").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            host
                "host"
            none
                "none"
            "service:db"
                "service:db"
            "container:x"
                "container:x"
            5
                ! compose.type
            "service:missing"
                ! compose.service.undefined
            """#))
    func networkMode(_ row: Row) {
        #expect(Subject.service("network_mode", with: "  db: {image: i}\nconfigs: {c: {file: s.txt}}\n").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            host
                "host"
            "service:db"
                "service:db"
            ~
                absent
            5
                ! compose.type
            """#))
    func pid(_ row: Row) {
        #expect(Subject.service("pid", with: "  db: {image: i}\nconfigs: {c: {file: s.txt}}\n").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            host
                "host"
            shareable
                "shareable"
            "service:db"
                "service:db"
            5
                ! compose.type
            """#))
    func ipc(_ row: Row) {
        #expect(Subject.service("ipc", with: "  db: {image: i}\nconfigs: {c: {file: s.txt}}\n").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            host
                "host"
            5
                ! compose.type
            """#))
    func uts(_ row: Row) {
        #expect(Subject.service("uts").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            "02:42:ac:11:00:02"
                "02:42:ac:11:00:02"
            5
                ! compose.type
            """#))
    func macAddress(_ row: Row) {
        #expect(Subject.service("mac_address").outcome(row.input) == row.expected)
    }
}
