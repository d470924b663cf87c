import TestSupport
import Testing

/// Ports that services publish.
@Suite struct PortTranslationTests {
    @Test(
        arguments: table(
            #"""
            ports: ["8080:80"]
                {"Ports":[{"Protocol":"tcp","PublishMode":"ingress","PublishedPort":8080,"TargetPort":80}]}
            ports: [80]
                {"Ports":[{"Protocol":"tcp","PublishMode":"ingress","TargetPort":80}]}
            ports: ["8080:80/udp"]
                {"Ports":[{"Protocol":"udp","PublishMode":"ingress","PublishedPort":8080,"TargetPort":80}]}
            ports: ["8000-8002:80"]
                {"Ports":[{"Protocol":"tcp","PublishMode":"ingress","PublishedPort":8000,"TargetPort":80},{"Protocol":"tcp","PublishMode":"ingress","PublishedPort":8001,"TargetPort":80},{"Protocol":"tcp","PublishMode":"ingress","PublishedPort":8002,"TargetPort":80}]}
            ports: ["8000-8001:90-91"]
                {"Ports":[{"Protocol":"tcp","PublishMode":"ingress","PublishedPort":8000,"TargetPort":90},{"Protocol":"tcp","PublishMode":"ingress","PublishedPort":8001,"TargetPort":91}]}
            ports: [{target: 80, published: 8080, mode: host, name: http}]
                {"Ports":[{"Name":"http","Protocol":"tcp","PublishMode":"host","PublishedPort":8080,"TargetPort":80}]}
            ports: ["9:9", "8:8"]
                {"Ports":[{"Protocol":"tcp","PublishMode":"ingress","PublishedPort":8,"TargetPort":8},{"Protocol":"tcp","PublishMode":"ingress","PublishedPort":9,"TargetPort":9}]}
            deploy: {endpoint_mode: dnsrr}
                {"Mode":"dnsrr"}
            deploy: {endpoint_mode: VIP}
                {"Mode":"vip"}
            deploy: {endpoint_mode: other}
                ! swarm.deploy.endpoint-mode
            deploy: {endpoint_mode: dnsrr}, ports: ["80:80"]
                ! swarm.port.dnsrr
            deploy: {endpoint_mode: dnsrr}, ports: [{target: 80, mode: host}]
                {"Mode":"dnsrr","Ports":[{"Protocol":"tcp","PublishMode":"host","TargetPort":80}]}
            ports: ["127.0.0.1:80:80"]
                ! swarm.port.host-ip
            ports: ["0.0.0.0:80:80"]
                {"Ports":[{"Protocol":"tcp","PublishMode":"ingress","PublishedPort":80,"TargetPort":80}]}
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("EndpointSpec") == row.expected)
    }
}
