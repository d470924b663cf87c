import ComposeModel
import YAMLTree

extension Deploy {
    static let table = FieldTable<Deploy>(
        [
            .value("mode", \.mode, .nonEmptyString),
            .value("replicas", \.replicas, .int),
            .list("labels", \.labels, .labels),
            .value("update_config", \.updateConfig, UpdateConfig.table.codec(omitEmpty: false, UpdateConfig.init)),
            .value("rollback_config", \.rollbackConfig, UpdateConfig.table.codec(omitEmpty: false, UpdateConfig.init)),
            .value("resources", \.resources, Resources.table.codec(Resources.init)),
            .value("restart_policy", \.restartPolicy, RestartPolicy.table.codec(omitEmpty: false, RestartPolicy.init)),
            .value("placement", \.placement, Placement.table.codec(Placement.init)),
            .value("endpoint_mode", \.endpointMode, .nonEmptyString),
        ], extensions: \.extensions)
}

extension UpdateConfig {
    static let table = FieldTable<UpdateConfig>(
        [
            .value("parallelism", \.parallelism, .unsigned),
            .value("delay", \.delay, .nonZeroDuration),
            .value("failure_action", \.failureAction, .nonEmptyString),
            .value("monitor", \.monitor, .nonZeroDuration),
            .value("max_failure_ratio", \.maxFailureRatio, .nonZeroNumber),
            .value("order", \.order, .oneOf("start-first", "stop-first")),
        ], extensions: \.extensions)
}

extension Resources {
    static let table = FieldTable<Resources>(
        [
            .value("limits", \.limits, Resource.limits.codec(omitEmpty: false, Resource.init)),
            .value("reservations", \.reservations, Resource.reservations.codec(omitEmpty: false, Resource.init)),
        ], extensions: \.extensions)
}

extension Resource {
    fileprivate static let limits = FieldTable<Resource>(
        shared + [.value("pids", \.pids, .nonZeroInt)], extensions: \.extensions)

    fileprivate static let reservations = FieldTable<Resource>(
        shared + [
            .list(
                "generic_resources", \.genericResources, listCodec(of: GenericResource.table.codec(omitEmpty: false, GenericResource.init))),
            .list("devices", \.devices, .list),
        ], extensions: \.extensions)

    private static let shared: [Field<Resource>] = [
        .value("cpus", \.cpus, .share), .value("memory", \.memory, .nonZeroBytes),
    ]
}

extension Codec where Value == CPUCount {
    /// A number of processors: text in docker stack's `config`, a number in compose's.
    fileprivate static let share = Codec<CPUCount>(
        decode: cpus.decode,
        encode: { value, dialect in
            if dialect == .stack { return .string(value.text) }
            return value.nanoCPUs == 0 ? nil : .number(value.value)
        })
}

extension GenericResource {
    fileprivate static let table = FieldTable<GenericResource>(
        [
            Field(
                key: "discrete_resource_spec",
                decode: { node, owner, decoder in
                    guard let mapping = decoder.mapping(node) else { return }
                    spec.decode(mapping, into: &owner, &decoder)
                },
                encode: { owner, dialect in spec.encode(owner, dialect) })
        ], extensions: \.extensions)

    private static let spec = FieldTable<GenericResource>([.value("kind", \.kind, .string), .value("value", \.value, .int)])
}

extension RestartPolicy {
    static let table = FieldTable<RestartPolicy>(
        [
            .value("condition", \.condition, .nonEmptyString),
            .value("delay", \.delay, .duration),
            .value("max_attempts", \.maxAttempts, .unsigned),
            .value("window", \.window, .duration),
        ], extensions: \.extensions)
}

extension Placement {
    static let table = FieldTable<Placement>(
        [
            .list("constraints", \.constraints, .strings),
            .list("preferences", \.preferences, listCodec(of: PlacementPreference.table.codec(omitEmpty: false, PlacementPreference.init))),
            .value("max_replicas_per_node", \.maxReplicasPerNode, .unsigned),
        ], extensions: \.extensions)
}

extension PlacementPreference {
    fileprivate static let table = FieldTable<PlacementPreference>(
        [.value("spread", \.spread, .nonEmptyString)], extensions: \.extensions)
}
