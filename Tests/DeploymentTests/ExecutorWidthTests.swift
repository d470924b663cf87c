import Deployment
import EngineModel
import Synchronization
import Testing

@testable import Planning

/// How many steps run at the same time.
@Suite struct ExecutorWidthTests {
    @Test(arguments: [
        (HostAction.stopContainer(StopOrder(id: "c")), 20),
        (.awaitContainer, 20),
        (.startContainer(StartOrder(container: "c", existedBefore: true)), 3),
        (.removeContainer(id: "c", withVolumes: false), 20),
        (.removeVolume, 5),
    ])
    func steps(_ action: HostAction, atOnce expected: Int) async throws {
        let steps = (1...20).map {
            let address = ResourceAddress(.container, "c\($0)")
            return PlanStep(id: StepID("do", address), address: address, action: .host(action), cause: "")
        }
        let crowd = Crowd()
        let report = try await PlanExecutor(runner: crowd, width: 5, starts: 3).execute(
            Plan(stack: "p", steps: steps), index: ResourceIndex())
        #expect(report.done.count == 20)
        #expect(crowd.most == expected)
    }
}

/// Steps that take long enough for the others to come.
private final class Crowd: StepRunning {
    private let counts = Mutex((now: 0, most: 0))

    var most: Int { counts.withLock(\.most) }

    func run(_ step: PlanStep, index: ResourceIndex) async throws -> StepOutcome {
        counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
        for _ in 0..<200 where most < 20 { await Task.yield() }
        counts.withLock { $0.now -= 1 }
        return StepOutcome()
    }
}
