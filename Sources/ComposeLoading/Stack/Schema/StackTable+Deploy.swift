/// The keys below `deploy` in format 3.x.
extension StackTable {
    static let deploy = StackShape.object(
        .key("mode", .string),
        .key("endpoint_mode", .string, since: 2),
        // docker finds a negative one only when it fills in its unsigned number.
        .key("replicas", .scalar(.integer, .positive)),
        .key("labels", .pairs),
        .key("rollback_config", .mapping(StackMapping(updateKeys(orderSince: 7))), since: 7),
        .key("update_config", .mapping(StackMapping(updateKeys(orderSince: 4)))),
        .key("resources", resources),
        .key(
            "restart_policy",
            .object(
                .key("condition", .string), .key("delay", .duration), .key("max_attempts", .integer), .key("window", .duration))),
        .key("placement", placementRules))

    private static func updateKeys(orderSince: Int) -> [StackMapping.Key] {
        [
            .key("parallelism", .integer),
            .key("delay", .duration),
            .key("failure_action", .string),
            .key("monitor", .duration),
            .key("max_failure_ratio", .number),
            .key("order", .word(["start-first", "stop-first"]), since: orderSince),
        ]
    }

    private static let resources = StackShape.object(
        .key("limits", .object(.key("cpus", .string), .key("memory", .string), .key("pids", .integer, since: 9))),
        .key(
            "reservations",
            .object(.key("cpus", .string), .key("memory", .string), .key("generic_resources", genericResources, since: 5))))

    private static let genericResources = StackShape.list(
        .object(.key("discrete_resource_spec", .object(.key("kind", .string), .key("value", .number)))))

    private static let placementRules = StackShape.object(
        .key("constraints", .strings),
        .key("preferences", .list(.object(.key("spread", .string))), since: 3),
        .key("max_replicas_per_node", .integer, since: 8))
}
