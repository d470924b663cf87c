/// The part of `GET /swarm` that we use.
package struct Swarm: Hashable, Codable, Sendable {
    /// The id of the swarm.
    package var id: String
    /// The version.
    package var version: ObjectVersion
    /// When it was made.
    package var createdAt: Timestamp?
    /// When it last changed.
    package var updatedAt: Timestamp?
    /// Its settings.
    package var spec: SwarmSpec?

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
        case version = "Version"
        case createdAt = "CreatedAt"
        case updatedAt = "UpdatedAt"
        case spec = "Spec"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        id: String, version: ObjectVersion, createdAt: Timestamp? = nil, updatedAt: Timestamp? = nil, spec: SwarmSpec? = nil
    ) {
        self.id = id
        self.version = version
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.spec = spec
    }
}

/// The settings of a swarm that we use.
package struct SwarmSpec: Hashable, Codable, Sendable {
    /// The name; `default` everywhere.
    @OmitEmpty package var name: String
    /// Labels.
    @OmitEmpty package var labels: [String: String]
    /// Settings of the orchestrator.
    package var orchestration: OrchestrationConfig?
    /// What tasks get that do not say.
    package var taskDefaults: TaskDefaults?

    private enum CodingKeys: String, CodingKey {
        case name = "Name"
        case labels = "Labels"
        case orchestration = "Orchestration"
        case taskDefaults = "TaskDefaults"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        name: String = "", labels: [String: String] = [:], orchestration: OrchestrationConfig? = nil,
        taskDefaults: TaskDefaults? = nil
    ) {
        self.name = name
        self.labels = labels
        self.orchestration = orchestration
        self.taskDefaults = taskDefaults
    }
}

/// Settings of the orchestrator.
package struct OrchestrationConfig: Hashable, Codable, Sendable {
    /// Ended tasks kept per slot; the default is 5.
    package var taskHistoryRetentionLimit: Int64?

    private enum CodingKeys: String, CodingKey {
        case taskHistoryRetentionLimit = "TaskHistoryRetentionLimit"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(taskHistoryRetentionLimit: Int64? = nil) {
        self.taskHistoryRetentionLimit = taskHistoryRetentionLimit
    }
}

/// What tasks get that do not say.
package struct TaskDefaults: Hashable, Codable, Sendable {
    /// Where output goes.
    package var logDriver: Driver?

    private enum CodingKeys: String, CodingKey {
        case logDriver = "LogDriver"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(logDriver: Driver? = nil) {
        self.logDriver = logDriver
    }
}
