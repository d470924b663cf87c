import EngineClient
import EngineModel
import Planning

extension HostStepRunner {
    func create(_ birth: ContainerBirth) async throws -> StepOutcome {
        let creation = try await creation(of: birth)
        let name = birth.temporaryName ?? creation.name
        let made = try await post(creation, name)
        for connection in creation.connections {
            try await ignoring({ $0.status == 403 }) {
                try await whileNetworksSettle {
                    try await engine.connectNetwork(connection.network, container: made.id, endpoint: connection.settings)
                }
            }
        }
        if !creation.files.isEmpty {
            try await engine.putArchive(creation.files.archive, in: made.id, folder: "/", keepsOwners: true)
        }
        if birth.temporaryName != nil, birth.replaced == nil { try await rename(made.id, to: creation.name) }
        return StepOutcome(createdID: made.id, warnings: made.warnings)
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

    /// Creates; what a lost request made, or one that a killed run left under way, goes first.
    private func post(_ creation: ContainerCreation, _ name: String) async throws -> ContainerCreated {
        let platform = creation.platform.isEmpty ? nil : creation.platform
        let deadline = clock.now() + .seconds(60)
        while true {
            do {
                return try await engine.createContainer(creation.request, name: name, platform: platform)
            } catch let error as EngineError where error.isConflict || !error.isWithoutEffect {
                guard clock.now() < deadline, try await clearsLeftover(name) else { throw error }
            }
        }
    }

    /// Removes a container that carries the project's label and never ran. An engine gives a name away before there is a container with it: a
    /// creation that goes on after its client was killed is waited for.
    ///
    /// - Returns: whether another try may succeed; not where the name is that of somebody else's container.
    private func clearsLeftover(_ name: String) async throws -> Bool {
        do {
            let left = try await engine.container(name)
            guard left.state?.status == .created, left.config?.labels[ProjectLabel.project] == project else { return false }
            try await removeContainer(left.id, withVolumes: true)
        } catch let error as EngineError where error.isNotFound {
            try await clock.sleep(.milliseconds(100))
        }
        return true
    }

    func rename(_ old: String, to name: String) async throws {
        do {
            try await engine.renameContainer(old, to: name)
        } catch let error as EngineError {
            guard try await isNamed(old, name) else { throw error }
        }
    }

    /// Whether a rename whose answer was an error has happened: the old name is gone, or the container has the new one.
    private func isNamed(_ old: String, _ name: String) async throws -> Bool {
        let ours = try await engine.containers(matching: ObjectFilters.project(project))
        guard let target = ours.first(where: { $0.name == name }) else { return false }
        return target.id == old || !ours.contains { $0.name == old || $0.id == old }
    }

    func start(_ order: StartOrder) async throws {
        if order.isPaused {
            try await engine.unpauseContainer(order.container)
        } else {
            try await whileNetworksSettle { try await startTwice(order.container) }
        }
        for hook in order.postStart { try await run(hook, in: order.container, "post_start") }
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
