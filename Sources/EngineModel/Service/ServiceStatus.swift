/// How the latest update of a service is going.
package struct ServiceUpdateStatus: Hashable, Codable, Sendable {
    /// The state; absent when the service was never updated.
    package var state: ServiceUpdateState?
    /// When it began.
    package var startedAt: Timestamp?
    /// When it ended.
    package var completedAt: Timestamp?
    /// The engine's words.
    @OmitEmpty package var message: String

    private enum CodingKeys: String, CodingKey {
        case state = "State"
        case startedAt = "StartedAt"
        case completedAt = "CompletedAt"
        case message = "Message"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        state: ServiceUpdateState? = nil, startedAt: Timestamp? = nil, completedAt: Timestamp? = nil, message: String = ""
    ) {
        self.state = state
        self.startedAt = startedAt
        self.completedAt = completedAt
        self.message = message
    }
}

/// The state of a service update.
package struct ServiceUpdateState: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Rolling out.
    package static let updating = Self(rawValue: "updating")
    /// Stopped because of failures (failure action pause).
    package static let paused = Self(rawValue: "paused")
    /// Done.
    package static let completed = Self(rawValue: "completed")
    /// Going back because of failures.
    package static let rollbackStarted = Self(rawValue: "rollback_started")
    /// Stopped on the way back.
    package static let rollbackPaused = Self(rawValue: "rollback_paused")
    /// Back at the previous spec.
    package static let rollbackCompleted = Self(rawValue: "rollback_completed")
}

/// Task counts, answered by `GET /services?status=true` (API 1.41).
package struct ServiceStatus: Hashable, Codable, Sendable {
    /// Tasks in state running.
    package var runningTasks: UInt64
    /// Tasks that should run; for a job those that should complete.
    package var desiredTasks: UInt64
    /// Tasks of a job in state complete.
    @OmitEmpty package var completedTasks: UInt64

    private enum CodingKeys: String, CodingKey {
        case runningTasks = "RunningTasks"
        case desiredTasks = "DesiredTasks"
        case completedTasks = "CompletedTasks"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(runningTasks: UInt64, desiredTasks: UInt64, completedTasks: UInt64 = 0) {
        self.runningTasks = runningTasks
        self.desiredTasks = desiredTasks
        self.completedTasks = completedTasks
    }
}

/// The current run of a job.
package struct JobStatus: Hashable, Codable, Sendable {
    /// The number of the run; each update of a job raises it.
    package var jobIteration: ObjectVersion
    /// When the run was started.
    package var lastExecution: Timestamp?

    private enum CodingKeys: String, CodingKey {
        case jobIteration = "JobIteration"
        case lastExecution = "LastExecution"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(jobIteration: ObjectVersion, lastExecution: Timestamp? = nil) {
        self.jobIteration = jobIteration
        self.lastExecution = lastExecution
    }
}

/// The answer to the creation of a service.
package struct ServiceCreated: Hashable, Codable, Sendable {
    /// The id of the new service.
    package var id: String
    /// What the engine found worth saying, such as a digest that could not be resolved.
    @OmitEmpty package var warnings: [String]

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
        case warnings = "Warnings"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(id: String, warnings: [String] = []) {
        self.id = id
        self.warnings = warnings
    }
}

/// The answer to the update of a service.
package struct ServiceUpdated: Hashable, Codable, Sendable {
    /// What the engine found worth saying.
    @OmitEmpty package var warnings: [String]

    private enum CodingKeys: String, CodingKey {
        case warnings = "Warnings"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(warnings: [String] = []) {
        self.warnings = warnings
    }
}
