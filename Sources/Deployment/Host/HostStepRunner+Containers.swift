import EngineClient
import EngineModel
import Planning

extension HostStepRunner {
    /// Creates a container, with its networks joined and its files in it. What another run made meanwhile just as it is wanted is as good.
    func create(_ birth: ContainerBirth) async throws -> StepOutcome {
        let creation = try await creation(of: birth)
        let deadline = clock.now() + .seconds(60)
        while true {
            switch try await post(creation, birth) {
            case .found(let id): return StepOutcome(createdID: id)
            case .made(let made):
                do {
                    return StepOutcome(createdID: try await prepare(made.id, creation, birth), warnings: made.warnings)
                } catch let error as EngineError {
                    // Another run, which has begun since, may have taken it for left over.
                    guard clock.now() < deadline, try await holder(of: made.id) == nil else { throw error }
                }
            }
        }
    }

    /// - Returns: the id of the container that has the name in the end.
    private func prepare(_ id: String, _ creation: ContainerCreation, _ birth: ContainerBirth) async throws -> String {
        for connection in creation.connections {
            try await ignoring({ $0.status == 403 }) {
                try await whileNetworksSettle {
                    try await engine.connectNetwork(connection.network, container: id, endpoint: connection.settings)
                }
            }
        }
        if !creation.files.isEmpty {
            try await engine.putArchive(creation.files.archive, in: id, folder: "/", keepsOwners: true)
        }
        guard birth.temporaryName != nil, birth.replaced == nil else { return id }
        return try await rename(id, to: creation.name)
    }

    private func creation(of birth: ContainerBirth) async throws -> ContainerCreation {
        var occasion = ContainerOccasion(
            number: birth.number, imageID: birth.imageID, replaced: birth.replaced, inherited: birth.inherited)
        for peer in birth.service.sharing.services {
            occasion.peers[peer] = try await engine.containers(matching: ObjectFilters.project(project).composeService(peer))
                .peers(of: peer)
        }
        do throws(MissingPeer) {
            return try birth.service.creation(of: occasion)
        } catch {
            throw StepError.missingPeer(service: error.service, peer: error.peer)
        }
    }

    func start(_ container: String, _ order: StartOrder) async throws {
        if order.isPaused {
            try await engine.unpauseContainer(container)
        } else {
            try await whileNetworksSettle { try await startTwice(container) }
        }
        for hook in order.postStart { try await run(hook, in: container, "post_start") }
    }

    /// A start does nothing to a container that runs, so one whose answer was lost is asked for again.
    private func startTwice(_ container: String) async throws {
        do {
            try await engine.startContainer(container)
        } catch let error as EngineError where !error.isWithoutEffect {
            try await engine.startContainer(container)
        }
    }

    func stopContainer(_ order: StopOrder) async throws {
        for hook in order.preStop { try await runBeforeStop(hook, in: order.id) }
        let ask: @Sendable () async throws -> Void = {
            try await ignoring(\.isNotFound) {
                try await engine.stopContainer(order.id, options: StopOptions(timeout: order.timeout))
            }
        }
        if order.isRemovedNext { try await endings.begin(order.id, ask) } else { try await ask() }
    }

    /// Waits for a removal that is under way.
    func removeContainer(_ id: String, withVolumes: Bool) async throws {
        let deadline = clock.now() + .seconds(60)
        while true {
            do {
                return try await engine.removeContainer(id, force: true, withVolumes: withVolumes)
            } catch let error as EngineError {
                if error.isNotFound { return }
                guard error.isConflict || !error.isWithoutEffect, clock.now() < deadline else { throw error }
            }
            try await clock.sleep(.milliseconds(100))
        }
    }

    /// - Parameter isHarmless: errors that mean that there is nothing to do.
    func ignoring(_ isHarmless: (EngineError) -> Bool, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as EngineError where isHarmless(error) {
            return
        }
    }
}

extension [CopiedFile] {
    /// The files as a tar archive that is unpacked at the root.
    fileprivate var archive: [UInt8] {
        TarArchive.of(
            map { file in
                let entry = TarEntry(
                    path: String(file.path.drop { $0 == "/" }), kind: .file(size: Int64(file.content.count)), mode: file.mode,
                    user: UInt32(clamping: file.uid),
                    group: UInt32(clamping: file.gid))
                return (entry, file.content)
            })
    }
}
