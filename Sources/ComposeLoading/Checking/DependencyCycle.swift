import ComposeModel
import Diagnostics

/// Services that wait for each other.
enum DependencyCycle {
    /// One error for each cycle found, as a path of names.
    static func find(in file: ComposeFile) -> [Diagnostic] {
        if file.services.indices.allSatisfy({ file.services[$0].dependsOn.isEmpty }) { return [] }
        let services = Dictionary(file.services.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var walk = Walk(services: services)
        for service in file.services { walk.visit(service.key) }
        return walk.cycles
    }

    private struct Walk {
        let services: [String: Service]
        var done: Set<String> = []
        var cycles: [Diagnostic] = []

        /// Depth first, without recursion: a chain may be as long as the file.
        mutating func visit(_ start: String) {
            guard !done.contains(start) else { return }
            var path = [start]
            var pending = [dependencies(of: start)]
            while !path.isEmpty {
                guard let next = pending[pending.count - 1].popLast() else {
                    done.insert(path.removeLast())
                    pending.removeLast()
                    continue
                }
                if let index = path.firstIndex(of: next) {
                    report(Array(path[index...]) + [next])
                } else if !done.contains(next), services[next] != nil {
                    path.append(next)
                    pending.append(dependencies(of: next))
                }
            }
        }

        private func dependencies(of name: String) -> [String] {
            services[name]?.dependsOn.map(\.service).reversed() ?? []
        }

        private mutating func report(_ names: [String]) {
            let dependency = services[names[names.count - 2]]?.dependsOn.first { $0.service == names.last }
            let place = dependency?.range ?? services[names[0]]?.origin.range
            cycles.append(.dependencyCycle(names, at: place))
        }
    }
}
