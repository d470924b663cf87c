package import EngineModel
import HTTPTransport

extension DockerEngine {
    package func containers(matching filters: ObjectFilters, includingStopped: Bool) async throws -> [ContainerSummary] {
        var query = QueryString()
        query.add("all", flag: includingStopped)
        return try await list("/containers/json", matching: filters, query, to: "list containers")
    }

    package func container(_ idOrName: String) async throws -> ContainerInspect {
        try await get("/containers/\(idOrName.percentEncoded)/json", to: "inspect container \(idOrName)")
    }

    package func createContainer(_ request: ContainerCreateRequest, name: String, platform: String?) async throws -> ContainerCreated {
        var query = QueryString()
        query.add("name", name)
        query.add("platform", platform)
        return try await post("/containers/create", query, body: request, to: "create container \(name)")
    }

    package func startContainer(_ idOrName: String) async throws {
        // Setting up networks, mounts and devices can take long on a busy host.
        try await act(on: idOrName, "start", limits: Patience.registry, over: streams)
    }

    package func stopContainer(_ idOrName: String, options: StopOptions) async throws {
        try await act(on: idOrName, "stop", QueryString(options), limits: Patience.endless, over: streams)
    }

    package func restartContainer(_ idOrName: String, options: StopOptions) async throws {
        try await act(on: idOrName, "restart", QueryString(options), limits: Patience.endless, over: streams)
    }

    package func killContainer(_ idOrName: String, signal: String?) async throws {
        var query = QueryString()
        query.add("signal", signal)
        try await act(on: idOrName, "kill", query)
    }

    package func pauseContainer(_ idOrName: String) async throws { try await act(on: idOrName, "pause") }

    package func unpauseContainer(_ idOrName: String) async throws { try await act(on: idOrName, "unpause") }

    package func renameContainer(_ idOrName: String, to name: String) async throws {
        var query = QueryString()
        query.add("name", name)
        try await act(on: idOrName, "rename", query)
    }

    package func removeContainer(_ idOrName: String, force: Bool, withVolumes: Bool) async throws {
        var query = QueryString()
        query.add("force", flag: force)
        query.add("v", flag: withVolumes)
        _ = try await perform(
            .delete, "/containers/\(idOrName.percentEncoded)", query, limits: Patience.registry, to: "remove container \(idOrName)")
    }

    package func waitForContainer(_ idOrName: String, until condition: WaitCondition) async throws -> PendingExit {
        var query = QueryString()
        query.add("condition", condition.rawValue)
        let (exchange, response) = try await open(
            .post, "/containers/\(idOrName.percentEncoded)/wait", query, to: "wait for container \(idOrName)")
        return PendingExit { try exchange.decode(try await exchange.collect(response.body)) }
    }

    package func processes(of idOrName: String, psArguments: String) async throws -> ContainerProcesses {
        var query = QueryString()
        query.add("ps_args", psArguments.isEmpty ? nil : psArguments)
        return try await get("/containers/\(idOrName.percentEncoded)/top", query, to: "list the processes of container \(idOrName)")
    }

    package func resizeContainer(_ idOrName: String, to size: TerminalSize) async throws {
        try await act(on: idOrName, "resize", QueryString(size))
    }

    package func putArchive(_ archive: [UInt8], in idOrName: String, folder: String, keepsOwners: Bool) async throws {
        var query = QueryString()
        query.add("path", folder)
        query.add("noOverwriteDirNonDir", "true")
        query.add("copyUIDGID", flag: keepsOwners)
        _ = try await perform(
            .put, "/containers/\(idOrName.percentEncoded)/archive", query, fields: ["Content-Type": "application/x-tar"],
            body: archive, limits: Patience.registry, to: "copy files into container \(idOrName)")
    }

    /// One verb of a container; the answer has no content.
    private func act(
        on idOrName: String, _ verb: String, _ query: QueryString = QueryString(), limits: TimeLimits = Patience.usual,
        over client: HTTPClient? = nil
    ) async throws {
        _ = try await perform(
            .post, "/containers/\(idOrName.percentEncoded)/\(verb)", query, limits: limits, over: client,
            to: "\(verb) container \(idOrName)")
    }
}

extension QueryString {
    /// The parameters that say how to stop.
    init(_ options: StopOptions) {
        self.init()
        add("t", options.timeout.map(String.init))
        add("signal", options.signal)
    }

    /// The parameters that say how large a terminal is.
    init(_ size: TerminalSize) {
        self.init()
        add("h", String(size.rows))
        add("w", String(size.columns))
    }
}
