import ComposeModel

/// The `deploy` section of two files.
enum DeployMerge {
    static let rules: [StackRule<Deploy>] = [
        .value(\.mode),
        .given(\.replicas),
        .pairs(\.labels),
        .section(\.updateConfig, update),
        .section(\.rollbackConfig, update),
        .section(\.resources, [.section(\.limits, amounts), .section(\.reservations, amounts)]),
        .section(\.restartPolicy, [.value(\.condition), .value(\.delay), .given(\.maxAttempts), .value(\.window)]),
        .section(\.placement, [.append(\.constraints), .append(\.preferences), .value(\.maxReplicasPerNode)]),
        .value(\.endpointMode),
    ]

    private static let update: [StackRule<UpdateConfig>] = [
        .given(\.parallelism), .value(\.delay), .value(\.failureAction), .value(\.monitor), .value(\.maxFailureRatio), .value(\.order),
    ]

    private static let amounts: [StackRule<Resource>] = [
        .value(\.cpus), .value(\.memory), .value(\.pids), .append(\.genericResources),
    ]
}
