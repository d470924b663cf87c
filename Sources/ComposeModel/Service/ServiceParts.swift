/// A host name with the addresses it stands for, as `extra_hosts` gives them.
package struct ExtraHost: Sendable, Hashable {
    package var host: String
    package var addresses: [String]

    package init(host: String, addresses: [String]) {
        self.host = host
        self.addresses = addresses
    }
}

/// A limit of the kernel: soft and hard; equal where the file gave one number.
package struct Ulimit: Sendable, Hashable {
    package var name: String
    package var soft: Int64
    package var hard: Int64
    /// Whether the file gave one number for both.
    package var isSingle: Bool

    package init(name: String, soft: Int64, hard: Int64, isSingle: Bool) {
        self.name = name
        self.soft = soft
        self.hard = hard
        self.isSingle = isSingle
    }
}

/// Where a container's output goes.
package struct Logging: Sendable, Hashable {
    package var driver: String?
    package var options: [KeyValue] = []
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// A host device in a container.
package struct DeviceMapping: Sendable, Hashable {
    package var source: String?
    package var target: String?
    /// Some of `r`, `w` and `m`.
    package var permissions: String?
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// Devices that a driver hands out, such as GPUs.
package struct DeviceRequest: Sendable, Hashable {
    package var capabilities: [String] = []
    package var driver: String?
    /// -1 is "all".
    package var count: Int64?
    package var deviceIDs: [String] = []
    package var options: [KeyValue] = []
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// Windows' credential spec; at most one of its fields is given.
package struct CredentialSpec: Sendable, Hashable {
    package var config: String?
    package var file: String?
    package var registry: String?
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// A file of variables.
package struct EnvironmentFile: Sendable, Hashable {
    /// Absolute.
    package var path: String
    /// As the file names it.
    package var written: String
    package var required = true
    /// `raw`, or nil for the dotenv grammar.
    package var format: String?

    package init(path: String) {
        self.path = path
        written = path
    }
}

/// A command that runs at a point of a container's life.
package struct Hook: Sendable, Hashable {
    package var command: [String]?
    package var image: String?
    package var user: String?
    package var privileged: Bool?
    package var workingDir: String?
    package var environment: [EnvironmentEntry] = []
    package var perReplica: Bool?
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// A service that something other than the engine provides.
package struct Provider: Sendable, Hashable {
    package var type: String?
    package var options: [ExtensionField] = []
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// A language model that a service uses.
package struct ServiceModel: Sendable, Hashable {
    package var model: String
    package var endpointVar: String?
    package var modelVar: String?
    package var extensions: [ExtensionField] = []

    package init(model: String) {
        self.model = model
    }
}

/// The `develop:` section.
package struct Develop: Sendable, Hashable {
    package var watch: [Watch] = []
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// A path that `develop` watches, and what a change does.
package struct Watch: Sendable, Hashable {
    package var path: String?
    package var action: String?
    package var target: String?
    package var ignore: [String] = []
    package var include: [String] = []
    package var exec: Hook?
    package var initialSync: Bool?
    package var extensions: [ExtensionField] = []

    package init() {}
}

/// Limits of a container's block device traffic.
package struct BlockIO: Sendable, Hashable {
    package var weight: Int64?
    package var weightDevice: [DeviceValue] = []
    package var deviceReadBps: [DeviceValue] = []
    package var deviceReadIOps: [DeviceValue] = []
    package var deviceWriteBps: [DeviceValue] = []
    package var deviceWriteIOps: [DeviceValue] = []
    package var extensions: [ExtensionField] = []

    package init() {}

    /// A rate (bytes or operations a second) or a weight of one device.
    package struct DeviceValue: Sendable, Hashable {
        package var path: String?
        package var value: Int64?

        package init() {}
    }
}
