import ComposeModel
import YAMLTree

extension Deploy {
    static let table = FieldTable<Deploy>(
        [
            .value("mode", { $0.mode }, { $0.mode = $1 }, .nonEmptyString),
            .value("replicas", { $0.replicas }, { $0.replicas = $1 }, .int),
            .list("labels", { $0.labels }, { $0.labels = $1 }, .labels),
            .value(
                "update_config", { $0.updateConfig }, { $0.updateConfig = $1 },
                UpdateConfig.table.codec(omitEmpty: false, UpdateConfig.init)),
            .value(
                "rollback_config", { $0.rollbackConfig }, { $0.rollbackConfig = $1 },
                UpdateConfig.table.codec(omitEmpty: false, UpdateConfig.init)),
            .value("resources", { $0.resources }, { $0.resources = $1 }, Resources.table.codec(Resources.init)),
            .value(
                "restart_policy", { $0.restartPolicy }, { $0.restartPolicy = $1 },
                RestartPolicy.table.codec(omitEmpty: false, RestartPolicy.init)),
            .value("placement", { $0.placement }, { $0.placement = $1 }, Placement.table.codec(Placement.init)),
            .value("endpoint_mode", { $0.endpointMode }, { $0.endpointMode = $1 }, .nonEmptyString),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension UpdateConfig {
    static let table = FieldTable<UpdateConfig>(
        [
            .value("parallelism", { $0.parallelism }, { $0.parallelism = $1 }, .unsigned),
            .value("delay", { $0.delay }, { $0.delay = $1 }, .nonZeroDuration),
            .value("failure_action", { $0.failureAction }, { $0.failureAction = $1 }, .nonEmptyString),
            .value("monitor", { $0.monitor }, { $0.monitor = $1 }, .nonZeroDuration),
            .value("max_failure_ratio", { $0.maxFailureRatio }, { $0.maxFailureRatio = $1 }, .nonZeroNumber),
            .value("order", { $0.order }, { $0.order = $1 }, .oneOf("start-first", "stop-first")),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Resources {
    static let table = FieldTable<Resources>(
        [
            .value("limits", { $0.limits }, { $0.limits = $1 }, Resource.limits.codec(omitEmpty: false, Resource.init)),
            .value(
                "reservations", { $0.reservations }, { $0.reservations = $1 }, Resource.reservations.codec(omitEmpty: false, Resource.init)),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Resource {
    fileprivate static let limits = FieldTable<Resource>(
        shared + [.value("pids", { $0.pids }, { $0.pids = $1 }, .nonZeroInt)], extensions: { $0.extensions }, { $0.extensions = $1 })

    fileprivate static let reservations = FieldTable<Resource>(
        shared + [
            .list(
                "generic_resources", { $0.genericResources }, { $0.genericResources = $1 },
                listCodec(of: GenericResource.table.codec(omitEmpty: false, GenericResource.init))),
            .list("devices", { $0.devices }, { $0.devices = $1 }, .reservedDevices),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })

    private static let shared: [Field<Resource>] = [
        .value("cpus", { $0.cpus }, { $0.cpus = $1 }, .share), .value("memory", { $0.memory }, { $0.memory = $1 }, .bytesText),
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
        ], extensions: { $0.extensions }, { $0.extensions = $1 })

    private static let spec = FieldTable<GenericResource>([
        .value("kind", { $0.kind ?? "" }, { $0.kind = $1 }, .string), .value("value", { $0.value ?? 0 }, { $0.value = $1 }, .int),
    ])
}

extension RestartPolicy {
    static let table = FieldTable<RestartPolicy>(
        [
            .value("condition", { $0.condition }, { $0.condition = $1 }, .nonEmptyString),
            .value("delay", { $0.delay }, { $0.delay = $1 }, .duration),
            .value("max_attempts", { $0.maxAttempts }, { $0.maxAttempts = $1 }, .unsigned),
            .value("window", { $0.window }, { $0.window = $1 }, .duration),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension Placement {
    static let table = FieldTable<Placement>(
        [
            .list("constraints", { $0.constraints }, { $0.constraints = $1 }, .strings),
            .list(
                "preferences", { $0.preferences }, { $0.preferences = $1 },
                listCodec(of: PlacementPreference.table.codec(omitEmpty: false, PlacementPreference.init))),
            .value("max_replicas_per_node", { $0.maxReplicasPerNode }, { $0.maxReplicasPerNode = $1 }, .nonZeroUnsigned),
        ], extensions: { $0.extensions }, { $0.extensions = $1 })
}

extension PlacementPreference {
    fileprivate static let table = FieldTable<PlacementPreference>(
        [.value("spread", { $0.spread }, { $0.spread = $1 }, .nonEmptyString)], extensions: { $0.extensions }, { $0.extensions = $1 })
}
