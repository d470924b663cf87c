import TestSupport
import Testing

/// Ports of a service: every short form, the long form, and what is refused.
@Suite struct PortsTests {
    private let subject = Subject.service("ports")

    @Test(
        arguments: table(
            #"""
            [80]
                [{"mode":"ingress","protocol":"tcp","target":80}]
            ["80"]
                [{"mode":"ingress","protocol":"tcp","target":80}]
            ["8080:80"]
                [{"mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            [{target: 80, host_ip: ""}]
                [{"mode":"ingress","protocol":"tcp","target":80}]
            ["8080:80/udp"]
                [{"mode":"ingress","protocol":"udp","published":"8080","target":80}]
            ["8080:80/SCTP"]
                [{"mode":"ingress","protocol":"sctp","published":"8080","target":80}]
            ["127.0.0.1:8080:80"]
                [{"host_ip":"127.0.0.1","mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            ["127.0.0.1::80"]
                [{"host_ip":"127.0.0.1","mode":"ingress","protocol":"tcp","target":80}]
            ["[::1]:8080:80"]
                [{"host_ip":"::1","mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            ["::1:8080:80"]
                [{"host_ip":"::1","mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            ["8000-8002:9000-9002"]
                [{"mode":"ingress","protocol":"tcp","published":"8000","target":9000},{"mode":"ingress","protocol":"tcp","published":"8001","target":9001},{"mode":"ingress","protocol":"tcp","published":"8002","target":9002}]
            ["8000-8002:9000"]
                [{"mode":"ingress","protocol":"tcp","published":"8000-8002","target":9000}]
            ["9000-9002"]
                [{"mode":"ingress","protocol":"tcp","target":9000},{"mode":"ingress","protocol":"tcp","target":9001},{"mode":"ingress","protocol":"tcp","target":9002}]
            ["127.0.0.1:5000-5001:5000-5001/udp"]
                [{"host_ip":"127.0.0.1","mode":"ingress","protocol":"udp","published":"5000","target":5000},{"host_ip":"127.0.0.1","mode":"ingress","protocol":"udp","published":"5001","target":5001}]
            ["8080:80", "8080:80"]
                [{"mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            ["8080:80", "8081:80"]
                [{"mode":"ingress","protocol":"tcp","published":"8080","target":80},{"mode":"ingress","protocol":"tcp","published":"8081","target":80}]
            ["0.0.0.0:8080:80"]
                [{"host_ip":"0.0.0.0","mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            ["9-11:9-11"]
                [{"mode":"ingress","protocol":"tcp","published":"10","target":10},{"mode":"ingress","protocol":"tcp","published":"11","target":11},{"mode":"ingress","protocol":"tcp","published":"9","target":9}]
            [":80"]
                [{"mode":"ingress","protocol":"tcp","target":80}]
            ["8080:80/"]
                [{"mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            ["0:80"]
                [{"mode":"ingress","protocol":"tcp","published":"0","target":80}]
            []
                absent
            [22:22]
                [{"mode":"ingress","protocol":"tcp","published":"22","target":22}]
            """#))
    func short(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [{target: 80}]
                [{"mode":"ingress","protocol":"tcp","target":80}]
            [{target: "80"}]
                [{"mode":"ingress","protocol":"tcp","target":80}]
            [{target: 80, published: 8080}]
                [{"mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            [{target: 80, published: "8080"}]
                [{"mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            [{target: 80, published: "8000-8010"}]
                [{"mode":"ingress","protocol":"tcp","published":"8000-8010","target":80}]
            [{target: 80, published: 8080, protocol: udp, mode: host}]
                [{"mode":"host","protocol":"udp","published":"8080","target":80}]
            [{target: 80, host_ip: 127.0.0.1, published: "8080"}]
                [{"host_ip":"127.0.0.1","mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            [{name: http, target: 80, app_protocol: http}]
                [{"app_protocol":"http","mode":"ingress","name":"http","protocol":"tcp","target":80}]
            [{target: 80, x-note: hello}]
                [{"mode":"ingress","protocol":"tcp","target":80,"x-note":"hello"}]
            [{target: 80, published: ""}]
                [{"mode":"ingress","protocol":"tcp","target":80}]
            [{target: 80, published: 8080}, "8080:80"]
                [{"mode":"ingress","protocol":"tcp","published":"8080","target":80}]
            """#))
    func long(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ["70000:80"]
                ! compose.port.range
            ["80:70000"]
                ! compose.port.range
            ["80:99999999999"]
                ! compose.port.range
            ["abc"]
                ! compose.port.syntax
            [""]
                ! compose.port.empty
            ["80:"]
                ! compose.port.empty
            ["8080:80/http"]
                ! compose.port.protocol
            ["300.0.0.1:8080:80"]
                ! compose.port.address
            ["8000-8002:9000-9001"]
                ! compose.port.ranges
            ["9002-9000"]
                ! compose.port.syntax
            ["80-"]
                ! compose.port.syntax
            ["-80"]
                ! compose.port.syntax
            ["8080:80:90:100"]
                ! compose.port.address
            ["localhost:8080:80"]
                ! compose.port.address
            [null]
                ! compose.type
            [[80]]
                ! compose.type
            [true]
                ! compose.port.syntax
            80
                ! compose.type
            {target: 80}
                ! compose.type
            [{published: 80}]
                ! compose.key.missing
            [{target: 0}]
                ! compose.port.range
            [{target: 70000}]
                ! compose.port.range
            [{target: eighty}]
                ! compose.integer
            [{target: 80, published: 70000}]
                ! compose.port.range
            [{target: 80, published: x}]
                ! compose.port.syntax
            [{target: 80, host_ip: nowhere}]
                ! compose.address
            [{target: 80, publishd: 80}]
                ! compose.key.unknown
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
