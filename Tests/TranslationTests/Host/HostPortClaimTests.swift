import ComposeLoading
import Diagnostics
import EngineModel
import TestSupport
import Testing
import Translation

/// Which containers of a project cannot run at the same time because of the host's ports.
@Suite struct HostPortClaimTests {
    @Test(
        arguments: table(
            #"""
            a: {image: i, ports: ["80:80"]}, b: {image: i, ports: ["80:81"]}
                host.port.shared
            a: {image: i, ports: ["80:80"]}, b: {image: i, ports: ["81:80", "80:80/udp", "80"]}
                -
            a: {image: i, ports: ["127.0.0.1:80:80"]}, b: {image: i, ports: ["127.0.0.2:80:80"]}
                -
            a: {image: i, ports: ["127.0.0.1:80:80"]}, b: {image: i, ports: ["80:80"]}
                host.port.shared
            a: {image: i, ports: ["0.0.0.0:80:80"]}, b: {image: i, ports: ["[::1]:80:80"]}
                -
            a: {image: i, ports: ["80:80", "80:81"]}
                host.port.shared
            a: {image: i, ports: ["80:80"], scale: 2}
                host.port.crowded
            a: {image: i, ports: ["80-81:80"], scale: 2}
                -
            a: {image: i, ports: ["80-81:80"], scale: 3}
                host.port.crowded
            a: {image: i, ports: ["80:80"], scale: 0}, b: {image: i, ports: ["80:80"]}
                -
            a: {image: i, ports: ["80:80"], network_mode: host, scale: 2}
                -
            a: {image: i, ports: ["80:80"]}, b: {image: i, ports: ["80:80"], depends_on: {a: {condition: service_completed_successfully}}}
                -
            a: {image: i, ports: ["80:80"]}, b: {image: i, ports: ["80:80"], depends_on: [a]}
                host.port.shared
            a: {image: i, ports: ["80:80"]}, b: {image: i, depends_on: {a: {condition: service_completed_successfully}}}, c: {image: i, ports: ["80:80"], depends_on: [b]}
                -
            """#))
    func conflicts(_ row: Row) throws {
        let loaded = load("services: {\(row.input)}")
        let project = try #require(loaded.project)
        let origin = ProjectOrigin(directory: "/p", files: [], toolVersion: "1")
        let state = try #require(HostTranslator(project: "p", origin: origin).translate(project).state)
        let ids = HostPortClaims(state.services, in: project).conflicts(.error).map(\.id.description)
        #expect((ids.isEmpty ? "-" : ids.joined(separator: " ")) == row.expected)
    }
}
