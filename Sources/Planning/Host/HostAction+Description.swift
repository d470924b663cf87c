import EngineModel

extension HostAction {
    /// The sign in front of the step's line.
    var sign: String {
        switch effect {
        case .creates: "+"
        case .replaces: "~"
        case .starts: ">"
        case .removes: "-"
        case .partOfAnother, .waits: "·"
        }
    }

    /// What the step's line is about.
    var lineKind: PlanLine.Kind {
        switch effect {
        case .creates, .starts: .creation
        case .replaces: .change
        case .removes: .removal
        case .partOfAnother, .waits: .note
        }
    }

    /// What is worth knowing about a new object; for the others the cause.
    func detail(cause: String) -> String {
        switch self {
        case .createNetwork(let request): ([request.driver] + request.options.keys.sorted()).filter { !$0.isEmpty }.joined(separator: ", ")
        case .createVolume(let request): request.driver
        case .createContainer(let birth) where birth.replaced == nil:
            [ImageText.withoutDigest(birth.service.image), cause].filter { !$0.isEmpty }.joined(separator: ", ")
        default: cause
        }
    }
}

extension PlanAction {
    /// Whether a plan has a line for the step: a wait has none, nor has a step that another one's line speaks for.
    var isTold: Bool {
        guard case .host(let action) = self else { return isWrite }
        return isWrite && action.effect != .partOfAnother
    }
}
