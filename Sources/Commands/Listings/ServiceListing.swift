import EngineModel
import Planning
import Terminal

/// `skep services`: the services of a stack, with docker's columns.
enum ServiceListing {
    static let listing = Listing([
        .init("ID", "ID"), .init("Name", "NAME"), .init("Mode", "MODE"), .init("Replicas", "REPLICAS"), .init("Image", "IMAGE"),
        .init("Ports", "PORTS"),
    ])

    /// One row a service, in natural order. The services must come with their task counts.
    static func rows(_ services: [Service]) -> [TemplateRow] {
        services.sorted { NaturalOrder.precedes($0.name, $1.name) }.map { service in
            [
                "ID": String(service.id.prefix(12)), "Name": service.name, "Mode": mode(service), "Replicas": replicas(service),
                "Image": ImageText.withoutDigest(service.spec.taskTemplate.containerSpec?.image ?? ""),
                "Ports": PublishedPorts.text(service.endpoint?.ports ?? []),
            ]
        }
    }

    private static func mode(_ service: Service) -> String {
        switch service.spec.mode ?? .replicated(replicas: nil) {
        case .replicated: "replicated"
        case .global: "global"
        case .replicatedJob: "replicated job"
        case .globalJob: "global job"
        }
    }

    private static func replicas(_ service: Service) -> String {
        let status = service.serviceStatus ?? ServiceStatus(runningTasks: 0, desiredTasks: 0)
        let text = "\(status.runningTasks)/\(status.desiredTasks)"
        switch service.spec.mode ?? .replicated(replicas: nil) {
        case .replicatedJob(let concurrent, let total):
            return "\(text) (\(status.completedTasks)/\(total ?? concurrent ?? 1) completed)"
        case .globalJob:
            return "\(text) (\(status.completedTasks)/\(status.desiredTasks + status.completedTasks) completed)"
        case .replicated:
            let most = service.spec.taskTemplate.placement?.maxReplicas ?? 0
            return most > 0 ? "\(text) (max \(most) per node)" : text
        case .global: return text
        }
    }
}

/// Published ports as docker shows them: `*:80->80/tcp`, runs of neighbours as one range, ports of single nodes left out.
enum PublishedPorts {
    static func text(_ ports: [PortConfig]) -> String {
        var ranges: [Range] = []
        for port in ports.filter({ $0.publishMode != .host }).sorted(by: precedes) {
            if let last = ranges.last, let longer = last.extended(by: port) {
                ranges[ranges.count - 1] = longer
            } else {
                ranges.append(Range(port))
            }
        }
        return ranges.map(\.text).joined(separator: ", ")
    }

    private static func precedes(_ a: PortConfig, _ b: PortConfig) -> Bool {
        (a.protocol?.rawValue ?? "tcp", a.publishedPort) < (b.protocol?.rawValue ?? "tcp", b.publishedPort)
    }

    /// Neighbouring published ports that lead to neighbouring ports, or all to one.
    private struct Range {
        var published: ClosedRange<UInt32>
        var target: ClosedRange<UInt32>
        let transport: String

        init(_ port: PortConfig) {
            published = port.publishedPort...port.publishedPort
            target = port.targetPort...port.targetPort
            transport = port.protocol?.rawValue ?? "tcp"
        }

        func extended(by port: PortConfig) -> Range? {
            guard (port.protocol?.rawValue ?? "tcp") == transport, port.publishedPort == published.upperBound &+ 1 else { return nil }
            let goesOn = port.targetPort == target.upperBound &+ 1
            let staysPut = target.count == 1 && port.targetPort == target.upperBound
            guard goesOn && (published.count == target.count) || staysPut else { return nil }
            var longer = self
            longer.published = published.lowerBound...port.publishedPort
            if goesOn { longer.target = target.lowerBound...port.targetPort }
            return longer
        }

        var text: String { "*:\(Self.text(published))->\(Self.text(target))/\(transport)" }

        private static func text(_ range: ClosedRange<UInt32>) -> String {
            range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
        }
    }
}
