package import EngineModel

/// What we ask of an engine whose containers, volumes and images we handle ourselves, on one host.
///
/// Every operation throws ``EngineError``, with the engine's message whole, or `CancellationError` when the task is cancelled. Names
/// work wherever ids do.
package protocol ContainerEngine: Engine {
    // MARK: Containers

    /// Containers that match; those that do not run only on request.
    func containers(matching filters: ObjectFilters, includingStopped: Bool) async throws -> [ContainerSummary]
    /// One container.
    func container(_ idOrName: String) async throws -> ContainerInspect
    /// Creates a container. Status 404 is a missing image, volume or network; 409 a name that is taken.
    ///
    /// - Parameter platform: such as `linux/arm64`; nil takes the engine's own.
    func createContainer(_ request: ContainerCreateRequest, name: String, platform: String?) async throws -> ContainerCreated
    /// Starts a container; nothing happens if it runs already.
    func startContainer(_ idOrName: String) async throws
    /// Asks the process to end and kills it when it does not; nothing happens if it does not run.
    func stopContainer(_ idOrName: String, options: StopOptions) async throws
    /// Stops and starts.
    func restartContainer(_ idOrName: String, options: StopOptions) async throws
    /// Sends a signal, by name or number; nil is `SIGKILL`. Status 409 is a container that does not run.
    func killContainer(_ idOrName: String, signal: String?) async throws
    /// Freezes the processes.
    func pauseContainer(_ idOrName: String) async throws
    /// Lets frozen processes go on.
    func unpauseContainer(_ idOrName: String) async throws
    /// Gives another name.
    func renameContainer(_ idOrName: String, to name: String) async throws
    /// Removes a container.
    ///
    /// - Parameters:
    ///   - force: kills it first if it runs; otherwise that is status 409.
    ///   - withVolumes: also its anonymous volumes.
    func removeContainer(_ idOrName: String, force: Bool, withVolumes: Bool) async throws
    /// Waits from the return of this call on: what happens after it is not missed.
    func waitForContainer(_ idOrName: String, until condition: WaitCondition) async throws -> PendingExit
    /// The processes, in the columns that `ps` prints for these arguments (`-ef` when empty).
    func processes(of idOrName: String, psArguments: String) async throws -> ContainerProcesses
    /// Output of one container. `details` of a line are labels and variables that the log driver was asked for.
    func containerLogs(_ idOrName: String, options: LogOptions) async throws -> EngineStream<LogLine>
    /// The standard streams from now on.
    func attach(to idOrName: String, options: AttachOptions) async throws -> any ProcessStreams
    /// Tells the terminal of a container its size.
    func resizeContainer(_ idOrName: String, to size: TerminalSize) async throws
    /// Unpacks a tar archive in a container, which need not run.
    ///
    /// - Parameters:
    ///   - folder: absolute, and there already.
    ///   - keepsOwners: whether files get the user and group of the archive instead of root.
    func putArchive(_ archive: [UInt8], in idOrName: String, folder: String, keepsOwners: Bool) async throws

    // MARK: Further processes

    /// Prepares a further process in a container; it starts with one of the next two. Status 409 is a container that does not run.
    func createExec(_ request: ExecCreateRequest, in idOrName: String) async throws -> ExecCreated
    /// Starts the process and gives its streams.
    func startExec(id: String, hasTerminal: Bool, size: TerminalSize?) async throws -> any ProcessStreams
    /// Starts the process and lets it run.
    func startDetachedExec(id: String, hasTerminal: Bool) async throws
    /// Tells the terminal of the process its size.
    func resizeExec(id: String, to size: TerminalSize) async throws
    /// The process as it is.
    func exec(id: String) async throws -> ExecInspect

    // MARK: Networks

    /// Joins a container to a network. Status 403 is a container that is in it already.
    func connectNetwork(_ network: String, container: String, endpoint: EndpointSettings?) async throws
    /// Takes a container out of a network.
    func disconnectNetwork(_ network: String, container: String, force: Bool) async throws

    // MARK: Volumes

    /// Volumes that match.
    func volumes(matching filters: ObjectFilters) async throws -> [Volume]
    /// One volume.
    func volume(_ name: String) async throws -> Volume
    /// Creates a volume. One of the name with the same driver is taken as it is: the engine changes nothing and says nothing.
    func createVolume(_ request: VolumeCreateRequest) async throws -> Volume
    /// Removes a volume and what is in it. Status 409 is a volume that a container has.
    func removeVolume(_ name: String, force: Bool) async throws

    // MARK: Images

    /// Images that match.
    func images(matching filters: ObjectFilters) async throws -> [ImageSummary]
    /// One image that is here, by name or id. Status 404 is one that is not.
    func image(_ nameOrID: String) async throws -> ImageInspect
    /// Fetches an image. The stream throws what goes wrong on the way.
    func pullImage(_ image: ImageReference, platform: String?, registryAuth: RegistryAuth?) async throws -> EngineStream<ProgressMessage>
    /// Sends an image to its registry. The stream throws what goes wrong on the way.
    func pushImage(_ image: ImageReference, registryAuth: RegistryAuth?) async throws -> EngineStream<ProgressMessage>
    /// Gives an image a further name.
    func tagImage(_ nameOrID: String, as image: ImageReference) async throws
    /// Takes a name from an image, and the image away with its last name. Status 409 is an image that a container has.
    func removeImage(_ nameOrID: String, force: Bool) async throws -> [ImageRemoval]
    /// Builds an image with the engine's own builder. The stream throws what goes wrong on the way, and carries the id of the image as
    /// `aux.ID`.
    ///
    /// - Parameter context: a tar archive in pieces, of which nil ends it; nil where the engine fetches the context itself.
    func buildImage(
        _ options: BuildOptions, context: (@Sendable () async throws -> [UInt8]?)?
    ) async throws -> EngineStream<ProgressMessage>
}

extension ContainerEngine {
    /// All containers that match, those that do not run included.
    package func containers(matching filters: ObjectFilters) async throws -> [ContainerSummary] {
        try await containers(matching: filters, includingStopped: true)
    }

    /// Stops with the container's own signal and grace period.
    package func stopContainer(_ idOrName: String) async throws { try await stopContainer(idOrName, options: StopOptions()) }
}
