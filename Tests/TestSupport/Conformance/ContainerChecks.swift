import EngineClient
import EngineModel

extension ConformanceCheck {
    static let containerChecks: [ConformanceCheck] = [
        ConformanceCheck("a container lives: created, running, ended, gone") { bench in
            let engine = bench.engine
            let id = try await bench.createContainer("life")
            try bench.expect(try await engine.container(id).state?.status == .created, "not created")
            try bench.expect(try await engine.container(bench.name("life")).name == "/" + bench.name("life"), "another name")
            try await engine.startContainer(id)
            try await engine.startContainer(id)
            try bench.expect(try await engine.container(id).state?.running == true, "does not run")
            try await engine.stopContainer(id, options: StopOptions(timeout: 0))
            try await engine.stopContainer(id, options: StopOptions(timeout: 0))
            try bench.expect(try await engine.container(id).state?.status == .exited, "has not ended")
            try await engine.restartContainer(id, options: StopOptions(timeout: 0))
            try bench.expect(try await engine.container(id).state?.status == .running, "does not run again")
            try await bench.expectRefusal([409], "the removal of a running container") {
                try await engine.removeContainer(id, force: false, withVolumes: false)
            }
            try await engine.removeContainer(id, force: true, withVolumes: true)
            try await bench.expectRefusal([404], "a container that is gone") { _ = try await engine.container(id) }
            try await bench.expectRefusal([404], "the start of a container that is gone") { try await engine.startContainer(id) }
        },
        ConformanceCheck("names of containers are unique") { bench in
            let first = try await bench.createContainer("one")
            let second = try await bench.createContainer("two")
            try await bench.expectRefusal([409], "a second container of the name") { _ = try await bench.createContainer("one") }
            try await bench.expectRefusal([409], "a name that is taken") {
                try await bench.engine.renameContainer(second, to: bench.name("one"))
            }
            try await bench.engine.renameContainer(first, to: bench.name("three"))
            try bench.expect(try await bench.engine.container(bench.name("three")).id == first, "not renamed")
        },
        ConformanceCheck("a container needs an image that is here") { bench in
            try await bench.expectRefusal([404], "a missing image") {
                let request = ContainerCreateRequest(image: "nobody/has-this:1", labels: bench.labels)
                _ = try await bench.engine.createContainer(request, name: bench.name("none"), platform: nil)
            }
            try await bench.expectRefusal([404], "a missing image") { _ = try await bench.engine.image("nobody/has-this:1") }
        },
        ConformanceCheck("the exit code is waited for") { bench in
            await bench.rehearseContainer(bench.name("three"), .exits(3), [])
            let id = try await bench.createContainer("three", ["sh", "-c", "exit 3"])
            let pending = try await bench.engine.waitForContainer(id, until: .nextExit)
            try await bench.engine.startContainer(id)
            let exit = try await pending.exit()
            try bench.expect(exit.statusCode == 3 && exit.error == nil, "\(exit)")
            let state = try await bench.engine.container(id).state
            try bench.expect(state?.exitCode == 3 && state?.status == .exited, "\(String(describing: state))")
            let again = try await bench.engine.waitForContainer(id, until: .notRunning).exit()
            try bench.expect(again.statusCode == 3, "\(again)")
        },
        ConformanceCheck("a signal ends what runs, and nothing else") { bench in
            let id = try await bench.createContainer("kill")
            try await bench.expectRefusal([409], "a kill of a container that does not run") {
                try await bench.engine.killContainer(id, signal: nil)
            }
            try await bench.engine.startContainer(id)
            let pending = try await bench.engine.waitForContainer(id, until: .notRunning)
            try await bench.engine.killContainer(id, signal: "SIGKILL")
            try bench.expect(try await pending.exit().statusCode == 137, "not killed")
        },
        ConformanceCheck("a paused container is not running until it goes on") { bench in
            let id = try await bench.runContainer("pause")
            try await bench.engine.pauseContainer(id)
            try bench.expect(try await bench.engine.container(id).state?.status == .paused, "not paused")
            try await bench.expectRefusal([409], "a second pause") { try await bench.engine.pauseContainer(id) }
            try await bench.engine.unpauseContainer(id)
            try bench.expect(try await bench.engine.container(id).state?.status == .running, "still paused")
        },
        ConformanceCheck("lists have what runs, and on request what does not") { bench in
            _ = try await bench.createContainer("idle")
            let running = try await bench.runContainer("busy")
            let filters = ObjectFilters.stack(bench.stack)
            let some = try await bench.engine.containers(matching: filters, includingStopped: false)
            try bench.expect(some.map(\.id) == [running] && some[0].state == .running, "\(some)")
            let all = try await bench.engine.containers(matching: filters)
            try bench.expect(Set(all.flatMap(\.names)) == ["/" + bench.name("idle"), "/" + bench.name("busy")], "\(all)")
            try bench.expect(all.allSatisfy { $0.labels[StackLabel.namespace] == bench.stack }, "labels are missing")
            let named = try await bench.engine.containers(matching: filters.name(bench.name("idle")))
            try bench.expect(named.count == 1, "\(named)")
        },
        ConformanceCheck("a health check is followed") { bench in
            var request = bench.containerRequest(["sleep", "1000"])
            request.healthcheck = Healthcheck(test: ["CMD", "true"], interval: 200_000_000, timeout: 2_000_000_000, retries: 3)
            let id = try await bench.engine.createContainer(request, name: bench.name("well"), platform: nil).id
            try await bench.engine.startContainer(id)
            _ = try await bench.eventually("the container is healthy") {
                try await bench.engine.container(id).state?.health?.status == .healthy ? true : nil
            }
        },
        ConformanceCheck("a port of the host belongs to one container") { bench in
            var request = bench.containerRequest(["sleep", "1000"])
            request.hostConfig?.networkMode = "bridge"
            request.exposedPorts = ["80/tcp": EmptyObject()]
            request.hostConfig?.portBindings = ["80/tcp": [PortBinding(hostIP: "127.0.0.1", hostPort: "18467")]]
            let first = try await bench.engine.createContainer(request, name: bench.name("first"), platform: nil).id
            let second = try await bench.engine.createContainer(request, name: bench.name("second"), platform: nil).id
            try await bench.engine.startContainer(first)
            try await bench.expectRefusal([500], "a port that is taken") { try await bench.engine.startContainer(second) }
            let ports = try await bench.engine.container(first).networkSettings?.ports["80/tcp"]
            try bench.expect(ports == [PortBinding(hostIP: "127.0.0.1", hostPort: "18467")], "\(String(describing: ports))")
        },
        ConformanceCheck("events tell what happens to containers") { bench in
            let options = EventOptions(filters: ObjectFilters.stack(bench.stack).type(.container))
            var events = try await bench.engine.events(options).makeAsyncIterator()
            await bench.rehearseContainer(bench.name("short"), .exits(4), [])
            let id = try await bench.createContainer("short", ["sh", "-c", "exit 4"])
            try await bench.engine.startContainer(id)
            _ = try await bench.engine.waitForContainer(id, until: .notRunning).exit()
            var actions: [String] = []
            while actions.last != "die", let event = try await events.next() {
                try bench.expect(event.actor?.id == id && event.actor?.attributes["name"] == bench.name("short"), "\(event)")
                actions.append(event.action)
                if event.action == "die" { try bench.expect(event.actor?.attributes["exitCode"] == "4", "\(event)") }
            }
            try bench.expect(actions == ["create", "start", "die"], "\(actions)")
        },
    ]
}

extension ConformanceBench {
    /// What a small container is made from.
    func containerRequest(_ command: [String]) -> ContainerCreateRequest {
        ContainerCreateRequest(image: image, command: command, labels: labels, hostConfig: HostConfig(networkMode: "none"))
    }

    /// Creates a small container; the answer is its id.
    func createContainer(_ short: String, _ command: [String] = ["sleep", "1000"]) async throws -> String {
        try await engine.createContainer(containerRequest(command), name: name(short), platform: nil).id
    }

    /// Creates a small container and starts it.
    func runContainer(_ short: String, _ command: [String] = ["sleep", "1000"]) async throws -> String {
        let id = try await createContainer(short, command)
        try await engine.startContainer(id)
        return id
    }
}
