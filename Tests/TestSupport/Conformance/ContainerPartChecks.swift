import EngineClient
import EngineModel

extension ConformanceCheck {
    static let containerPartChecks: [ConformanceCheck] = [
        ConformanceCheck("output of a container is read line by line, with its source") { bench in
            await bench.rehearseContainer(bench.name("talk"), .exits(0), ["one", "two words", ""])
            let id = try await bench.runContainer("talk", ["sh", "-c", "echo one; echo two words; echo"])
            _ = try await bench.engine.waitForContainer(id, until: .notRunning).exit()
            var lines: [LogLine] = []
            for try await line in try await bench.engine.containerLogs(id, options: LogOptions(follows: true)) { lines.append(line) }
            try bench.expect(lines.map(\.text) == ["one", "two words", ""], "\(lines)")
            try bench.expect(lines.allSatisfy { $0.source == .stdout && $0.time != nil }, "\(lines)")
            let last = try await bench.engine.containerLogs(id, options: LogOptions(tail: 2))
            var tail: [String] = []
            for try await line in last { tail.append(line.text) }
            try bench.expect(tail == ["two words", ""], "\(tail)")
        },
        ConformanceCheck("attached before the start, all output comes, and then the end") { bench in
            await bench.rehearseContainer(bench.name("talk"), .exits(0), ["one", "two"])
            let id = try await bench.createContainer("talk", ["sh", "-c", "echo one; echo two"])
            let streams = try await bench.engine.attach(to: id, options: AttachOptions())
            try await bench.engine.startContainer(id)
            try bench.expect(try await bench.text(streams) == "one\ntwo\n", "not all output")
        },
        ConformanceCheck("a further process has streams and an exit code") { bench in
            await bench.rehearseExec { request in
                request.command.contains("exit 7") ? ([], 7) : ([OutputChunk(source: .stdout, bytes: Array("hello\n".utf8))], 0)
            }
            let container = try await bench.createContainer("host")
            try await bench.expectRefusal([409], "a process in a container that does not run") {
                _ = try await bench.engine.createExec(ExecCreateRequest(command: ["true"]), in: container)
            }
            try await bench.engine.startContainer(container)
            let hello = try await bench.engine.createExec(ExecCreateRequest(command: ["echo", "hello"]), in: container)
            let streams = try await bench.engine.startExec(id: hello.id, hasTerminal: false, size: nil)
            try bench.expect(try await bench.text(streams) == "hello\n", "other output")
            let seven = try await bench.engine.createExec(ExecCreateRequest(command: ["sh", "-c", "exit 7"]), in: container)
            try await bench.engine.startDetachedExec(id: seven.id, hasTerminal: false)
            let code = try await bench.eventually("the process ends") { try await bench.engine.exec(id: seven.id).exitCode }
            try bench.expect(code == 7, "exit code \(code)")
            try await bench.expectRefusal([404], "an unknown process") { _ = try await bench.engine.exec(id: "0123456789abcdef") }
            try await bench.expectRefusal([404], "an unknown process") {
                _ = try await bench.engine.startExec(id: "0123456789abcdef", hasTerminal: false, size: nil)
            }
        },
        ConformanceCheck("files can be put into a container before it starts") { bench in
            await bench.rehearseContainer(bench.name("files"), .exits(0), ["400 secret"])
            let id = try await bench.createContainer("files", ["sh", "-c", "echo $(stat -c %a /run/key) $(cat /run/key)"])
            let entry = TarEntry(path: "run/key", kind: .file(size: 6), mode: 0o400, user: 1000)
            try await bench.engine.putArchive(
                TarArchive.of([(entry, Array("secret".utf8))]), in: id, folder: "/", keepsOwners: true)
            try await bench.engine.startContainer(id)
            _ = try await bench.engine.waitForContainer(id, until: .notRunning).exit()
            let lines = try await bench.eventually("the output is there") { () -> [String]? in
                var lines: [String] = []
                for try await line in try await bench.engine.containerLogs(id, options: LogOptions()) { lines.append(line.text) }
                return lines.isEmpty ? nil : lines
            }
            try bench.expect(lines == ["400 secret"], "\(lines)")
        },
        ConformanceCheck("processes are listed while the container runs") { bench in
            let id = try await bench.runContainer("busy", ["sleep", "1000"])
            // An engine calls a container running a moment before its process has become the command.
            let table = try await bench.eventually("the command is listed") { () -> ContainerProcesses? in
                let table = try await bench.engine.processes(of: id, psArguments: "")
                return table.processes.first?.last?.contains("sleep 1000") == true ? table : nil
            }
            try bench.expect(table.titles.contains("PID") && table.processes.count == 1, "\(table)")
            try await bench.engine.stopContainer(id, options: StopOptions(timeout: 0))
            try await bench.expectRefusal([409, 500], "processes of a container that does not run") {
                _ = try await bench.engine.processes(of: id, psArguments: "")
            }
        },
        ConformanceCheck("a volume is made once and kept while it is used") { bench in
            let engine = bench.engine
            let request = VolumeCreateRequest(name: bench.name("data"), labels: bench.labels)
            let first = try await engine.createVolume(request)
            try bench.expect(first.driver == "local" && first.labels == bench.labels, "\(first)")
            try bench.expect(try await engine.createVolume(request).mountpoint == first.mountpoint, "another volume")
            var container = bench.containerRequest(["sleep", "1000"])
            container.hostConfig?.binds = ["\(bench.name("data")):/data"]
            container.volumes = ["/scratch": EmptyObject()]
            let id = try await engine.createContainer(container, name: bench.name("user"), platform: nil).id
            try await bench.expectRefusal([409], "the removal of a volume in use") {
                try await engine.removeVolume(bench.name("data"), force: false)
            }
            let mounts = try await engine.container(id).mounts
            let anonymous = mounts.first { $0.destination == "/scratch" }?.name ?? ""
            try bench.expect(mounts.contains { $0.name == bench.name("data") && $0.destination == "/data" && $0.readWrite }, "\(mounts)")
            try bench.expect(anonymous.utf8.count == 64, "\(mounts)")
            try await engine.removeContainer(id, force: true, withVolumes: true)
            try await bench.expectRefusal([404], "an anonymous volume after its container") { _ = try await engine.volume(anonymous) }
            try bench.expect(try await engine.volumes(matching: .stack(bench.stack)).map(\.name) == [bench.name("data")], "other volumes")
            try await engine.removeVolume(bench.name("data"), force: false)
            try await bench.expectRefusal([404], "a volume that is gone") {
                try await engine.removeVolume(bench.name("data"), force: false)
            }
        },
        ConformanceCheck("containers join networks and leave them") { bench in
            let engine = bench.engine
            for short in ["front", "back"] {
                let request = NetworkCreateRequest(name: bench.name(short), driver: "bridge", labels: bench.labels)
                _ = try await engine.createNetwork(request)
            }
            var request = bench.containerRequest(["sleep", "1000"])
            request.hostConfig?.networkMode = bench.name("front")
            request.networkingConfig = NetworkingConfig(endpointsConfig: [bench.name("front"): EndpointSettings(aliases: ["web"])])
            let id = try await engine.createContainer(request, name: bench.name("web"), platform: nil).id
            try await engine.connectNetwork(bench.name("back"), container: id, endpoint: EndpointSettings(aliases: ["api"]))
            try await engine.startContainer(id)
            let endpoints = try await engine.container(id).networkSettings?.networks ?? [:]
            try bench.expect(Set(endpoints.keys) == [bench.name("front"), bench.name("back")], "\(endpoints.keys)")
            try bench.expect(endpoints[bench.name("back")]?.aliases.contains("api") == true, "\(endpoints)")
            try await bench.expectRefusal([403], "a second connection") {
                try await engine.connectNetwork(bench.name("back"), container: id, endpoint: nil)
            }
            try await bench.expectRefusal([403], "the removal of a network in use") { try await engine.removeNetwork(bench.name("back")) }
            try await engine.disconnectNetwork(bench.name("back"), container: id, force: false)
            try await engine.removeNetwork(bench.name("back"))
        },
        ConformanceCheck("a network must be there when a container starts") { bench in
            var request = bench.containerRequest(["sleep", "1000"])
            request.hostConfig?.networkMode = bench.name("nowhere")
            let created = try? await bench.engine.createContainer(request, name: bench.name("lost"), platform: nil)
            guard let created else { return }
            // A manager of a swarm looks for a network of the swarm too, and answers 500.
            try await bench.expectRefusal([404, 500], "a missing network") { try await bench.engine.startContainer(created.id) }
        },
        ConformanceCheck("images have names, and go with the last one") { bench in
            let engine = bench.engine
            let name = try ImageReference("\(bench.stack)/copy:1")
            try await engine.tagImage(bench.image, as: name)
            try bench.expect(try await engine.image(name.familiar).id == engine.image(bench.image).id, "another image")
            try bench.expect(try await engine.images(matching: .all).contains { $0.repoTags.contains(name.familiar) }, "not listed")
            let removed = try await engine.removeImage(name.familiar, force: false)
            try bench.expect(removed == [ImageRemoval(untagged: name.familiar)], "\(removed)")
            try await bench.expectRefusal([404], "an image that is gone") { _ = try await engine.removeImage(name.familiar, force: false) }
        },
        ConformanceCheck("an image is built from a context") { bench in
            var options = BuildOptions()
            options.tags = ["\(bench.stack)/built:1"]
            options.labels = bench.labels
            let dockerfile = Array("FROM \(bench.image)\nARG WHO=nobody\nLABEL who=$WHO\n".utf8)
            options.arguments = ["WHO": "me"]
            let archive = TarArchive.of([
                (TarEntry(path: "Dockerfile", kind: .file(size: Int64(dockerfile.count)), mode: 0o644), dockerfile)
            ])
            let pieces = Pieces([archive])
            var built: String?
            for try await message in try await bench.engine.buildImage(options, context: { await pieces.next() }) {
                built = message.aux?["ID"]?.text ?? built
            }
            let image = try await bench.engine.image("\(bench.stack)/built:1")
            try bench.expect(image.id == built && image.config?.labels[StackLabel.namespace] == bench.stack, "\(image), \(built ?? "-")")
            _ = try await bench.engine.removeImage("\(bench.stack)/built:1", force: true)
        },
    ]
}

extension ConformanceBench {
    /// All output of a process.
    func text(_ streams: any ProcessStreams) async throws -> String {
        var bytes: [UInt8] = []
        while let chunk = try await streams.next() { bytes += chunk.bytes }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A body in pieces.
private actor Pieces {
    private var rest: ArraySlice<[UInt8]>

    init(_ pieces: [[UInt8]]) { rest = pieces[...] }

    func next() -> [UInt8]? { rest.popFirst() }
}
