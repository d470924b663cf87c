import EngineModel
import FoundationEssentials
import Testing

@testable import Planning

@Suite("Versions of secrets and configs") struct FileVersionTests {
    /// The fixture, whose service `cache` reads the config too.
    private func desired(rules: [UInt8] = [4, 5, 6], _ change: (inout DesiredSwarmState) -> Void = { _ in }) -> DesiredSwarmState {
        Fixture.desired {
            $0.configs[0].data = Data(rules)
            $0.services[1].spec.taskTemplate.containerSpec?.configs = [
                ConfigReference(file: FileTarget(name: "/rules", uid: "0", gid: "0", mode: 0o444), configName: "home_rules")
            ]
            change(&$0)
        }
    }

    /// What the engine has after these contents of the config were deployed one after the other.
    private func observed(_ contents: [[UInt8]], used: Int? = nil) -> ObservedSwarmState {
        var state = Fixture.observed(desired(rules: contents[0]))
        for (position, content) in contents.enumerated().dropFirst() {
            let name = name(content)
            state.configs.append(
                Config(
                    id: "id-" + name, version: ObjectVersion(UInt64(100 + position)), createdAt: Timestamp(seconds: Int64(position)),
                    spec: ConfigSpec(name: name, labels: Fixture.labels, data: Data(content))))
        }
        let current = state.configs[used ?? contents.count - 1]
        state.services[1].spec.taskTemplate.containerSpec?.configs = [
            ConfigReference(
                file: FileTarget(name: "/rules", uid: "0", gid: "0", mode: 0o444), configID: current.id, configName: current.spec.name)
        ]
        return state
    }

    private func name(_ content: [UInt8]) -> String { VersionName.name("home_rules", content: [0] + content, key: "swarm") }

    @Test("a changed config becomes a new one, and the service moves to it") func changedConfig() {
        let plan = Fixture.plan(desired(rules: [7, 7]), observed([[4, 5, 6]]))
        #expect(
            plan.description == """
                  + config  \(name([7, 7]))  its content changed, replaces home_rules, 2 bytes
                  ~ service home_cache  restarts 2 tasks
                      configs /rules: home_rules -> \(name([7, 7]))
                1 to create, 1 to update, 3 unchanged

                """)
        #expect(plan.steps[1].dependencies == [plan.steps[0].id])
    }

    @Test("the version with the content is used, whatever its name; older ones than the previous go") func retention() {
        #expect(Fixture.plan(desired(rules: [2]), observed([[1], [2]])).isEmpty)
        #expect(
            Fixture.plan(desired(rules: [3]), observed([[1], [2]])).description == """
                  + config  \(name([3]))  its content changed, replaces \(name([2])), 1 byte
                  ~ service home_cache  restarts 2 tasks
                      configs /rules: \(name([2])) -> \(name([3]))
                  - config  home_rules  superseded, destructive
                1 to create, 1 to update, 1 to remove, 3 unchanged

                """)
        let back = Fixture.plan(desired(rules: [1]), observed([[1], [2]]))
        #expect(back.steps.map(\.id.description) == ["update service home_cache"])
        let more = Fixture.plan(desired(rules: [3]), observed([[1], [2]]), policy: .careful(keptVersions: 2))
        #expect(!more.description.contains("superseded"))
    }

    @Test("what a service uses, or used before its latest update, is kept even if no version is to be") func rollback() {
        let policy = PlanPolicy.careful(keptVersions: 0)
        let moving = Fixture.plan(desired(rules: [3]), observed([[1], [2]]), policy: policy)
        #expect(moving.steps.last?.address == ResourceAddress(.config, "home_rules"))
        var moved = observed([[1], [2]])
        moved.services[1].previousSpec = observed([[1]]).services[1].spec
        #expect(Fixture.plan(desired(rules: [2]), moved, policy: policy).isEmpty)
        moved.services[1].previousSpec = moved.services[1].spec
        #expect(Fixture.plan(desired(rules: [2]), moved, policy: policy).steps.map(\.id.description) == ["remove config home_rules"])
    }

    @Test("a changed secret becomes a new one; its name tells nothing without the swarm's id") func changedSecret() throws {
        let plan = Fixture.plan(desired(), observed([[4, 5, 6]])) { $0.secretContents = ["id-home_key": .other] }
        let created = try #require(plan.steps.first?.address.name)
        #expect(VersionName.isLaterVersion(created, of: "home_key"))
        #expect(
            plan.description == """
                  + secret  \(created)  its content changed, replaces home_key
                  ~ service home_web  restarts 2 tasks
                      secrets key: home_key -> \(created)
                1 to create, 1 to update, 3 unchanged

                """)
        let elsewhere = Fixture.plan(desired(), observed([[4, 5, 6]])) {
            $0.secretContents = ["id-home_key": .other]
            $0.swarmID = "another"
        }
        #expect(elsewhere.steps.first?.address.name != created)
    }

    @Test("where the engine does not compare, a secret is taken for equal, and the plan says so") func unknown() {
        let plan = Fixture.plan(desired(), observed([[4, 5, 6]])) { $0.secretContents = [:] }
        #expect(plan.isEmpty)
        #expect(plan.notes == [.contentUnknown(ResourceAddress(.secret, "home_key"))])
    }

    @Test("names that the file gives stay; other content is a problem") func named() {
        let desired = desired { $0.namedFiles = [ResourceAddress(.secret, "home_key")] }
        let plan = Fixture.plan(desired, observed([[4, 5, 6]])) { $0.secretContents = ["id-home_key": .other] }
        #expect(plan.problems == [.contentFixed(ResourceAddress(.secret, "home_key"))])
        #expect(Fixture.plan(desired, observed([[4, 5, 6]])).problems.isEmpty)
    }

    @Test("docker's way knows no versions") func docker() {
        let plan = Fixture.plan(desired(rules: [9]), observed([[4, 5, 6]]), policy: .docker())
        #expect(plan.steps.allSatisfy { $0.action.isWrite && !$0.id.description.hasPrefix("create") })
    }

    @Test("versions of what the file has are not superfluous; those of what it has no longer are") func superfluous() {
        let observed = observed([[1], [2]])
        #expect(Fixture.plan(desired(rules: [2]), observed, policy: .careful(prune: true)).isEmpty)
        let without = desired {
            $0.configs = []
            $0.services[1].spec.taskTemplate.containerSpec?.configs = []
        }
        let plan = Fixture.plan(without, observed, policy: .careful(prune: true))
        #expect(plan.steps.suffix(2).map(\.id.description) == ["remove config home_rules", "remove config \(name([2]))"])
    }

    @Test(
        "names",
        arguments: [
            ("home_key-0123456789", true), ("home_key-012345678", false), ("home_key-012345678G", false), ("home_key-ABCDEF0123", false),
            ("home_key", false), ("home_keys-0123456789", false),
        ])
    func names(name: String, isVersion: Bool) {
        #expect(VersionName.isLaterVersion(name, of: "home_key") == isVersion)
    }

    @Test("long names are cut to what the engine takes") func longNames() {
        let long = String(repeating: "a", count: 64)
        let name = VersionName.name(long, content: [1], key: "swarm")
        #expect(name.count == 64 && VersionName.isLaterVersion(name, of: long))
    }
}
