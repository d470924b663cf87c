import TestSupport
import Testing

/// Ports of containers.
@Suite struct HostPortTests {
    @Test(
        arguments: table(
            #"""
            ports: ["80"]
                {"80/tcp":[{}]}
            ports: ["8080:80"]
                {"80/tcp":[{"HostPort":"8080"}]}
            ports: ["127.0.0.1:8080:80/udp"]
                {"80/udp":[{"HostIp":"127.0.0.1","HostPort":"8080"}]}
            ports: ["8080:80", "8081:80"]
                {"80/tcp":[{"HostPort":"8080"},{"HostPort":"8081"}]}
            ports: ["8080-8081:80-81"]
                {"80/tcp":[{"HostPort":"8080"}],"81/tcp":[{"HostPort":"8081"}]}
            ports: ["8000-8010:80"]
                {"80/tcp":[{"HostPort":"8000-8010"}]}
            ports: [{target: 53, published: "53", protocol: udp, mode: host}]
                {"53/udp":[{"HostPort":"53"}]}
            user: root
                absent
            """#))
    func bound(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.PortBindings") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            expose: ["80"]
                {"80/tcp":{}}
            expose: ["53/udp", 80]
                {"53/udp":{},"80/tcp":{}}
            expose: ["3000-3002"]
                {"3000/tcp":{},"3001/tcp":{},"3002/tcp":{}}
            expose: ["80"], ports: ["8080:80", "53/udp"]
                {"53/udp":{},"80/tcp":{}}
            """#))
    func exposed(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("ExposedPorts") == row.expected)
    }
}
