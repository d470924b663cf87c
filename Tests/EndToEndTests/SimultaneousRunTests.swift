import TestSupport
import Testing

extension EndToEndTests {
    /// Two people, or a person and a timer, bring the same project up at the same moment.
    @Suite struct SimultaneousRuns {
        private static let file = """
            services:
              first:
                image: busybox:1
                command: ["sleep", "100000"]
                stop_signal: SIGKILL
                networks: [one, two]
                volumes: ["data:/data", "/anonymous"]
              second:
                image: busybox:1
                command: ["sleep", "100000"]
                stop_signal: SIGKILL
                configs: [{source: rules, target: /rules}]
                scale: 2
              third:
                image: busybox:1
                command: ["sleep", "100000"]
                stop_signal: SIGKILL
                deploy: {update_config: {order: start-first}}
            networks: {one: {}, two: {}}
            volumes: {data: {}}
            configs: {rules: {content: "some"}}
            """

        @Test("of a first up, of one that changes all, and of one that is told to")
        func bothBringTheProjectUp() async throws {
            try await Stack.withProject("twice", Self.file) { stack in
                try await upTwice(stack)
                let file = Self.file.replacing("some", with: "others").replacing("100000", with: "100001")
                try stack.write("name: \(stack.name)\n" + file)
                let before = try await stack.projectContainers()
                try await upTwice(stack)
                let after = try await stack.projectContainers()
                #expect(before.allSatisfy { after[$0.key] != $0.value }, "\(after)")
                try await upTwice(stack, "--force-recreate")
                #expect(try await stack.up().errors.contains("Running"))
            }
        }

        private func upTwice(_ stack: Stack, _ options: String...) async throws {
            async let one = stack.skep(["up", "-d"] + options)
            async let other = stack.skep(["up", "-d"] + options)
            for run in try await [one, other] { #expect(run.status == 0, "\(run.all)") }
            let states = try await stack.projectContainers("{{.State}}")
            #expect(states == ["first-1": "running", "second-1": "running", "second-2": "running", "third-1": "running"])
            #expect(try await stack.lines("network", "ls", "-q", "--filter", stack.projectLabel).count == 3)
        }
    }
}
