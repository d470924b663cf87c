import Deployment
import EngineClient
import EngineModel
import Terminal
import TestSupport
import Testing

@testable import Commands
@testable import Planning

/// What a person at a terminal sees of a plan.
@Suite struct PlanTextTests {
    private func text(hasColour: Bool) -> String {
        let out = TextRecorder()
        let context = CommandContext(
            console: Console(out: out, err: out, outTraits: TerminalTraits(isLive: hasColour, hasColour: hasColour)), environment: [:],
            workingDirectory: "/", clock: .real, wallClock: { 0 },
            connect: { _, _ in throw EngineError(.unreachable, operation: "connect", message: "no engine in this test") },
            catchInterrupts: { StopSignal() })
        context.show(plan)
        return out.text
    }

    private var plan: Plan {
        func step(_ name: String, _ action: PlanAction, isDestructive: Bool = false) -> PlanStep {
            let address = ResourceAddress(.service, name)
            var step = PlanStep(
                id: StepID(action.verb, address), address: address, action: action, cause: "the file has it no more", dependencies: [])
            step.isDestructive = isDestructive
            return step
        }
        let spec = ServiceSpec(name: "a", taskTemplate: TaskSpec(containerSpec: ContainerSpec(image: "busybox:1")))
        return Plan(
            stack: "home",
            steps: [
                step("a", .createService(spec)),
                step("b", .updateService(spec, keeping: [:], ObservedVersion(id: "b", version: ObjectVersion(1)))),
                step("c", .remove(id: "c")), step("d", .remove(id: "d"), isDestructive: true),
            ])
    }

    @Test func coloursTellWhatBecomesOfAnObject() {
        #expect(
            text(hasColour: true).replacing("\u{1B}", with: "^") == """
                ^[32m  + service a  busybox:1, 1 replica^[0m
                ^[33m  ~ service b^[0m
                ^[31m  - service c  the file has it no more^[0m
                ^[31m  - service d  the file has it no more, destructive^[0m
                ^[1m1 to create, 1 to update, 2 to remove^[0m

                """)
    }

    @Test func aPipeGetsTheTextAlone() {
        #expect(text(hasColour: false) == plan.description)
    }
}
