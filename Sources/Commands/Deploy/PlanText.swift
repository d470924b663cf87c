import Planning
import Terminal

extension CommandContext {
    /// Prints a plan; on a terminal its lines have colours.
    func show(_ plan: Plan) {
        let traits = console.outTraits
        for line in plan.lines { say(line.kind.style.map { line.text.styled($0, on: traits) } ?? line.text) }
    }
}

extension PlanLine.Kind {
    /// nil for plain text.
    fileprivate var style: TextStyle? {
        switch self {
        case .creation: .green
        case .change, .note: .yellow
        case .removal, .destruction, .problem: .red
        case .detail: nil
        case .summary: .bold
        }
    }
}
