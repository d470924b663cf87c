import EngineModel
import Terminal

/// `skep ls`: the stacks of a swarm, with docker's columns.
enum StackListing {
    static let listing = Listing([.init("Name", "NAME"), .init("Services", "SERVICES")])

    /// One row a stack, in natural order.
    static func rows(_ services: [Service]) -> [TemplateRow] {
        let stacks = Dictionary(grouping: services) { $0.spec.labels[StackLabel.namespace] ?? "" }
        return stacks.filter { !$0.key.isEmpty }.sorted { NaturalOrder.precedes($0.key, $1.key) }.map { name, services in
            ["Name": name, "Services": String(services.count)]
        }
    }
}
