import Deployment
import EngineClient
import EngineModel
import Planning
import TestSupport
import Testing

/// A run that dies at any call is finished by the next one.
@Suite("Death in the middle of up") struct HostRecoveryTests {
    /// What a run changes, from which state to which.
    enum Scenario: String, CaseIterable {
        case first, changed, forced, scaledDown, oneSharesWithAnother

        var before: DesiredHostState? {
            switch self {
            case .first: nil
            case .scaledDown: Projects.home { $0.services[3].scale = 4 }
            default: Projects.home()
            }
        }

        var after: DesiredHostState {
            switch self {
            case .first, .forced: Projects.home()
            case .changed: Projects.home(hash: "2")
            case .scaledDown: Projects.home { $0.services[3].scale = 1 }
            case .oneSharesWithAnother:
                Projects.home {
                    $0.services[0] = Projects.service("db", hash: "2", checksHealth: true) {
                        $0.template.hostConfig?.mounts = [Mount(type: .volume, target: "/var/lib/db")]
                    }
                }
            }
        }

        var policy: HostPolicy {
            var policy = HostPolicy()
            policy.removesOrphans = true
            if self == .forced { policy.recreation = .always }
            return policy
        }
    }

    @Test("wherever it dies, the same command finishes the job", arguments: Scenario.allCases, [1, 8])
    func death(scenario: Scenario, width: Int) async throws {
        let total = try await writes(of: scenario, width: width)
        #expect(total > 4)
        for lifetime in stride(from: width % 2, to: total, by: 2) {
            let engine = try await prepared(scenario)
            let volume = try await databaseVolume(engine)
            await engine.dies(afterWrites: lifetime)
            _ = try? await engine.raise(scenario.after, scenario.policy, width: width)
            await engine.dies(afterWrites: nil)
            let failures = try await engine.raise(scenario.after, scenario.policy).failed
            #expect(failures.map(\.error.description) == [], "\(scenario), \(lifetime): \(failures.map(\.error))")
            try await check(engine, scenario, "\(scenario.rawValue) after \(lifetime) of \(total) writes, width \(width)")
            if volume != nil { #expect(try await databaseVolume(engine) == volume, "\(scenario), \(lifetime)") }
        }
    }

    @Test("random refusals and lost answers end in the wanted state after enough runs", arguments: 0..<40)
    func randomFailures(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let engine = await FakeEngine.host()
        let operations: [EngineOperation] = [
            .createContainer, .startContainer, .stopContainer, .renameContainer, .removeContainer, .createNetwork, .createVolume,
            .putArchive,
            .inspectContainer, .listContainers,
        ]
        for scenario in [Scenario.first, .changed, .scaledDown] {
            for _ in 0..<4 {
                let operation = operations[Int.random(in: 0..<operations.count, using: &generator)]
                let reason: EngineError.Reason = Bool.random(using: &generator) ? .refused(status: 500) : .interrupted
                await engine.fail(
                    operation, call: Int.random(in: 1...4, using: &generator), with: EngineError(reason, operation: "test", message: "test")
                )
            }
            var runs = 0
            var succeeded = false
            while runs < 15 && !succeeded {
                succeeded = (try? await engine.raise(scenario.after, scenario.policy).isSuccess) ?? false
                runs += 1
            }
            #expect(succeeded, "seed \(seed)")
            await engine.failNoMore()
            try await check(engine, scenario, "seed \(seed), \(scenario.rawValue)")
        }
    }

    private func prepared(_ scenario: Scenario) async throws -> FakeEngine {
        let engine = await FakeEngine.host()
        if let before = scenario.before { try await engine.raise(before) }
        return engine
    }

    /// How many calls a run that nobody kills makes.
    private func writes(of scenario: Scenario, width: Int) async throws -> Int {
        let engine = try await prepared(scenario)
        await engine.forgetCalls()
        #expect(try await engine.raise(scenario.after, scenario.policy, width: width).isSuccess)
        return await engine.writes.count
    }

    private func databaseVolume(_ engine: FakeEngine) async throws -> String? {
        try await engine.projectContainers().values.first { $0.service == "db" }?.mounts.first { $0.destination == "/var/lib/db" }?.name
    }

    /// Exactly the wanted containers are there, they run, they are whole, and nothing is left to do.
    private func check(_ engine: FakeEngine, _ scenario: Scenario, _ what: String) async throws {
        let containers = try await engine.projectContainers()
        let wanted = scenario.after.services.flatMap { service in (1...service.scale).map { service.containerName($0) } }
        let web = containers.values.filter { $0.service == "web" }.count
        #expect(web == scenario.after.services.first { $0.name == "web" }?.scale, "\(what)")
        if scenario != .scaledDown { #expect(containers.keys.sorted() == wanted.sorted(), "\(what)") }
        for (name, container) in containers {
            #expect(container.state == .running, "\(what): \(name)")
            if container.service == "web" { #expect(await !engine.archives(in: name).isEmpty, "\(what): \(name)") }
        }
        let database = try #require(containers["home-db-1"], "\(what)")
        let side = try await engine.container("home-side-1")
        #expect(side.hostConfig?.networkMode == "container:\(database.id)", "\(what)")
        #expect(try await engine.hostPlan(scenario.after).isEmpty, "\(what)")
    }
}
