package import Planning

/// Carries out single steps: those of a swarm, or those of one host.
package protocol StepRunning: Sendable {
    /// - Parameter index: the ids known so far, those of the steps before included.
    /// - Throws: `EngineError`, `StepError`, `CancellationError`.
    func run(_ step: PlanStep, index: ResourceIndex) async throws -> StepOutcome
}

/// What a step gave.
package struct StepOutcome: Sendable {
    /// The id of what was created.
    package var createdID: String?
    /// The engine's remarks.
    package var warnings: [String]

    package init(createdID: String? = nil, warnings: [String] = []) {
        self.createdID = createdID
        self.warnings = warnings
    }
}
