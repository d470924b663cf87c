/// A service as the engine has it.
package struct Service: Hashable, Sendable {
    /// The id.
    package var id: String
    /// The version that an update must name.
    package var version: ObjectVersion
    /// When it was created.
    package var createdAt: Timestamp?
    /// When it was last changed.
    package var updatedAt: Timestamp?
    /// The spec, as far as we know its fields.
    package var spec: ServiceSpec
    /// The spec whole, with fields that we do not know: what an update that changes one field starts from.
    package var rawSpec: JSONValue
    /// The spec before the latest update; absent when there was none.
    package var previousSpec: ServiceSpec?
    /// The spec before the latest update, whole.
    package var rawPreviousSpec: JSONValue?
    /// Ports and addresses that the engine gave out.
    package var endpoint: ServiceEndpoint?
    /// How the latest update is going; absent when there was none.
    package var updateStatus: ServiceUpdateStatus?
    /// Task counts; only in lists that asked for them.
    package var serviceStatus: ServiceStatus?
    /// The current run; only for jobs.
    package var jobStatus: JobStatus?

    /// A service from its parts.
    package init(
        id: String, version: ObjectVersion, createdAt: Timestamp? = nil, updatedAt: Timestamp? = nil, spec: ServiceSpec,
        rawSpec: JSONValue, previousSpec: ServiceSpec? = nil, rawPreviousSpec: JSONValue? = nil, endpoint: ServiceEndpoint? = nil,
        updateStatus: ServiceUpdateStatus? = nil, serviceStatus: ServiceStatus? = nil, jobStatus: JobStatus? = nil
    ) {
        self.id = id
        self.version = version
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.spec = spec
        self.rawSpec = rawSpec
        self.previousSpec = previousSpec
        self.rawPreviousSpec = rawPreviousSpec
        self.endpoint = endpoint
        self.updateStatus = updateStatus
        self.serviceStatus = serviceStatus
        self.jobStatus = jobStatus
    }
}

extension Service {
    /// The full name.
    package var name: String { spec.name }
}

extension Service: Codable {
    private enum CodingKeys: String, CodingKey {
        case id = "ID"
        case version = "Version"
        case createdAt = "CreatedAt"
        case updatedAt = "UpdatedAt"
        case spec = "Spec"
        case previousSpec = "PreviousSpec"
        case endpoint = "Endpoint"
        case updateStatus = "UpdateStatus"
        case serviceStatus = "ServiceStatus"
        case jobStatus = "JobStatus"
    }

    /// Reads both specs twice: typed and whole.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        version = try container.decode(ObjectVersion.self, forKey: .version)
        createdAt = try container.decodeIfPresent(Timestamp.self, forKey: .createdAt)
        updatedAt = try container.decodeIfPresent(Timestamp.self, forKey: .updatedAt)
        spec = try container.decode(ServiceSpec.self, forKey: .spec)
        rawSpec = try container.decode(JSONValue.self, forKey: .spec)
        previousSpec = try container.decodeIfPresent(ServiceSpec.self, forKey: .previousSpec)
        rawPreviousSpec = try container.decodeIfPresent(JSONValue.self, forKey: .previousSpec)
        endpoint = try container.decodeIfPresent(ServiceEndpoint.self, forKey: .endpoint)
        updateStatus = try container.decodeIfPresent(ServiceUpdateStatus.self, forKey: .updateStatus)
        serviceStatus = try container.decodeIfPresent(ServiceStatus.self, forKey: .serviceStatus)
        jobStatus = try container.decodeIfPresent(JobStatus.self, forKey: .jobStatus)
    }

    /// Writes the whole specs, not the typed ones.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(version, forKey: .version)
        try container.encodeIfPresent(createdAt, forKey: .createdAt)
        try container.encodeIfPresent(updatedAt, forKey: .updatedAt)
        try container.encode(rawSpec, forKey: .spec)
        try container.encodeIfPresent(rawPreviousSpec, forKey: .previousSpec)
        try container.encodeIfPresent(endpoint, forKey: .endpoint)
        try container.encodeIfPresent(updateStatus, forKey: .updateStatus)
        try container.encodeIfPresent(serviceStatus, forKey: .serviceStatus)
        try container.encodeIfPresent(jobStatus, forKey: .jobStatus)
    }
}
