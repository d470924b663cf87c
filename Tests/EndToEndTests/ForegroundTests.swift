import TestSupport
import Testing

extension EndToEndTests {
    /// `up` in the foreground: how it ends.
    @Suite struct Foreground {
        private static let file = """
            services:
              web:
                image: busybox:1
                command: ["sh", "-c", "trap 'echo bye; exit 0' TERM; touch /ready; while :; do sleep 0.2; done"]
                # Before it can heed SIGTERM nobody is to send it, and then it is given its time.
                healthcheck: {test: [CMD, test, -e, /ready], interval: 200ms, retries: 100}
                stop_grace_period: 5m
              job:
                image: busybox:1
                command: ["sh", "-c", "echo working; exit 7"]
                depends_on: {web: {condition: service_healthy}}
              deaf:
                image: busybox:1
                command: ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.2; done"]
                stop_grace_period: 20m
                profiles: [deaf]
            """

        @Test(arguments: [["--abort-on-container-exit"], ["--abort-on-container-failure"], ["--exit-code-from", "job"]])
        func aContainersEndEndsAll(_ options: [String]) async throws {
            try await Stack.withProject("abort", Self.file) { stack in
                let up = try await stack.skep(["up", "--no-color"] + options)
                #expect(up.status == 7, "\(up)")
                #expect(up.output.contains("working") && up.output.contains("bye"), "\(up)")
                let states = try await stack.projectContainers("{{.State}}")
                #expect(states == ["web-1": "exited", "job-1": "exited"])
            }
        }

        @Test func theExitCodeIsThatOfTheChosenService() async throws {
            try await Stack.withProject("code-from", Self.file) { stack in
                let up = try await stack.skep("up", "--no-color", "--exit-code-from", "web", "--abort-on-container-exit")
                #expect(up.status == 0, "\(up)")
            }
        }

        @Test func theSecondInterruptKills() async throws {
            try await Stack.withProject("kill", Self.file) { stack in
                let run = try stack.startSkep("up", "--no-color", "--profile", "deaf", "deaf")
                #expect(await eventually { run.output.contains("ready") }, "\(run.output)\(run.errors)")
                let start = ContinuousClock.now
                run.interrupt()
                #expect(await eventually { run.errors.contains("Gracefully stopping") }, "\(run.errors)")
                run.interrupt()
                #expect(try await run.exit(limit: .seconds(300)) == 130, "\(run.errors)")
                #expect(ContinuousClock.now - start < .seconds(1000), "the grace period was waited for")
                let state = try await stack.docker("inspect", "--format", "{{.State.Status}} {{.State.ExitCode}}", "\(stack.name)-deaf-1")
                #expect(state.output == "exited 137\n", "\(state.all)")
            }
        }
    }

    /// What goes and what stays.
    @Suite struct HostLeftovers {
        private static let file = """
            services:
              web:
                image: busybox:1
                command: ["sleep", "100000"]
                stop_signal: SIGKILL
                volumes: ["data:/data", "/anonymous"]
                ports: ["80"]
              built:
                build: {context: ., dockerfile_inline: "FROM busybox:1\\nCMD [\\"sleep\\", \\"100000\\"]\\n"}
                stop_signal: SIGKILL
            volumes: {data: {}}
            """

        @Test func volumesAndImagesStayUntilAskedFor() async throws {
            try await Stack.withProject("leftovers", Self.file) { stack in
                for command in [["plan", "--host"], ["up", "--dry-run"]] {
                    let plan = try await stack.skep(command)
                    #expect(plan.status == 2 && plan.output.contains("+ container \(stack.name)-web-1"), "\(plan)")
                }
                #expect(try await stack.projectContainers().isEmpty)
                try await stack.up()
                let plan = try await stack.skep("up", "--dry-run")
                #expect(plan.status == 0, "\(plan)")
                try await stack.docker("exec", "\(stack.name)-web-1", "sh", "-c", "echo kept > /data/x; echo kept > /anonymous/x")

                // The anonymous volume goes from container to container, the named one outlives the project.
                try await stack.up("--force-recreate")
                let kept = try await stack.docker("exec", "\(stack.name)-web-1", "cat", "/data/x", "/anonymous/x")
                #expect(kept.output == "kept\nkept\n", "\(kept.all)")
                try await stack.up("--force-recreate", "-V")
                #expect(try await stack.docker("exec", "\(stack.name)-web-1", "ls", "/anonymous").output.isEmpty)
                #expect(try await stack.skep("down").status == 0)
                #expect(try await stack.lines("volume", "ls", "-q", "--filter", stack.projectLabel) == ["\(stack.name)_data"])
                #expect(try await stack.docker("image", "inspect", "\(stack.name)-built").status == 0)

                try await stack.up()
                try await stack.up("--force-recreate")
                let format = "{{range .Mounts}}{{.Name}} {{end}}"
                let volumes = try await stack.docker("inspect", "--format", format, "\(stack.name)-web-1").output.split(separator: " ")
                #expect(volumes.count > 1)
                let down = try await stack.skep("down", "-v", "--rmi", "local")
                let left = Set(try await stack.lines("volume", "ls", "-q"))
                #expect(volumes.allSatisfy { !left.contains(String($0)) }, "an anonymous volume that was taken over is left")
                #expect(down.status == 0, "\(down)")
                #expect(try await stack.lines("volume", "ls", "-q", "--filter", stack.projectLabel).isEmpty)
                #expect(try await stack.docker("image", "inspect", "\(stack.name)-built").status != 0)
                #expect(try await stack.docker("image", "inspect", "busybox:1").status == 0)
            }
        }

        @Test func anImageThatCannotBePulledIsNamed() async throws {
            let file = "services: {web: {image: '127.0.0.1:9/no/such:1'}, other: {image: 'busybox:1', pull_policy: never}}"
            try await Stack.withProject("pull", file) { stack in
                let pull = try await stack.skep("pull")
                #expect(pull.status == 1 && pull.errors.contains("cannot pull 127.0.0.1:9/no/such:1"), "\(pull)")
                #expect(!pull.errors.contains("Image busybox:1"), "\(pull)")
                let ignored = try await stack.skep("pull", "--ignore-pull-failures")
                #expect(ignored.status == 0, "\(ignored)")
                let up = try await stack.skep("up", "-d")
                #expect(up.status == 1 && up.errors.contains("cannot pull"), "\(up)")
                #expect(try await stack.projectContainers().isEmpty)
            }
        }
    }
}
