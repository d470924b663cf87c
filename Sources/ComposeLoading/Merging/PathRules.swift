/// A table of rules by path: `services.*.ports` is a path whose second key is any. Built once; looked up while walking.
struct PathRules<Rule: Sendable>: Sendable {
    private(set) var rule: Rule?
    private var children: [String: PathRules] = [:]

    init(_ rows: [(String, Rule)]) {
        for (pattern, rule) in rows {
            insert(pattern.split(separator: ".").map(String.init)[...], rule)
        }
    }

    private init() {}

    private mutating func insert(_ keys: ArraySlice<String>, _ rule: Rule) {
        guard let key = keys.first else {
            self.rule = rule
            return
        }
        children[key, default: PathRules()].insert(keys.dropFirst(), rule)
    }

    /// The rules below a key; an exact key goes before `*`.
    func below(_ key: String) -> PathRules? {
        children[key] ?? children["*"]
    }
}
