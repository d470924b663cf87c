import TestSupport
import Testing

extension EndToEndTests {
    /// A proxy before the engine makes it slow, rude or forgetful.
    @Suite struct Faults {
        private static func file(level: String = "info") -> String {
            """
            version: "3.8"
            services:
            \(idle("a", "environment: {LEVEL: \(level)}\nsecrets: [s]"))
            \(idle("b", "configs: [c]\nnetworks: [n]"))
            networks: {n: {}}
            secrets: {s: {file: ./data}}
            configs: {c: {file: ./data}}
            """
        }

        private func prepare(_ stack: Stack, _ text: String = file()) throws {
            try stack.write(text)
            try stack.write("x\n", to: "data")
        }

        /// All of the file is there once, runs, and another deploy writes nothing.
        private func expectTheJobDone(_ stack: Stack, sourceLocation: SourceLocation = #_sourceLocation) async throws {
            let names = [
                "config \(stack.name)_c", "network \(stack.name)_default", "network \(stack.name)_n", "secret \(stack.name)_s",
                "service \(stack.name)_a", "service \(stack.name)_b",
            ]
            #expect(try await stack.objects() == names, sourceLocation: sourceLocation)
            for service in ["a", "b"] {
                #expect(try await stack.replicas(of: service) == "1/1", sourceLocation: sourceLocation)
            }
            try await FaultProxy.run(before: stack.host) { proxy in
                try await stack.through(proxy).deploy(sourceLocation: sourceLocation)
                #expect(proxy.requests.isEmpty == false && proxy.writes.isEmpty, sourceLocation: sourceLocation)
            }
        }

        @Test func aSlowEngineIsWaitedFor() async throws {
            try await Stack.with("slow") { stack in
                try prepare(stack)
                try await FaultProxy.run(before: stack.host) { _ in
                    .isLate(.milliseconds(400))
                } body: { proxy in
                    try await stack.through(proxy).deploy()
                }
                try await expectTheJobDone(stack)
            }
        }

        /// Which requests are met by the fault: the writes, one in three of all, ...
        struct Case: Sendable, CustomTestStringConvertible {
            let testDescription: String
            let fate: FaultProxy.Fate
            let meets: @Sendable (FaultProxy.Request) -> Bool
        }

        static let cases: [Case] = [
            Case(testDescription: "the third answer is 500", fate: .isRefused(status: 500)) { $0.number == 3 },
            Case(testDescription: "services cannot be created: 500", fate: .isRefused(status: 500)) {
                $0.path.hasSuffix("/services/create")
            },
            Case(testDescription: "secrets cannot be created: 503", fate: .isRefused(status: 503)) { $0.path.hasSuffix("/secrets/create") },
            Case(testDescription: "every third answer is 500", fate: .isRefused(status: 500)) { $0.number.isMultiple(of: 3) },
            Case(testDescription: "writes are lost", fate: .isLost) { $0.isWrite },
            Case(testDescription: "every fourth connection breaks", fate: .isLost) { $0.number.isMultiple(of: 4) },
            Case(testDescription: "answers to writes are lost", fate: .isAnsweredInVain {}) { $0.isWrite },
            Case(testDescription: "every fourth answer is lost", fate: .isAnsweredInVain {}) { $0.number.isMultiple(of: 4) },
        ]

        /// Whether or not it got through with the fault: without it, the same command finishes the job.
        @Test(arguments: cases) func theSameCommandFinishesTheJob(_ example: Case) async throws {
            try await Stack.with("fault") { stack in
                try prepare(stack)
                let met = Counter()
                try await FaultProxy.run(before: stack.host) { request in
                    guard example.meets(request) else { return .passes }
                    met.increment()
                    return example.fate
                } body: { proxy in
                    let run = try await stack.through(proxy).skep(
                        "deploy", "--resolve-image", "never", "--timeout", "60", "compose.yml", stack.name)
                    #expect(run.status == 0 || run.errors.contains("error:"), "\(run.all)")
                }
                #expect(met.value > 0)
                try await stack.deploy()
                try await expectTheJobDone(stack)
            }
        }

        /// A silence that begins in the middle: the engine takes a request and never answers it, nor any that comes later.
        @Test func anEngineThatFallsSilentIsNotWaitedForForEver() async throws {
            try await Stack.with("silent") { stack in
                try prepare(stack)
                let silences = Counter()
                try await FaultProxy.run(before: stack.host) { request in
                    guard silences.value > 0 || request.path.hasSuffix("/services/create") else { return .passes }
                    silences.increment()
                    return .isLate(.seconds(3_600))
                } body: { proxy in
                    let run = try await stack.through(proxy).skep(
                        "deploy", "--resolve-image", "never", "--timeout", "10", "compose.yml", stack.name)
                    #expect(run.status == 6, "\(run.all)")
                    #expect(run.errors.contains("cannot create service \(stack.name)_a: not finished in time"), "\(run.all)")
                }
                #expect(silences.value > 0)
                try await stack.deploy()
                try await expectTheJobDone(stack)
            }
        }

        /// "update out of sequence": somebody else is quicker, each of the first three times.
        @Test func anUpdateThatComesSecondIsMadeAgain() async throws {
            try await Stack.with("second") { stack in
                try prepare(stack)
                try await stack.deploy()
                try prepare(stack, Self.file(level: "debug"))
                let attempts = Counter()
                try await FaultProxy.run(before: stack.host) { request in
                    guard request.isWrite, request.path.contains("/update?") else { return .passes }
                    let attempt = attempts.increment()
                    if attempt <= 3 {
                        try await stack.docker("service", "update", "--detach", "--label-add", "other=\(attempt)", "\(stack.name)_a")
                    }
                    return .passes
                } body: { proxy in
                    try await stack.through(proxy).deploy()
                }
                #expect(attempts.value == 4)
                let format = "{{.Spec.TaskTemplate.ContainerSpec.Env}}"
                let stored = try await stack.docker("service", "inspect", "--format", format, "\(stack.name)_a")
                #expect(stored.output.contains("LEVEL=debug"), "\(stored.all)")
                try await expectTheJobDone(stack)
            }
        }
    }
}
