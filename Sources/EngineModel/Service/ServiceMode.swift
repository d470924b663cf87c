/// How many tasks a service has, and whether they are to run on or to end.
package enum ServiceMode: Hashable, Sendable {
    /// A number of tasks that run on; without a number the engine stores 1.
    case replicated(replicas: UInt64?)
    /// One task on every node that fits.
    case global
    /// A number of tasks that end (API 1.41). Without numbers the engine runs one task once.
    case replicatedJob(maxConcurrent: UInt64?, totalCompletions: UInt64?)
    /// One task that ends on every node that fits (API 1.41).
    case globalJob

    /// Whether tasks are to end; every update of a job runs it again.
    package var isJob: Bool {
        switch self {
        case .replicated, .global: false
        case .replicatedJob, .globalJob: true
        }
    }
}

extension ServiceMode: Codable {
    private enum CodingKeys: String, CodingKey {
        case replicated = "Replicated"
        case global = "Global"
        case replicatedJob = "ReplicatedJob"
        case globalJob = "GlobalJob"
    }

    private struct Replicated: Codable {
        var replicas: UInt64?
        enum CodingKeys: String, CodingKey { case replicas = "Replicas" }
    }

    private struct ReplicatedJob: Codable {
        var maxConcurrent: UInt64?
        var totalCompletions: UInt64?
        enum CodingKeys: String, CodingKey {
            case maxConcurrent = "MaxConcurrent"
            case totalCompletions = "TotalCompletions"
        }
    }

    private struct Empty: Codable {}

    /// Reads the one member that is set; an object without any is replicated, as in the engine.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        if try container.decodeIfPresent(Empty.self, forKey: .global) != nil {
            self = .global
        } else if try container.decodeIfPresent(Empty.self, forKey: .globalJob) != nil {
            self = .globalJob
        } else if let job = try container.decodeIfPresent(ReplicatedJob.self, forKey: .replicatedJob) {
            self = .replicatedJob(maxConcurrent: job.maxConcurrent, totalCompletions: job.totalCompletions)
        } else {
            self = .replicated(replicas: try container.decodeIfPresent(Replicated.self, forKey: .replicated)?.replicas)
        }
    }

    /// Writes the one member that is set.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .replicated(let replicas):
            try container.encode(Replicated(replicas: replicas), forKey: .replicated)
        case .global:
            try container.encode(Empty(), forKey: .global)
        case .replicatedJob(let maxConcurrent, let totalCompletions):
            try container.encode(ReplicatedJob(maxConcurrent: maxConcurrent, totalCompletions: totalCompletions), forKey: .replicatedJob)
        case .globalJob:
            try container.encode(Empty(), forKey: .globalJob)
        }
    }
}
