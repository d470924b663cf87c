import TestSupport
import Testing

extension EndToEndTests {
    /// A network of one host that is made anew, on a real engine.
    @Suite struct Networks {
        private static let file = """
            services:
              web: {image: busybox:1, command: [sleep, "1000"], stop_signal: SIGKILL, networks: [back, default]}
              apart: {image: busybox:1, command: [sleep, "1000"], stop_signal: SIGKILL}
            networks: {back: {driver_opts: {com.docker.network.driver.mtu: "MTU"}}}
            """

        @Test func aChangedNetworkIsMadeAnewWhenAskedFor() async throws {
            try await Stack.withProject("networks") { stack in
                try stack.write("name: \(stack.name)\n" + Self.file.replacing("MTU", with: "1400"))
                try await stack.up()
                let before = try await stack.projectContainers()
                try stack.write("name: \(stack.name)\n" + Self.file.replacing("MTU", with: "1300"))
                let told = try await stack.up()
                #expect(told.errors.contains("--recreate-networks"), "\(told.all)")
                #expect(try await stack.projectContainers() == before)
                try await stack.up("--recreate-networks")
                let after = try await stack.projectContainers()
                #expect(after["apart-1"] == before["apart-1"] && after["web-1"] != before["web-1"])
                #expect(try await stack.links().contains("mtu 1300"))
                let again = try await stack.up("--recreate-networks")
                #expect(try await stack.projectContainers() == after, "\(again.all)")
            }
        }

        @Test func aContainerWhoseNetworkWasRemovedComesBack() async throws {
            try await Stack.withProject("networks-lost") { stack in
                try stack.write("name: \(stack.name)\n" + Self.file.replacing("MTU", with: "1400"))
                try await stack.up()
                let before = try await stack.projectContainers()
                try await stack.docker("stop", "\(stack.name)-web-1")
                try await stack.docker("network", "rm", "\(stack.name)_back")
                try await stack.up()
                let after = try await stack.projectContainers()
                #expect(after["apart-1"] == before["apart-1"] && after["web-1"] != before["web-1"])
                #expect(try await stack.links().contains("mtu 1400"))
            }
        }
    }
}

extension Stack {
    fileprivate func links() async throws -> String { try await docker("exec", "\(name)-web-1", "ip", "link").output }
}
