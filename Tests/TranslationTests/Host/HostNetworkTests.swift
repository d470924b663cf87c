import EngineModel
import TestSupport
import Testing
import Translation

/// Networks of containers.
@Suite struct HostNetworkTests {
    @Test(
        arguments: table(
            #"""
            user: root
                {"p_default":{"Aliases":["p-web-1","web"]}}
            networks: {back: {aliases: [a]}}
                {"spine":{"Aliases":["p-web-1","web","a"]}}
            networks: {outside: {}}
                {"outside":{"Aliases":["p-web-1","web"]}}
            networks: [front, back]
                {"p_front":{"Aliases":["p-web-1","web"]},"spine":{"Aliases":["p-web-1","web"]}}
            networks: {front: {ipv4_address: 1.2.3.4, ipv6_address: "::1", link_local_ips: [5.6.7.8]}}
                {"p_front":{"Aliases":["p-web-1","web"],"IPAMConfig":{"IPv4Address":"1.2.3.4","IPv6Address":"::1","LinkLocalIPs":["5.6.7.8"]},"IPAddress":"1.2.3.4","IPv6Gateway":"::1"}}
            networks: {front: {mac_address: "02:00:00:00:00:01", gw_priority: 3, driver_opts: {a: b}, interface_name: eth7}}
                {"p_front":{"Aliases":["p-web-1","web"],"DriverOpts":{"a":"b","com.docker.network.endpoint.ifname":"eth7"},"GwPriority":3,"MacAddress":"02:00:00:00:00:01"}}
            networks: [back, front], mac_address: "02:00:00:00:00:01"
                {"p_front":{"Aliases":["p-web-1","web"]},"spine":{"Aliases":["p-web-1","web"],"MacAddress":"02:00:00:00:00:01"}}
            networks: {front: {mac_address: "02:00:00:00:00:01"}}, mac_address: "02:00:00:00:00:02"
                ! host.mac-address
            network_mode: host
                absent
            """#))
    func endpoints(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("NetworkingConfig.EndpointsConfig") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            networks: [front, back]
                "spine"
            networks: {front: {priority: 1}, back: {}}
                "p_front"
            """#))
    func first(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.NetworkMode") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            networks: [front, back]
                {"spine":{"Aliases":["p-web-1","web"]}}
            networks: {front: {mac_address: "02:00:00:00:00:01"}, back: {mac_address: "02:00:00:00:00:02"}}
                ! host.mac-address.several
            """#))
    func onOldEngines(_ row: Row) throws {
        #expect(
            try HostTranslated(service: row.input, api: APIVersion(1, 41)).wire("NetworkingConfig.EndpointsConfig")
                == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            networks: {front: {mac_address: "02:00:00:00:00:01"}}
                "02:00:00:00:00:01"
            mac_address: "02:00:00:00:00:02"
                "02:00:00:00:00:02"
            """#))
    func addressOnOldEngines(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input, api: APIVersion(1, 41)).wire("MacAddress") == row.expected)
    }

    @Test func joinsFurtherNetworksOfOldEnginesLater() throws {
        let creation = try HostTranslated(service: "networks: [front, back]", api: APIVersion(1, 43)).creation()
        #expect(creation?.connections.map(\.network) == ["p_front"])
        #expect(creation?.connections.first?.settings.aliases == ["p-web-1", "web"])
    }

    @Test func theEnginesOwnNetworksHaveNoNames() throws {
        let translated = HostTranslated("services: {web: {image: i}}\nnetworks: {default: {external: true, name: bridge}}")
        #expect(try translated.wire("NetworkingConfig.EndpointsConfig") == #"{"bridge":{}}"#)
    }

    @Test func createsWhatServicesUse() throws {
        let translated = HostTranslated(
            """
            services: {web: {image: i, networks: [a, b]}}
            networks:
              a: {driver: bridge, internal: true, attachable: true, enable_ipv6: true, labels: {k: v}, driver_opts: {o: p},
                ipam: {driver: d, config: [{subnet: 10.0.0.0/24, gateway: 10.0.0.1, aux_addresses: {h: 10.0.0.9}}], options: {x: y}}}
              b: {name: given}
              unused: {}
            """)
        let networks = try #require(translated.state).networks
        #expect(networks.map(\.name) == ["p_a", "given"])
        let first = try JSONValue?.some(JSONValue(encoding: networks[0].request)).wireText
        #expect(
            first == #"{"Attachable":true,"CheckDuplicate":true,"Driver":"bridge","EnableIPv6":true,"#
                + #""IPAM":{"Config":[{"AuxiliaryAddresses":{"h":"10.0.0.9"},"Gateway":"10.0.0.1","Subnet":"10.0.0.0/24"}],"#
                + #""Driver":"d","Options":{"x":"y"}},"Internal":true,"Labels":{"com.docker.compose.network":"a","#
                + #""com.docker.compose.project":"p","com.docker.compose.version":"1","k":"v"},"Name":"p_a","Options":{"o":"p"}}"#)
    }
}
