import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("projects of one host") struct HostTests {
    private func project() async throws -> FakeEngine {
        let engine = FakeEngine()
        try await engine.addProjectContainer("home", "web", number: 1)
        try await engine.addProjectContainer("home", "web", number: 2)
        await engine.setExec { request in
            let text = (request.command + request.environment + [request.user, request.workingFolder]).joined(separator: " ")
            return ([OutputChunk(source: .stdout, bytes: Array(text.utf8)), OutputChunk(source: .stderr, bytes: [33])], 7)
        }
        return engine
    }

    @Test("exec gives output, errors and the exit code of the command") func exec() async throws {
        let result = await skep(
            "exec", "-e", "A=1", "-e", "HOME", "-u", "me", "-w", "/tmp", "home", "web", "ls", "-la", "--", "x", engine: try await project(),
            environment: ["HOME": "/root"])
        #expect(result.code == 7, "\(result)")
        #expect(result.out == "ls -la -- x A=1 HOME=/root me /tmp")
        #expect(result.err == "!")
    }

    @Test("ls shows the projects of an engine, with docker compose's columns") func ls() async throws {
        let engine = try await project()
        let table = await skep("ls", "--projects", engine: engine)
        #expect(table.out.split(separator: "\n").count == 2 && table.out.hasPrefix("NAME      STATUS       CONFIG FILES\n"), "\(table)")
        #expect(table.out.contains("home      running(2)"))
        #expect(await skep("ls", "--projects", "-q", engine: engine).out == "home\n")
        #expect(await skep("ls", engine: engine).out == "NAME      SERVICES\n")
    }

    @Test("ls as JSON is docker compose's list, with more fields, and names are chosen by what is in them") func lsJSON() async throws {
        let engine = try await project()
        try await engine.addProjectContainer("shop", "db", number: 1)
        func listed(_ arguments: String...) async throws -> [[String: String]] {
            let text = await skep(["ls", "--projects", "--format", "json"] + arguments, engine: engine).out
            return try JSONDecoder().decode([[String: String]].self, from: Data(text.utf8))
        }
        let all = try await listed()
        #expect(all.map { $0["Name"] } == ["home", "shop"] && all.map { $0["Status"] } == ["running(2)", "running(1)"])
        #expect(all.map { $0["Services"] } == ["1", "1"] && all.allSatisfy { $0["ConfigFiles"] == "N/A" && $0["WorkingDir"] != nil })
        #expect(try await listed("--filter", "name=om").map { $0["Name"] } == ["home"])
        #expect(try await listed("--filter", "name=om", "--filter", "name=shop").count == 2)
        #expect(try await listed("--filter", "name=nothing").isEmpty)
        #expect(await skep("ls", "--filter", "status=running", engine: engine).code == 64)
    }

    @Test(
        "exec names what is not there",
        arguments: [["home", "db", "ls"], ["-p", "home", "db", "ls"], ["--index", "3", "home", "web", "ls"]])
    func execMissing(words: [String]) async throws {
        let result = await skep(["exec"] + words, engine: try await project())
        #expect(result.code == 1 && result.err.hasPrefix("error: "), "\(result)")
    }

    @Test("exec finds the task of a stack on this node, and says where others run") func execStack() async throws {
        let engine = FakeEngine()
        _ = try await engine.createService(StackFixture.spec("home_web"))
        await engine.settle()
        let result = await skep("exec", "home", "web", "ls", engine: engine)
        // The fake swarm's tasks have no containers that one could reach.
        #expect(result.code == 1 && result.err.contains("No such container: container-of-"), "\(result)")
    }

    @Test("the output of a project has the names of its containers") func logs() async throws {
        let engine = try await project()
        await engine.setOutput(
            [
                LogLine(source: .stdout, time: Timestamp(seconds: 1), text: "hello"),
                LogLine(source: .stderr, time: Timestamp(seconds: 2), text: "oh"),
            ], container: "home-web-1")
        let whole = await skep("logs", "home", engine: engine)
        #expect(whole.out == "web-1  | hello\nweb-1  | oh\n" && whole.err.isEmpty, "\(whole)")
        #expect(
            await skep("logs", "-t", "--no-log-prefix", "-p", "home", "web", engine: engine).out
                == "1970-01-01T00:00:01Z hello\n1970-01-01T00:00:02Z oh\n")
        #expect(await skep("logs", "--index", "2", "home", engine: engine).out == "")
        #expect(await skep("logs", "home", "db", engine: engine).err == "error: no such service: db\n")
        #expect(await skep("logs", "home", engine: FakeEngine()).code == 1)
    }

    @Test("nothing is made where a port of the host could be only one container's") func hostPorts() async throws {
        let folder = try ComposeFolder([
            "compose.yaml": "services: {web: {image: busybox, ports: ['80:80']}, dev: {image: busybox, ports: ['80:90']}}"
        ])
        let engine = FakeEngine()
        await engine.addLocalImage("busybox")
        for words in [["up", "-d"], ["up", "-d", "--scale", "web=2", "web"], ["up", "--dry-run"], ["plan", "--host"]] {
            let result = await skep(words, engine: engine, directory: folder.path)
            #expect(result.code == 64 && result.err.contains("compose.yaml:1:") && result.err.contains("[host.port."), "\(words) \(result)")
        }
        #expect(await engine.writes.isEmpty)
        #expect(await skep("check", "--host", engine: engine, directory: folder.path).code == 0)
        #expect(await skep("create", engine: engine, directory: folder.path).code == 0)
        #expect(await skep("up", "-d", "dev", engine: engine, directory: folder.path).code == 0)
    }

    @Test("on an engine without a swarm a project is found all the same") func withoutSwarm() async throws {
        let engine = try await project()
        await engine.leaveSwarm()
        #expect(await skep("logs", "home", engine: engine).code == 0)
    }

    @Test("top shows the processes of what runs") func top() async throws {
        let engine = try await project()
        await engine.endContainer("home-web-2", exitCode: 0)
        let result = await skep("top", "home", engine: engine)
        let lines = result.out.split(separator: "\n")
        #expect(lines.count == 3 && lines[0] == "home-web-1", "\(result)")
        #expect(lines[1].hasPrefix("UID       PID       PPID") && lines[2].hasSuffix("serve"))
        #expect(await skep("top", "home", "db", engine: engine).err == "error: no such service: db\n")
    }

    @Test("port tells where a port is published") func port() async throws {
        let engine = try await project()
        let labels = [ProjectLabel.project: "home", ProjectLabel.service: "dns", ProjectLabel.containerNumber: "1"]
        let bindings = ["53/udp": [PortBinding(hostIP: "", hostPort: "5353")], "80/tcp": [PortBinding(hostIP: "::1", hostPort: "8080")]]
        let request = ContainerCreateRequest(image: "busybox:1", labels: labels, hostConfig: HostConfig(portBindings: bindings))
        _ = try await engine.createContainer(request, name: "home-dns-1", platform: nil)
        try await engine.startContainer("home-dns-1")
        #expect(await skep("port", "--protocol", "udp", "home", "dns", "53", engine: engine).out == "0.0.0.0:5353\n")
        #expect(await skep("port", "home", "dns", "80", engine: engine).out == "[::1]:8080\n")
        let missing = await skep("port", "home", "dns", "53", engine: engine)
        #expect(missing.code == 1 && missing.err == "error: no port 53/tcp for container home-dns-1\n", "\(missing)")
    }

    @Test("ps tells services, states and whole ids, as scripts of docker compose ask for") func psForScripts() async throws {
        let engine = try await project()
        await engine.endContainer("home-web-2", exitCode: 3)
        let ids = try await engine.containers(matching: .project("home")).sorted { $0.name < $1.name }.map(\.id)
        #expect(await skep("ps", "--services", "home", engine: engine).out == "web\n")
        #expect(await skep("ps", "-a", "-q", "home", engine: engine).out == ids.joined(separator: "\n") + "\n")
        let ended = await skep("ps", "--status", "exited", "--format", "{{.Name}}", "home", engine: engine)
        #expect(ended.out == "home-web-2\n", "\(ended)")
        #expect(await skep("ps", "--status", "paused", "--services", "home", engine: engine).out.isEmpty)
    }

    @Test("ps as JSON has docker compose's fields") func psJSON() async throws {
        let engine = FakeEngine()
        await engine.addLocalImage("busybox:1")
        let labels = [ProjectLabel.project: "home", ProjectLabel.service: "dns", ProjectLabel.containerNumber: "1", "a": "b"]
        let bindings = ["53/udp": [PortBinding(hostIP: "127.0.0.1", hostPort: "5353")]]
        let request = ContainerCreateRequest(image: "busybox:1", labels: labels, hostConfig: HostConfig(portBindings: bindings))
        _ = try await engine.createContainer(request, name: "home-dns-1", platform: nil)
        try await engine.startContainer("home-dns-1")
        let text = await skep("ps", "--format", "json", "home", engine: engine).out
        let publishers = #""Publishers":[{"URL":"127.0.0.1","TargetPort":53,"PublishedPort":5353,"Protocol":"udp"}]"#
        #expect(text.contains(publishers) && text.contains(#""ExitCode":0,"#) && text.contains(#""Labels":"a=b,com.docker"#), "\(text)")
        let fields = [
            "Command", "CreatedAt", "Health", "ID", "Image", "LocalVolumes", "Mounts", "Name", "Names", "Networks", "Ports", "Project",
        ]
        for field in fields + ["RunningFor", "Service", "Size", "State", "Status"] { #expect(text.contains(#""\#(field)":""#), "\(field)") }
        try await engine.stopContainer("home-dns-1", options: StopOptions())
        #expect(await skep("ps", "-a", "--format", "{{.Publishers}}", "home", engine: engine).out == "[]\n")
    }

    @Test("pause freezes what runs, unpause lets it go on") func pausing() async throws {
        let engine = try await project()
        await engine.endContainer("home-web-2", exitCode: 0)
        let paused = await skep("pause", "home", engine: engine)
        #expect(paused.code == 0 && paused.err.contains("Container home-web-1  Paused"), "\(paused)")
        #expect(await skep("ps", "--status", "paused", "--format", "{{.Name}}", "home", engine: engine).out == "home-web-1\n")
        #expect(await skep("unpause", "home", "web", engine: engine).err.contains("Container home-web-1  Unpaused"))
        #expect(try await engine.container("home-web-1").state?.status == .running)
        #expect(await skep("pause", "home", "db", engine: engine).err == "error: no such service: db\n")
    }

    @Test("wait goes on until all of a project's containers have ended") func waitForAll() async throws {
        let engine = try await project()
        await engine.endContainer("home-web-1", exitCode: 4)
        await engine.endContainer("home-web-2", exitCode: 4)
        let result = await skep("wait", "-p", "home", "web", engine: engine)
        #expect(result.code == 4 && result.out.split(separator: "\n").count == 2, "\(result)")
    }

    @Test("images tells what containers were made from") func images() async throws {
        let engine = try await project()
        let result = await skep("images", "home", engine: engine)
        let lines = result.out.split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
        #expect(lines.first == "CONTAINER REPOSITORY TAG IMAGE ID SIZE", "\(result)")
        #expect(lines.dropFirst().map { $0.hasPrefix("home-web-") && $0.contains(" busybox 1 ") } == [true, true])
        let ids = await skep("images", "-q", "home", engine: engine).out.split(separator: "\n")
        #expect(ids.count == 1 && ids[0].count == 64 && !ids[0].hasPrefix("sha256:"), "\(ids)")
        let objects = await skep("images", "--format", "json", "home", engine: engine).out
        #expect(objects.hasPrefix(#"[{"ContainerName":"home-web-1","ID":"sha256:"#) && objects.hasSuffix("}]\n"), "\(objects)")
        #expect(objects.contains(#""Repository":"busybox","Size":0,"Tag":"1"}"#), "\(objects)")
    }

    @Test(
        "sizes have four digits at most",
        arguments: [
            (0, "0B"), (999, "999B"), (1_000, "1kB"), (1_234_567, "1.235MB"), (45_670_000, "45.67MB"), (187_654_321, "187.7MB"),
            (2_000_000_000, "2GB"), (-1, "-1B"), (.min, "-9223.4PB"), (.max, "9223.4PB"),
        ])
    func sizes(bytes: Int64, text: String) {
        #expect(HumanSize.decimal(bytes) == text)
    }

    @Test("an event is one line, or one object") func events() {
        let attributes = [ProjectLabel.service: "web", "name": "home-web-1", "exitCode": "1"]
        let event = EngineEvent(
            type: .container, action: "die", actor: EventActor(id: "abc", attributes: attributes), time: 1, timeNano: 1_500_000_000)
        #expect(EventsCommand.line(event) == "1970-01-01T00:00:01.5Z container die abc (exitCode=1, name=home-web-1)")
        let object = #"{"action":"die","attributes":{"exitCode":"1","name":"home-web-1"},"id":"abc","service":"web","#
        #expect(EventsCommand.object(event) == object + #""time":"1970-01-01T00:00:01.5Z","type":"container"}"#)
    }

    private func service() -> DesiredHostService {
        var service = DesiredHostService(project: "home", name: "web", image: "busybox:1")
        service.template = ContainerCreateRequest(
            image: "busybox:1", env: ["A=1", "B=2"], command: ["serve"], entrypoint: ["/init"],
            labels: [ProjectLabel.oneOff: "False", ProjectLabel.service: "web"],
            hostConfig: HostConfig(
                portBindings: ["80/tcp": [PortBinding(hostPort: "8080")]], restartPolicy: ContainerRestartPolicy(name: "always")))
        service.attachments = [HostAttachment(network: "home_default", settings: EndpointSettings(aliases: ["web"]))]
        return service
    }

    private func oneOff(_ arguments: String...) throws -> DesiredHostService {
        let command = try RunCommand.parse(arguments)
        return try command.wishes(in: ["HERE": "yes"], directory: "/work", hasTerminal: false).applied(to: service())
    }

    @Test("a one-off is named and labelled as compose does, and publishes nothing by itself") func oneOff() throws {
        let changed = try oneOff("--rm", "web", "ls", "-la")
        #expect(changed.containerName?.hasPrefix("home-web-run-") == true && changed.containerName?.count == 25)
        #expect(changed.template.labels[ProjectLabel.oneOff] == "True" && changed.template.labels[ProjectLabel.slug]?.count == 12)
        #expect(changed.template.command == ["ls", "-la"] && changed.template.entrypoint == ["/init"])
        #expect(changed.template.hostConfig?.portBindings == [:] && changed.template.hostConfig?.restartPolicy == nil)
        #expect(changed.template.hostConfig?.autoRemove == true && changed.attachments[0].settings.aliases == [])
    }

    @Test("flags of run win over the service") func oneOffFlags() throws {
        let changed = try oneOff(
            "--name", "x", "-e", "A=3", "-e", "HERE", "-u", "1:2", "-w", "/tmp", "-l", "a=b", "-v", "./data:/data:ro", "-v", "/scratch",
            "-p", "127.0.0.1:81:80", "-P", "--use-aliases", "--cap-add", "NET_ADMIN", "--entrypoint", "sh -c 'a b'", "web")
        #expect(changed.containerName == "x" && changed.template.entrypoint == ["sh", "-c", "a b"] && changed.template.command == [])
        #expect(changed.template.env == ["B=2", "A=3", "HERE=yes"])
        #expect(changed.template.user == "1:2" && changed.template.workingDir == "/tmp" && changed.template.labels["a"] == "b")
        #expect(changed.template.hostConfig?.binds == ["/work/data:/data:ro"] && changed.template.volumes.keys.sorted() == ["/scratch"])
        let bindings = [PortBinding(hostPort: "8080"), PortBinding(hostIP: "127.0.0.1", hostPort: "81")]
        #expect(changed.template.hostConfig?.portBindings == ["80/tcp": bindings])
        #expect(changed.template.hostConfig?.capabilityAdd == ["NET_ADMIN"] && changed.attachments[0].settings.aliases == ["web"])
    }

    @Test("what run cannot read is a usage error", arguments: [[], ["-p", "99999", "web"], ["--entrypoint", "'a", "web"]])
    func oneOffUsage(words: [String]) async {
        #expect(await skep(["run"] + words, engine: FakeEngine()).code == 64)
    }
}
