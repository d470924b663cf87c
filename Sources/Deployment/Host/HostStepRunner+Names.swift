import EngineClient
import EngineModel
import Planning

/// What to do where a name is taken. The plan was made when it was free, so it is
/// - a container that another run made at the same time: where it is what is wanted, this run goes on with it;
/// - one that a lost request made, or that a killed run left under way: it never ran, may not be whole, and goes;
/// - somebody else's, which is told.
extension HostStepRunner {
    /// What a creation came to.
    enum Creation {
        case made(ContainerCreated)
        /// Another run has made it, whole.
        case found(id: String)
    }

    func post(_ creation: ContainerCreation, _ birth: ContainerBirth) async throws -> Creation {
        let name = birth.temporaryName ?? creation.name
        let platform = creation.platform.isEmpty ? nil : creation.platform
        let begin = clock.now()
        var mayBeOwn = false
        while true {
            do {
                return .made(try await engine.createContainer(creation.request, name: name, platform: platform))
            } catch let error as EngineError where error.isConflict || !error.isWithoutEffect {
                guard clock.now() < begin + .seconds(60) else { throw error }
                mayBeOwn = mayBeOwn || !error.isWithoutEffect
            }
            let isPatient = !mayBeOwn && clock.now() < begin + .seconds(5)
            if let id = try await makeRoom(name, for: creation.request.labels, birth, isPatient: isPatient) { return .found(id: id) }
        }
    }

    /// Looks at who has a name, and removes or awaits what is in the way. An engine gives a name away before there is a container with it: a
    /// creation that goes on after its client was killed is waited for.
    ///
    /// - Parameter isPatient: whether another run is given time to finish a container that is not whole yet.
    /// - Returns: the id of the container where it can be taken as it is; nil where the name is worth another try.
    /// - Throws: ``StepError`` where the name stays taken.
    private func makeRoom(
        _ name: String, for labels: [String: String], _ birth: ContainerBirth, isPatient: Bool
    ) async throws -> String? {
        guard let found = try await holder(of: name) else {
            try await clock.sleep(.milliseconds(100))
            return nil
        }
        let hasRun = found.state?.status != .created
        if found.isMade(as: labels) {
            let isWhole = hasRun || birth.temporaryName == nil || !birth.service.needsPreparation
            if isWhole { return found.id }
            if isPatient {
                try await clock.sleep(.milliseconds(100))
                return nil
            }
        }
        guard !hasRun, found.config?.labels[ProjectLabel.project] == project else { throw taken(name, by: found) }
        try await removeContainer(found.id, withVolumes: true)
        return nil
    }

    /// The container with a name or an id; nil where there is none, or it is on its way out.
    func holder(of name: String) async throws -> ContainerInspect? {
        do {
            let found = try await engine.container(name)
            return found.state?.status == .removing || found.state?.status == .dead ? nil : found
        } catch let error as EngineError where error.isNotFound {
            return nil
        }
    }

    private func taken(_ name: String, by holder: ContainerInspect) -> StepError {
        .nameTaken(name, by: NameHolder(holder, seenFrom: project))
    }

    /// Gives a container its name; where another run has brought one like it there already, this one goes.
    ///
    /// - Parameter old: its id, or the name that it has.
    /// - Returns: the container that has the new name, by its id or as it was named in `old`.
    @discardableResult
    func rename(_ old: String, to name: String) async throws -> String {
        try await whileMadeAnew(old) {
            do {
                try await engine.renameContainer(old, to: name)
                return old
            } catch let error as EngineError {
                if let id = try await renamed(old, name) { return id }
                guard error.isConflict, let own = try await holder(of: old), let other = try await holder(of: name) else { throw error }
                guard let labels = own.config?.labels, other.isMade(as: labels) else { throw taken(name, by: other) }
                try await removeContainer(own.id, withVolumes: true)
                return other.id
            }
        }
    }

    /// Does something with a container that this run has made: under its name or, where another run gave it its final one, under its id.
    func following(_ name: String, _ index: ResourceIndex, _ body: (String) async throws -> Void) async throws {
        try await whileMadeAnew(name) {
            do {
                try await body(name)
            } catch let error as EngineError where error.isNotFound {
                guard let id = index.containerIDs[name], try await holder(of: id) != nil else { throw error }
                try await body(id)
            }
        }
    }

    /// Does something with a container that is there, or will be in a moment: a run that has begun since takes one that does not run yet for
    /// left over, and makes it anew under the same name.
    private func whileMadeAnew<Value>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
        let deadline = clock.now() + .seconds(5)
        while true {
            do {
                return try await body()
            } catch let error as EngineError where error.status != nil && clock.now() < deadline {
                guard try await holder(of: name) == nil else { throw error }
            }
            try await clock.sleep(.milliseconds(100))
        }
    }

    /// The container with the new name, where a rename whose answer was an error has happened: the old name is gone, or the container has the
    /// new one.
    private func renamed(_ old: String, _ name: String) async throws -> String? {
        let ours = try await engine.containers(matching: ObjectFilters.project(project))
        guard let target = ours.first(where: { $0.name == name }) else { return nil }
        let hasHappened = target.id == old || !ours.contains { $0.name == old || $0.id == old }
        return hasHappened ? target.id : nil
    }
}

extension ContainerInspect {
    /// Whether its labels say that it is what a creation with these labels would make: one of a service, not one of `run`.
    fileprivate func isMade(as wanted: [String: String]) -> Bool {
        guard let labels = config?.labels, labels[ProjectLabel.oneOff] == "False" else { return false }
        let telling = [
            ProjectLabel.project, ProjectLabel.service, ProjectLabel.containerNumber, ProjectLabel.oneOff, ProjectLabel.configHash,
            ProjectLabel.image,
        ]
        return telling.allSatisfy { labels[$0] == wanted[$0] }
    }
}
