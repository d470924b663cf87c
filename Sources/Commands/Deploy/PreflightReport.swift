import Diagnostics
import EngineModel
import Planning

extension Preflight.Finding {
    /// The finding at its place in the files.
    func diagnostic(_ places: ServicePlaces) -> Diagnostic {
        switch self {
        case .noBuild(let service, let image, let builds, let nodes):
            Diagnostic(
                .error, "rollout.image.platform",
                "\(image) has \(Self.builds(builds)), and every node that \(service) may run on is another: \(Self.text(nodes))",
                at: places.place(of: ["image"], in: service),
                help: ["use a tag that has a build for \(nodes.keys.sorted().joined(separator: " and "))"])
        case .missingBuild(let service, let image, let builds, let nodes):
            Diagnostic(
                .warning, "rollout.image.platform.some",
                "\(image) has \(Self.builds(builds)): \(service) cannot run on \(Self.text(nodes))",
                at: places.place(of: ["image"], in: service),
                help: ["the swarm keeps it off these nodes; a global service runs on the others only"])
        case .portTaken(let service, let port, let holder, let stack):
            Diagnostic(
                .error, "rollout.port.taken",
                "port \(port.publishedPort)/\((port.protocol ?? .tcp).rawValue) that \(service) publishes belongs to \(holder)"
                    + (stack.map { " of the stack \($0)" } ?? ", which is of no stack"),
                at: places.place(ofPort: port.publishedPort, in: service),
                help: ["publish another port, or remove \(holder)"])
        }
    }

    private static func builds(_ builds: [String]) -> String {
        builds.count == 1 ? "a build for \(builds[0]) only" : "builds for \(builds.joined(separator: ", ")) only"
    }

    /// `pi-1, pi-2 (arm64)`.
    private static func text(_ nodes: [String: [String]]) -> String {
        nodes.sorted { $0.key < $1.key }.map { "\($0.value.joined(separator: ", ")) (\($0.key))" }.joined(separator: "; ")
    }
}
