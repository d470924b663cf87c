/// What a task may use, and what a node must have free for it.
package struct ResourceRequirements: Hashable, Codable, Sendable {
    /// Upper bounds.
    package var limits: ResourceLimits?
    /// What is set aside on the node.
    package var reservations: ResourceReservations?
    /// Swap beyond memory, in bytes; -1 is without limit (API 1.52).
    package var swapBytes: Int64?
    /// 0...100 (API 1.52).
    package var memorySwappiness: Int64?

    private enum CodingKeys: String, CodingKey {
        case limits = "Limits"
        case reservations = "Reservations"
        case swapBytes = "SwapBytes"
        case memorySwappiness = "MemorySwappiness"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        limits: ResourceLimits? = nil, reservations: ResourceReservations? = nil, swapBytes: Int64? = nil,
        memorySwappiness: Int64? = nil
    ) {
        self.limits = limits
        self.reservations = reservations
        self.swapBytes = swapBytes
        self.memorySwappiness = memorySwappiness
    }
}

/// Upper bounds of what a task uses.
package struct ResourceLimits: Hashable, Codable, Sendable {
    /// Processor time in units of 10^-9 processors.
    @OmitEmpty package var nanoCPUs: Int64
    /// Memory in bytes.
    @OmitEmpty package var memoryBytes: Int64
    /// Processes and threads.
    @OmitEmpty package var pids: Int64

    private enum CodingKeys: String, CodingKey {
        case nanoCPUs = "NanoCPUs"
        case memoryBytes = "MemoryBytes"
        case pids = "Pids"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(nanoCPUs: Int64 = 0, memoryBytes: Int64 = 0, pids: Int64 = 0) {
        self.nanoCPUs = nanoCPUs
        self.memoryBytes = memoryBytes
        self.pids = pids
    }
}

/// What a node must have free.
package struct ResourceReservations: Hashable, Codable, Sendable {
    /// Processor time in units of 10^-9 processors.
    @OmitEmpty package var nanoCPUs: Int64
    /// Memory in bytes.
    @OmitEmpty package var memoryBytes: Int64
    /// Resources that nodes announce under a name of their own.
    @OmitEmpty package var genericResources: [GenericResource]

    private enum CodingKeys: String, CodingKey {
        case nanoCPUs = "NanoCPUs"
        case memoryBytes = "MemoryBytes"
        case genericResources = "GenericResources"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(nanoCPUs: Int64 = 0, memoryBytes: Int64 = 0, genericResources: [GenericResource] = []) {
        self.nanoCPUs = nanoCPUs
        self.memoryBytes = memoryBytes
        self.genericResources = genericResources
    }
}

/// One resource that nodes announce under a name of their own.
package struct GenericResource: Hashable, Codable, Sendable {
    /// One named piece, such as a certain device.
    package var namedResourceSpec: NamedResource?
    /// A number of equal pieces.
    package var discreteResourceSpec: DiscreteResource?

    private enum CodingKeys: String, CodingKey {
        case namedResourceSpec = "NamedResourceSpec"
        case discreteResourceSpec = "DiscreteResourceSpec"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(namedResourceSpec: NamedResource? = nil, discreteResourceSpec: DiscreteResource? = nil) {
        self.namedResourceSpec = namedResourceSpec
        self.discreteResourceSpec = discreteResourceSpec
    }
}

/// One named piece of a generic resource.
package struct NamedResource: Hashable, Codable, Sendable {
    /// The name of the resource.
    @OmitEmpty package var kind: String
    /// Which piece.
    @OmitEmpty package var value: String

    private enum CodingKeys: String, CodingKey {
        case kind = "Kind"
        case value = "Value"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(kind: String = "", value: String = "") {
        self.kind = kind
        self.value = value
    }
}

/// A number of equal pieces of a generic resource.
package struct DiscreteResource: Hashable, Codable, Sendable {
    /// The name of the resource.
    @OmitEmpty package var kind: String
    /// How many.
    @OmitEmpty package var value: Int64

    private enum CodingKeys: String, CodingKey {
        case kind = "Kind"
        case value = "Value"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(kind: String = "", value: Int64 = 0) {
        self.kind = kind
        self.value = value
    }
}
