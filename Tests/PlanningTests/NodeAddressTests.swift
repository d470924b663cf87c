import EngineModel
import Testing

@testable import Planning

/// `node.ip` in placement constraints: an address, or a network that contains it.
@Suite struct NodeAddressTests {
    @Test(
        arguments: [
            ("10.0.0.1", "10.0.0.1", true), ("10.0.0.1", "10.0.0.2", false), ("10.0.0.0/8", "10.9.8.7", true),
            ("10.0.0.0/8", "11.0.0.1", false), ("10.0.0.1/32", "10.0.0.1", true), ("0.0.0.0/0", "192.168.1.1", true),
            ("10.128.0.0/9", "10.127.0.1", false), ("10.0.0.0/33", "10.0.0.1", false), ("10.0.0.0/-1", "10.0.0.1", false),
            ("fd00::/8", "fd12:3456::1", true), ("fd00::/8", "fe80::1", false), ("fe80::/10", "febf::1", true),
            ("fe80::/10", "fec0::1", false),
            ("2001:db8::1", "2001:DB8:0:0::1", true), ("2001:db8::1", "2001:db8::2", false), ("::1/128", "0:0:0:0:0:0:0:1", true),
            ("::/0", "fd00::1", true), ("::/0", "10.0.0.1", false), ("0.0.0.0/0", "fd00::1", false), ("fd00::/129", "fd00::1", false),
            ("10.0.0.0/8", "::ffff:10.1.2.3", true), ("64:ff9b::10.0.0.1", "64:ff9b::a00:1", true),
        ])
    func constraint(value: String, address: String, accepts: Bool) throws {
        let node = SwarmNode(id: "n", version: ObjectVersion(1), spec: NodeSpec(), status: NodeStatus(state: .ready, addr: address))
        #expect(try #require(PlacementConstraint("node.ip == \(value)")).accepts(node) == accepts)
        #expect(try #require(PlacementConstraint("node.ip != \(value)")).accepts(node) != accepts)
    }

    @Test(
        arguments: [
            "", ":", ":::", "1", "10.0.0", "10.0.0.256", "10.0.0.+1", "10.0.0.0.1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3",
            "12345::", "g::", "1:2:3:4:5:6:7::8", "::10.0.0", "10.0.0.1::", "fe80::1%eth0", "١.0.0.1",
        ])
    func noAddress(text: String) {
        #expect(NodeAddress(text) == nil)
    }
}
