/// The `deploy:` section of a service.
package struct Deploy: Sendable, Hashable {
    package var mode: String?
    package var replicas: Int64?
    package var labels: [KeyValue] = []
    package var updateConfig: UpdateConfig?
    package var rollbackConfig: UpdateConfig?
    package var resources: Resources?
    package var restartPolicy: RestartPolicy?
    package var placement: Placement?
    package var endpointMode: String?
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// How tasks are replaced in an update or a rollback.
package struct UpdateConfig: Sendable, Hashable {
    package var parallelism: UInt64?
    package var delay: ComposeDuration?
    package var failureAction: String?
    package var monitor: ComposeDuration?
    package var maxFailureRatio: Double?
    package var order: String?
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// Limits and reservations of one task.
package struct Resources: Sendable, Hashable {
    package var limits: Resource?
    package var reservations: Resource?
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// An amount of each resource.
package struct Resource: Sendable, Hashable {
    package var cpus: CPUCount?
    package var memory: ByteCount?
    package var pids: Int64?
    package var devices: [DeviceRequest] = []
    package var genericResources: [GenericResource] = []
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// A resource that only the user's nodes know: `kind: gpu, value: 2`.
package struct GenericResource: Sendable, Hashable {
    package var kind: String?
    package var value: Int64?
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// What happens when a task ends.
package struct RestartPolicy: Sendable, Hashable {
    package var condition: String?
    package var delay: ComposeDuration?
    package var maxAttempts: UInt64?
    package var window: ComposeDuration?
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// On which nodes tasks may run.
package struct Placement: Sendable, Hashable {
    package var constraints: [String] = []
    package var preferences: [PlacementPreference] = []
    package var maxReplicasPerNode: UInt64?
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// Spread tasks over the values of a node label.
package struct PlacementPreference: Sendable, Hashable {
    package var spread: String?
    package var extensions: [ExtensionField] = []

    package init() {}
}
