package import EngineClient
package import EngineModel
package import FoundationEssentials

/// A swarm and one engine's containers in memory, with the rules of a real one as far as we meet them: versions, conflicts of names, objects in
/// use, ids in place of names, tasks that come up step by step.
///
/// There is no clock in it. Each look at the tasks (``tasks(matching:)``, services with status) takes every task one state further, so
/// what a test sees does not depend on the machine. A container goes one state further with each look at it.
package actor FakeEngine: ContainerEngine {
    /// The orchestrator's part.
    var orchestra: Orchestra
    /// Services by id, in the order of their creation.
    var storedServices: [Service] = []
    /// Networks, in the order of their creation.
    var storedNetworks: [Network] = []
    /// When the twin of the next network was made, in seconds, and whose it is if it is another project's.
    var nextTwin: (created: Int64, project: String?)?
    /// Secrets with their content, in the order of their creation.
    var storedSecrets: [Secret] = []
    /// Configs, in the order of their creation.
    var storedConfigs: [Config] = []
    /// What the registry knows, by familiar name.
    var images: [String: DistributionInspect] = [:]
    /// Output by the name of the service.
    var output: [String: [LogLine]] = [:]
    /// Containers, volumes and images.
    var host = FakeHost()
    /// What the engine says about itself.
    var engineInfo: EngineInfo
    /// The newest version of the API that it speaks.
    var apiVersion = "1.48"
    /// Every call that changed or would have changed something, in order; refused ones too.
    package private(set) var writes: [EngineCall] = []
    /// How often each operation was called.
    package private(set) var counts: [EngineOperation: Int] = [:]

    private var failures: [EngineOperation: [Int: EngineError]] = [:]
    private var delays: [EngineOperation: Duration] = [:]
    /// What the engine does after a container's end before it answers the stop, by the container's name.
    var cleaning: (@Sendable (String) async throws -> Void)?
    /// Contents whose comparison with a secret is answered by this.
    var strangeAnswers: [Data: EngineError] = [:]
    /// The number of writes after which the caller is dead.
    private var lifetime: Int?
    private var lastVersion: UInt64 = 10
    private var lastID = 0
    private var listeners: [Int: AsyncStream<EngineEvent>.Continuation] = [:]

    /// A swarm whose manager is this engine. Without nodes it has one, `node1`.
    package init(nodes: [SwarmNode] = [.fake("node1")]) {
        orchestra = Orchestra(nodes: nodes)
        engineInfo = EngineInfo(
            id: "fake", name: "node1", serverVersion: "28.0.0", operatingSystem: "Fake OS", osType: "linux", architecture: "x86_64",
            swarm: SwarmInfo(
                nodeID: nodes.first?.id ?? "", nodeAddr: "10.0.0.1", localNodeState: .active, controlAvailable: true, nodes: nodes.count,
                managers: 1))
    }

    // MARK: What a test sets

    /// What becomes of the tasks of this service from now on.
    package func setBehaviour(_ behaviour: TaskBehaviour, service: String) { orchestra.behaviours[service] = behaviour }
    /// What becomes of tasks with this image, whatever their service.
    package func setBehaviour(_ behaviour: TaskBehaviour, image: String) { orchestra.behavioursByImage[image] = behaviour }
    /// Makes the registry know an image, by its familiar name with tag.
    package func setImage(_ familiarName: String, _ answer: DistributionInspect) { images[familiarName] = answer }
    /// What a service has written so far.
    package func setOutput(_ lines: [LogLine], service: String) { output[service] = lines }
    /// What the engine says about itself.
    package func setInfo(_ info: EngineInfo) { engineInfo = info }
    /// The newest version of the API that it says it speaks.
    package func setAPIVersion(_ version: String) { apiVersion = version }
    /// Makes updates of secrets with this content be refused in a way of its own, whatever the secret holds.
    package func refuse(content: Data, with error: EngineError) { strangeAnswers[content] = error }
    /// Makes the engine be in no swarm: every operation of a swarm answers 503.
    package func leaveSwarm() { engineInfo.swarm = SwarmInfo(localNodeState: .inactive) }
    /// Makes the n-th next call of an operation fail (1 is the next one).
    package func fail(_ operation: EngineOperation, call: Int = 1, with error: EngineError? = nil) {
        let number = counts[operation, default: 0] + call
        failures[operation, default: [:]][number] =
            error ?? EngineError(.refused(status: 500), operation: operation.rawValue, message: "made to fail by the test")
    }
    /// Forgets the calls that were to fail.
    package func failNoMore() { failures = [:] }
    /// Makes nothing get through any more after so many further calls that change something, as if whoever calls were killed; nil: all is well
    /// again.
    package func dies(afterWrites count: Int?) { lifetime = count.map { writes.count + $0 } }
    /// Makes every call of an operation take at least this long.
    package func delay(_ operation: EngineOperation, by duration: Duration?) { delays[operation] = duration }
    /// Makes the engine do this with a stopped container, by its name, before it answers the stop; others see the container's end before that.
    package func setCleaning(_ cleaning: @escaping @Sendable (String) async throws -> Void) { self.cleaning = cleaning }
    /// Makes tasks outlive their services, as they do while they stop.
    package func keepTasksOfRemovedServices() { orchestra.keepsTasksOfRemovedServices = true }
    /// Sends an event to all who listen.
    package func emit(_ event: EngineEvent) { listeners.values.forEach { $0.yield(event) } }
    /// Forgets the calls so far.
    package func forgetCalls() { writes = [] }
    /// Takes all tasks as far as they go, without anybody looking.
    package func settle() {
        for _ in 0..<12 { look() }
    }

    // MARK: What the parts of the engine share

    /// Notes a call; waits, and fails if the test wants it.
    ///
    /// - Parameter isQuestion: whether the call could not change anything, whatever the answer.
    func begin(
        _ operation: EngineOperation, _ name: String = "", body: JSONValue? = nil, options: ServiceUpdateOptions? = nil,
        isQuestion: Bool = false
    ) async throws {
        try Task.checkCancellation()
        if let lifetime, writes.count >= lifetime, operation.isWrite {
            self.lifetime = -1
            throw EngineError(.unreachable, operation: operation.rawValue, message: "the caller is dead")
        }
        if let lifetime, lifetime < 0 { throw EngineError(.unreachable, operation: operation.rawValue, message: "the caller is dead") }
        counts[operation, default: 0] += 1
        let number = counts[operation, default: 0]
        if operation.isWrite && !isQuestion { writes.append(EngineCall(operation, name, body: body, options: options)) }
        if let delay = delays[operation] { try await Task.sleep(for: delay) }
        if let error = failures[operation]?.removeValue(forKey: number) { throw error }
        guard operation.needsSwarm else { return }
        guard engineInfo.swarm?.controlAvailable == true else {
            throw refusal(503, operation, "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\".")
        }
    }

    /// Takes every task one state further. An update that comes further changes its service, and so the version.
    func look() {
        let before = storedServices.map(\.updateStatus)
        orchestra.step(&storedServices)
        for (index, status) in before.enumerated() where storedServices[index].updateStatus != status {
            storedServices[index].version = nextVersion()
        }
    }

    /// An answer that says no.
    func refusal(_ status: Int, _ operation: EngineOperation, _ message: String) -> EngineError {
        EngineError(.refused(status: status), operation: operation.rawValue, message: message)
    }

    /// The version after a change.
    func nextVersion() -> ObjectVersion {
        lastVersion += 1
        return ObjectVersion(lastVersion)
    }

    /// An id that was never given out.
    func nextID(_ kind: String) -> String {
        lastID += 1
        return "\(kind)-id-\(lastID)"
    }

    /// Tells all who listen what happened to an object of the swarm.
    func announce(_ type: EventType, _ action: String, id: String, name: String) {
        emit(EngineEvent(type: type, action: action, actor: EventActor(id: id, attributes: ["name": name]), scope: "swarm"))
    }

    /// A stream of the events from now on.
    func listen() -> AsyncStream<EngineEvent> {
        let (stream, continuation) = AsyncStream<EngineEvent>.makeStream(bufferingPolicy: .bufferingNewest(1_000))
        lastID += 1
        let key = lastID
        listeners[key] = continuation
        continuation.onTermination = { [weak self] _ in
            Task { await self?.forgetListener(key) }
        }
        return stream
    }

    /// Ends the streams of all who listen, as an engine does that shuts down.
    package func endEventStreams() { for listener in listeners.values { listener.finish() } }

    private func forgetListener(_ key: Int) { listeners[key] = nil }
}

extension SwarmNode {
    /// A node that is ready and takes tasks.
    package static func fake(
        _ hostname: String, role: NodeRole = .manager, labels: [String: String] = [:], architecture: String = "x86_64"
    ) -> SwarmNode {
        SwarmNode(
            id: "node-id-\(hostname)", version: ObjectVersion(9), spec: NodeSpec(labels: labels, role: role, availability: .active),
            description: NodeDescription(
                hostname: hostname, platform: Platform(architecture: architecture, os: "linux"),
                engine: NodeEngine(engineVersion: "28.0.0")),
            status: NodeStatus(state: .ready, addr: "10.0.0.1"))
    }
}
