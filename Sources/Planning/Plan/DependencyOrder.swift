/// In which order services come that need each other.
enum DependencyOrder {
    /// Each name after those that it needs: wave by wave, and in a wave by name. Names in a circle, and those that wait for one, come last.
    ///
    /// - Parameter needs: what a name needs; itself and names that are not asked about do not count.
    static func sorted(_ names: some Sequence<String>, needs: (String) -> some Sequence<String>) -> [String] {
        let names = Set(names).sorted()
        let positions = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        var open = [Int](repeating: 0, count: names.count)
        var dependents = [[Int]](repeating: [], count: names.count)
        for (position, name) in names.enumerated() {
            for need in Set(needs(name).compactMap { positions[$0] }) where need != position {
                open[position] += 1
                dependents[need].append(position)
            }
        }
        var order: [Int] = []
        var wave = names.indices.filter { open[$0] == 0 }
        while !wave.isEmpty {
            order += wave
            var next: [Int] = []
            for dependent in wave.flatMap({ dependents[$0] }) {
                open[dependent] -= 1
                if open[dependent] == 0 { next.append(dependent) }
            }
            wave = next.sorted()
        }
        return (order + names.indices.filter { open[$0] > 0 }).map { names[$0] }
    }
}
