import EngineModel

/// A plan as programs read it: the stable form behind `skep plan --format json`, described in docs/plan-format.md.
///
/// It says what `Plan.description` says and no more: contents of secrets and configs, specs and hidden values are not in it.
package struct PlanDocument: Hashable, Codable, Sendable {
    /// Raised when a member changes its meaning or goes away; new members do not raise it.
    package static let currentVersion = 1

    package var version = currentVersion
    package var stack: String
    /// Whether there is something to do.
    package var pending: Bool
    package var counts: Counts
    package var steps: [Step]
    package var unchanged: [Object]
    /// What is worth knowing although nothing is done about it.
    package var notes: [String]
    /// Why the plan cannot be carried out; empty for most plans.
    package var problems: [Problem]

    /// Numbers of objects by what happens to them.
    package struct Counts: Hashable, Codable, Sendable {
        package var create: Int
        package var update: Int
        package var remove: Int
        package var unchanged: Int
    }

    /// An object by kind and full name.
    package struct Object: Hashable, Codable, Sendable {
        package var kind: String
        package var name: String
    }

    /// One call to the engine, or one wait.
    package struct Step: Hashable, Codable, Sendable {
        /// Unique in the plan.
        package var id: String
        /// `create`, `update`, `remove` or `wait`.
        package var action: String
        package var kind: String
        package var name: String
        package var cause: String
        /// Ids of the steps that come first.
        package var after: [String]
        package var changes: [Change]
        /// Whether something is lost that the file does not bring back.
        package var destructive: Bool
        /// What becomes of running tasks, in words; absent if nothing does.
        package var restarts: String?
        /// The object as the plan saw it; absent for new objects and waits.
        package var observed: Observed?
    }

    /// One difference; an absent value is one that is not there.
    package struct Change: Hashable, Codable, Sendable {
        package var field: String
        package var element: String?
        package var before: String?
        package var after: String?
    }

    /// An object's id and, where it is an update, its version.
    package struct Observed: Hashable, Codable, Sendable {
        package var id: String
        package var version: UInt64?
    }

    /// Why the plan cannot be carried out, and what to do.
    package struct Problem: Hashable, Codable, Sendable {
        package var text: String
        package var help: String
    }
}

extension PlanDocument {
    /// The document of a plan.
    package init(_ plan: Plan) {
        stack = plan.stack
        pending = !plan.isEmpty
        let numbers = plan.counts
        counts = Counts(create: numbers.created, update: numbers.updated, remove: numbers.removed, unchanged: plan.unchanged.count)
        steps = plan.steps.map(Step.init)
        unchanged = plan.unchanged.map { Object(kind: $0.kind.rawValue, name: $0.name) }
        notes = plan.notes.map { note in
            note.lines.map { $0.drop { " !·".contains($0) } }.map(String.init).joined(separator: "\n")
        }
        problems = plan.problems.map { Problem(text: $0.description, help: $0.help) }
    }
}

extension PlanDocument.Step {
    /// The document of a step.
    init(_ step: PlanStep) {
        id = step.id.description
        action = step.action.documentVerb
        kind = step.address.kind.rawValue
        name = step.address.name
        cause = step.cause
        after = step.dependencies.map(\.description)
        changes = step.changes.map {
            PlanDocument.Change(field: $0.field, element: $0.element, before: $0.before, after: $0.after)
        }
        destructive = step.isDestructive
        restarts = step.restart.description.isEmpty ? nil : step.restart.description
        observed = step.action.observed
    }
}

extension PlanAction {
    fileprivate var documentVerb: String { isWrite ? verb : "wait" }

    fileprivate var observed: PlanDocument.Observed? {
        switch self {
        case .updateSecret(_, let seen), .updateConfig(_, let seen), .updateService(_, _, let seen):
            PlanDocument.Observed(id: seen.id, version: seen.version.index)
        case .remove(let id): PlanDocument.Observed(id: id)
        default: nil
        }
    }
}
