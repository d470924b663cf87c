package import ComposeModel
package import Diagnostics
package import EngineModel

/// The fixed ports of this host that the containers of a project claim. A port is only for one of them: the engine starts the first and
/// refuses the next, which leaves a project half-done, so it is told beforehand.
///
/// What other projects and programs hold is not looked at, and a range is only held against the number of containers that choose from it.
package struct HostPortClaims: Sendable {
    private let services: [DesiredHostService]
    private let file: ComposeFile

    /// - Parameters:
    ///   - services: those whose containers run at the same time, with their numbers.
    ///   - file: where they come from.
    package init(_ services: [DesiredHostService], in file: ComposeFile) {
        self.services = services.filter { $0.scale > 0 }
        self.file = file
    }

    /// One diagnostic for each port that more containers claim than can have it, at its place in the file.
    ///
    /// - Parameter severity: an error where the containers are about to be started.
    package func conflicts(_ severity: Diagnostic.Severity) -> [Diagnostic] {
        crowded(severity) + shared(severity)
    }

    /// Ports of services with more containers than that.
    private func crowded(_ severity: Diagnostic.Severity) -> [Diagnostic] {
        services.flatMap { service in
            claims(of: service).filter { $0.ports.count < service.scale }.map {
                .crowdedPort($0.text, count: $0.ports.count, service.name, containers: service.scale, severity, at: $0.range)
            }
        }
    }

    /// Ports of several services, or of one service twice.
    private func shared(_ severity: Diagnostic.Severity) -> [Diagnostic] {
        let fixed = services.flatMap(claims).filter { $0.ports.count == 1 }
        return fixed.indices.compactMap { index in
            let claim = fixed[index]
            guard let first = fixed[..<index].first(where: { $0.excludes(claim) && !oneEndsBefore($0.service, claim.service) }) else {
                return nil
            }
            return .sharedPort(claim.text, [first.service, claim.service], severity, at: claim.range, first: first.range)
        }
    }

    /// The engine ignores the ports of containers that are in the host's own network, or in none.
    private func claims(of service: DesiredHostService) -> [PortClaim] {
        let mode = service.template.hostConfig?.networkMode ?? ""
        guard mode != "host", mode != "none" else { return [] }
        return file.services.first { $0.key == service.name }?.ports.compactMap { PortClaim($0, service.name) } ?? []
    }

    private func oneEndsBefore(_ one: String, _ other: String) -> Bool { ends(one, before: other) || ends(other, before: one) }

    /// Whether a service starts after the end of another one, itself or through what it depends on.
    private func ends(_ earlier: String, before later: String) -> Bool {
        var seen: Set<String> = []
        var open = [later]
        while let name = open.popLast() {
            let needs = services.first { $0.name == name }?.dependsOn ?? []
            if needs.contains(where: { $0.service == earlier && $0.condition == .completedSuccessfully }) { return true }
            open += needs.map(\.service).filter { seen.insert($0).inserted }
        }
        return false
    }
}

/// One entry of `ports` that names ports of the host.
private struct PortClaim {
    let service: String
    let ports: ClosedRange<UInt16>
    let transport: String
    let address: String
    let target: UInt32
    let range: SourceRange?

    /// nil where the engine chooses the port.
    init?(_ port: Port, _ service: String) {
        let bounds = (port.published ?? "").split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
        guard bounds.count <= 2, let first = bounds.first ?? nil, let last = bounds.last ?? nil, first <= last, first > 0 else {
            return nil
        }
        self.service = service
        ports = first...last
        transport = port.transport ?? "tcp"
        address = port.hostIP ?? ""
        target = port.target
        range = port.range
    }

    /// `8080/tcp`, `8000-8010/udp`.
    var text: String { (ports.count == 1 ? "\(ports.lowerBound)" : "\(ports.lowerBound)-\(ports.upperBound)") + "/\(transport)" }

    /// Whether the two cannot be had at the same time. The same line twice is one.
    func excludes(_ other: PortClaim) -> Bool {
        guard ports == other.ports, transport == other.transport else { return false }
        if service == other.service && target == other.target && address == other.address { return false }
        return address == other.address || covers(other.address) || other.covers(address)
    }

    /// Whether it is for every address of that one's kind; without one it is for all of both kinds.
    private func covers(_ specific: String) -> Bool {
        switch address {
        case "": true
        case "0.0.0.0": !specific.contains(":")
        case "::": specific.contains(":")
        default: false
        }
    }
}
