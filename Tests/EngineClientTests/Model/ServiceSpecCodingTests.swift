import EngineModel
import FoundationEssentials
import Testing

@Suite struct ServiceSpecCodingTests {
    @Test func zeroValuesAreLeftOut() throws {
        let spec = ServiceSpec(name: "s", taskTemplate: TaskSpec(containerSpec: ContainerSpec(image: "i")))
        #expect(
            try JSONValue(encoding: spec)
                == .object(["Name": .string("s"), "TaskTemplate": .object(["ContainerSpec": .object(["Image": .string("i")])])]))
    }

    @Test func nullCollectionsAndEmptyEnumerationsAreZero() throws {
        let text = """
            {"Name":"s","Labels":null,"TaskTemplate":{"ContainerSpec":{"Image":"i","Env":null,"Mounts":null}},
             "UpdateConfig":{"Parallelism":0,"Order":"","MaxFailureRatio":0.1}}
            """
        let spec = try JSONDecoder().decode(ServiceSpec.self, from: Data(text.utf8))
        #expect(spec.labels.isEmpty)
        #expect(spec.taskTemplate.containerSpec?.env == [])
        #expect(spec.updateConfig == ServiceUpdateConfig(parallelism: 0, maxFailureRatio: 0.1))
    }

    @Test(arguments: [
        ServiceMode.replicated(replicas: nil), .replicated(replicas: 0), .global, .globalJob,
        .replicatedJob(maxConcurrent: 2, totalCompletions: 5),
    ])
    func modesRoundTrip(mode: ServiceMode) throws {
        #expect(try JSONValue(encoding: mode).decoded(as: ServiceMode.self) == mode)
    }

    @Test func serviceKeepsFieldsItDoesNotKnow() throws {
        let text = """
            {"ID":"a","Version":{"Index":7},"CreatedAt":"2026-01-02T03:04:05.678Z","Spec":{"Name":"s","Future":{"X":[1,2.5,null]},
             "TaskTemplate":{"ForceUpdate":18446744073709551615}}}
            """
        let service = try JSONDecoder().decode(Service.self, from: Data(text.utf8))
        #expect(service.version == ObjectVersion(7))
        #expect(service.spec.taskTemplate.forceUpdate == .max)
        #expect(service.rawSpec[["Future", "X"]] == .array([.integer(1), .number(2.5), .null]))
        #expect(service.rawSpec[["TaskTemplate", "ForceUpdate"]] == .unsigned(.max))
        var raw = service.rawSpec
        raw[["Mode", "Replicated", "Replicas"]] = JSONValue(3)
        #expect(try raw.decoded(as: ServiceSpec.self).mode == .replicated(replicas: 3))
        #expect(raw["Future"] == service.rawSpec["Future"])
    }
}
