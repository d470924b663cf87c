package import Diagnostics

/// What a service waits for.
package struct Dependency: Sendable, Hashable {
    package enum Condition: String, Sendable, CaseIterable {
        case started = "service_started"
        case healthy = "service_healthy"
        case completedSuccessfully = "service_completed_successfully"
    }

    package var service: String
    package var condition = Condition.started
    package var restart = false
    package var required = true
    package var extensions: [ExtensionField] = []
    package var range: SourceRange?

    package init(service: String) {
        self.service = service
    }
}

extension Service {
    /// The services that this one waits for: one that no profile selects is left out where it is not required.
    package func dependencies(in file: ComposeFile) -> [Dependency] {
        dependsOn.filter { dependency in dependency.required || file.services.contains { $0.key == dependency.service } }
    }
}
