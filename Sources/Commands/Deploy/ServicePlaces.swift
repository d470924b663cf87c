import ComposeModel
import Diagnostics
import EngineModel
import Planning

/// Where in the compose files the services of a stack stand, so that what goes wrong with them later can be shown there.
struct ServicePlaces: Sendable {
    private let stack: String
    private let file: ComposeFile
    let sources: SourceMap

    init(_ loaded: StackLoading.Loaded) {
        stack = loaded.stack
        file = loaded.file
        sources = loaded.sources
    }

    /// The place of a key of a service, the nearest key around it if the file does not have it; nil for a service of no file.
    ///
    /// - Parameter service: the full name.
    func place(of keys: [String], in service: String) -> SourceRange? {
        guard let found = self.service(service) else { return nil }
        for count in stride(from: keys.count, to: 0, by: -1) {
            if let range = found.origin.exactPlace(Array(keys.prefix(count))) { return range }
        }
        return found.origin.exactPlace(["image"]) ?? found.origin.range
    }

    /// The place of a condition of placement.
    func place(ofConstraint text: String, in service: String) -> SourceRange? {
        let keys = ["deploy", "placement", "constraints"]
        let position = self.service(service)?.deploy?.placement?.constraints.firstIndex(of: text)
        return place(of: keys + (position.map { [String($0)] } ?? []), in: service)
    }

    /// The place of the published port.
    func place(ofPort port: UInt32, in service: String) -> SourceRange? {
        self.service(service)?.ports.first { $0.publishedNumber == port }?.range ?? place(of: ["ports"], in: service)
    }

    /// The place of the mount whose source stands in an engine's message; that of all mounts where none does.
    func place(ofMountIn message: String, in service: String) -> SourceRange? {
        let mounts: [ServiceVolume] = self.service(service)?.volumes ?? []
        let named = mounts.filter { mount in mount.source.map { !$0.isEmpty && message.contains($0) } ?? false }
        // The longest: one path may stand at the beginning of another.
        let mount = named.max { ($0.source ?? "").utf8.count < ($1.source ?? "").utf8.count }
        return mount?.range ?? place(of: ["volumes"], in: service)
    }

    private func service(_ name: String) -> ComposeModel.Service? {
        file.services.first { name == "\(stack)_\($0.key)" || name == $0.key }
    }
}

extension ServicePlaces {
    /// The place of what a failed service failed of.
    func place(of explanation: FailurePlaceQuestion) -> SourceRange? {
        let service = explanation.service
        guard let task = explanation.task else { return place(of: [], in: service) }
        switch task.cause {
        case .noNode: return placementPlace(explanation)
        case .missingBindPath: return place(ofMountIn: task.message, in: service)
        case let cause where explanation.ranOutOfMemory: return place(of: FailureCause.signal(9).keys + cause.keys, in: service)
        case let cause: return place(of: cause.keys, in: service)
        }
    }

    private func placementPlace(_ question: FailurePlaceQuestion) -> SourceRange? {
        for obstacle in question.survey?.verdicts.flatMap(\.obstacles) ?? [] {
            switch obstacle {
            case .constraint(let constraint, _): return place(ofConstraint: constraint.text, in: question.service)
            case .hostPort(let port, _, _): return place(ofPort: port, in: question.service)
            case .processors: return place(of: ["deploy", "resources", "reservations", "cpus"], in: question.service)
            case .memory: return place(of: ["deploy", "resources", "reservations", "memory"], in: question.service)
            case .platform: return place(of: ["image"], in: question.service)
            case .maxReplicas: return place(of: ["deploy", "placement", "max_replicas_per_node"], in: question.service)
            case .notReady, .unavailable: continue
            }
        }
        return place(of: ["deploy"], in: question.service)
    }
}

/// What has to be known of a failure to find its place.
struct FailurePlaceQuestion {
    var service: String
    var task: TaskFailure?
    var survey: PlacementSurvey?
    var ranOutOfMemory: Bool
}
