import EngineModel
import Glibc
import Testing

@testable import Planning

@Suite("The order of services in a plan") struct PlanOrderTests {
    @Test("services of a cycle come last, by name") func cycle() {
        let desired = Fixture.desired {
            $0.services = [
                Fixture.service("a", after: [.init(service: "home_b")]), Fixture.service("b", after: [.init(service: "home_a")]),
                Fixture.service("z"),
            ]
        }
        let plan = Fixture.plan(desired, ObservedSwarmState(stack: "home"))
        #expect(plan.steps.suffix(3).map(\.address.name) == ["home_z", "home_a", "home_b"])
    }

    @Test("three hundred services in a chain of health checks are planned well under half a second") func large() {
        let names = (0..<300).map { "s" + String(1000 + $0) }
        let desired = Fixture.desired { state in
            state.services = names.indices.map { position in
                let before = position == 0 ? [] : [ServiceDependency(service: "home_" + names[position - 1], condition: .healthy)]
                return Fixture.service(names[position], after: before)
            }
        }
        let observed = Fixture.observed()
        let before = Self.processorTime
        let plan = Fixture.plan(desired, observed)
        let used = Self.processorTime - before
        let created = plan.steps.filter { $0.id.description.hasPrefix("create service") }
        #expect(created.map(\.address.name) == names.map { "home_" + $0 })
        #expect(plan.steps.filter { !$0.action.isWrite }.count == 299)
        // A debug build; ten times less is usual.
        #expect(used < .seconds(3), "\(used)")
    }

    /// What this thread has used: on a busy machine the clock on the wall says more about the others.
    private static var processorTime: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
