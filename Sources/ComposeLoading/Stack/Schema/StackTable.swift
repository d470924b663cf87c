/// The keys of format 3.x at the top level and below `networks`, `volumes`, `secrets` and `configs`.
enum StackTable {
    static let root = StackMapping(
        [
            .key("version", .string),
            .key("services", named(.mapping(service))),
            .key("networks", named(.any(.mapping(network), .null), isOpenSince: 0)),
            .key("volumes", named(.any(.mapping(volume), .null))),
            .key("secrets", named(.mapping(secret)), since: 1),
            .key("configs", named(.mapping(config)), since: 3),
        ], extensionsSince: 4)

    private static func named(_ shape: StackShape, isOpenSince: Int? = nil) -> StackShape {
        .mapping(StackMapping(names: (.resource, shape), isOpenSince: isOpenSince))
    }

    private static let external = StackShape.any(.boolean, .object(.key("name", .string)))

    private static let network = StackMapping(
        [
            .key("name", .string, since: 5),
            .key("driver", .string),
            .key("driver_opts", .options),
            .key(
                "ipam",
                .object(.key("driver", .string), .key("config", .list(.object(.key("subnet", .string)))))),
            .key("external", external),
            .key("internal", .boolean),
            .key("attachable", .boolean, since: 2),
            .key("labels", .pairs),
        ], extensionsSince: 7)

    private static let volume = StackMapping(
        [
            .key("name", .string, since: 4),
            .key("driver", .string),
            .key("driver_opts", .options),
            .key("external", external),
            .key("labels", .pairs),
            // In the schema since 3.10; before, `x-` keys of any shape pass it, but docker decodes this one all the same.
            .key("x-cluster-spec", clusterVolume, since: 7),
        ], extensionsSince: 7)

    private static let clusterVolume = StackShape.open(
        .key("group", .string),
        .key(
            "access_mode",
            .open(
                .key("scope", .string), .key("sharing", .string), .key("block_volume", .open()),
                .key("mount_volume", .open(.key("fs_type", .string), .key("mount_flags", .strings))))),
        .key("accessibility_requirements", .open(.key("requisite", topologies), .key("preferred", topologies))),
        .key("capacity_range", .open(.key("required_bytes", .string), .key("limit_bytes", .string))),
        .key("availability", .string))

    private static let topologies = StackShape.list(.open(.key("segments", .pairs)))

    private static let openExternal = StackShape.any(.boolean, .open(.key("name", .string)))

    private static let fileObject: [StackMapping.Key] = [
        .key("name", .string, since: 5),
        .key("file", .string),
        .key("external", openExternal),
        .key("labels", .pairs),
        .key("template_driver", .string, since: 8),
    ]

    private static let secret = StackMapping(
        fileObject + [.key("driver", .string, since: 8), .key("driver_opts", .options, since: 8)], extensionsSince: 7)

    private static let config = StackMapping(fileObject, extensionsSince: 7)
}
