import EngineClient
import EngineModel

extension ConformanceCheck {
    /// Services as objects.
    static let serviceChecks: [ConformanceCheck] = [
        ConformanceCheck("a service is created, found, updated, and removed") { bench in
            let engine = bench.engine
            let created = try await engine.createService(bench.spec("web"))
            let service = try await engine.service(bench.name("web"))
            try bench.expect(service.id == created.id, "another id")
            try bench.expect(try await engine.service(created.id).name == bench.name("web"), "not found by id")
            let listed = try await engine.services(matching: .stack(bench.stack))
            try bench.expect(listed.map(\.id) == [created.id], "listed \(listed.map(\.name))")
            try await bench.expectRefusal([409], "creating again") { _ = try await engine.createService(bench.spec("web")) }
            var raw = service.rawSpec
            raw[["Labels", "more"]] = .string("1")
            _ = try await engine.updateService(id: service.id, version: service.version, spec: raw, options: .init())
            let updated = try await engine.service(service.id)
            try bench.expect(updated.spec.labels["more"] == "1" && updated.version > service.version, "\(updated.spec.labels)")
            try bench.expect(updated.previousSpec?.labels["more"] == nil && updated.previousSpec != nil, "no previous spec")
            try await engine.removeService(service.id)
            try await bench.expectRefusal([404], "inspecting") { _ = try await engine.service(service.id) }
        },
        ConformanceCheck("an update that has not seen the latest version is refused and changes nothing") { bench in
            let engine = bench.engine
            _ = try await engine.createService(bench.spec("web"))
            let service = try await engine.service(bench.name("web"))
            var raw = service.rawSpec
            raw[["Labels", "first"]] = .string("1")
            _ = try await engine.updateService(id: service.id, version: service.version, spec: raw, options: .init())
            raw[["Labels", "second"]] = .string("1")
            let late = raw
            try await bench.expectRefusal([409, 500], "the second update") {
                _ = try await engine.updateService(id: service.id, version: service.version, spec: late, options: .init())
            }
            let kept = try await engine.service(service.id)
            try bench.expect(kept.spec.labels["first"] == "1" && kept.spec.labels["second"] == nil, "\(kept.spec.labels)")
            try bench.expect(kept.version != service.version, "the version tells nothing")
        },
        ConformanceCheck("what a spec does not say is filled in") { bench in
            let spec = ServiceSpec(
                name: bench.name("bare"), labels: bench.labels, taskTemplate: TaskSpec(containerSpec: ContainerSpec(image: bench.image)))
            _ = try await bench.engine.createService(spec)
            let kept = try await bench.engine.service(spec.name)
            var filled = spec
            filled.mode = .replicated(replicas: 1)
            filled.taskTemplate.containerSpec?.isolation = "default"
            filled.taskTemplate.runtime = "container"
            try bench.expect(kept.spec == filled, "kept \(kept.rawSpec)")
        },
        ConformanceCheck("a spec that cannot be is refused") { bench in
            var nameless = bench.spec("web")
            nameless.name = "not.a.name"
            var imageless = bench.spec("web")
            imageless.taskTemplate.containerSpec?.image = ""
            for spec in [nameless, imageless] {
                try await bench.expectRefusal([400], "creating \(spec.name)") { _ = try await bench.engine.createService(spec) }
            }
        },
        ConformanceCheck("name and mode of a service cannot change") { bench in
            let engine = bench.engine
            _ = try await engine.createService(bench.spec("web"))
            let service = try await engine.service(bench.name("web"))
            var renamed = service.rawSpec
            renamed["Name"] = .string(bench.name("other"))
            var global = service.rawSpec
            global["Mode"] = .object(["Global": .object([:])])
            for spec in [renamed, global] {
                try await bench.expectRefusal([400, 500, 501], "updating") {
                    _ = try await engine.updateService(id: service.id, version: service.version, spec: spec, options: .init())
                }
            }
        },
        ConformanceCheck("the engine itself goes back to the previous spec") { bench in
            let engine = bench.engine
            _ = try await engine.createService(bench.spec("web"))
            let before = try await engine.service(bench.name("web"))
            var raw = before.rawSpec
            raw[["TaskTemplate", "ContainerSpec", "Env"]] = .array([.string("NEW=1")])
            _ = try await engine.updateService(id: before.id, version: before.version, spec: raw, options: .init())
            let options = ServiceUpdateOptions(registryAuthFrom: .previousSpec, rollsBack: true)
            _ = try await bench.eventually("the roll-back is accepted") { () -> Bool? in
                // The engine's own progress on the update changes the version all the time.
                let current = try await engine.service(before.id)
                do {
                    _ = try await engine.updateService(id: before.id, version: current.version, spec: current.rawSpec, options: options)
                    return true
                } catch let error as EngineError where error.status == 500 {
                    return nil
                }
            }
            let after = try await engine.service(before.id)
            try bench.expect(after.spec.taskTemplate.containerSpec?.env == [], "\(after.rawSpec)")
        },
    ]
}
