import EngineModel

/// Judges whether a container that docker compose made can stay as it is: whether it is what would be made of the service now.
///
/// docker compose's digest is one of its own internal types, which change with its versions, so the containers themselves are compared.
struct Adoption: Sendable {
    let service: DesiredHostService
    let observed: ObservedHostState
    /// What the service's image adds; nil where the image is not here.
    let image: ImageConfig?

    /// Why the container cannot stay; nil if it can.
    func obstacle(_ container: ContainerSummary) -> String? {
        guard let found = observed.foreign[container.id] else { return Self.origin }
        if !service.files.isEmpty { return "\(Self.origin); the files that were copied into it cannot be compared" }
        let occasion = ContainerOccasion(number: container.number, peers: peers)
        guard let creation = try? service.creation(of: occasion) else { return "what it shared something with is gone" }
        let wanted = ContainerSubstance(creation, networkNames: networkNames)
        let differences = wanted.differences(from: ContainerSubstance(found), image: image ?? ImageConfig())
        return differences.isEmpty ? nil : "\(Self.origin) with another \(differences.joined(separator: ", "))"
    }

    private static let origin = "made by docker compose"

    private var peers: [String: [ContainerOccasion.Peer]] {
        Dictionary(service.sharing.services.map { ($0, observed.containers.peers(of: $0)) }, uniquingKeysWith: { first, _ in first })
    }

    private var networkNames: [String: String] {
        Dictionary(observed.networks.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    }
}
