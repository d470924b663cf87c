/// The variables that templates see: ordered sources, the first that knows a name counts.
package struct VariableScope: Sendable {
    /// A value with words for where it comes from. The value may be a secret: it is never part of a message.
    package struct Variable: Sendable, Hashable {
        package var value: String
        /// Follows "comes from": `the environment`, `.env:3`.
        package var origin: String

        package init(_ value: String, from origin: String) {
            self.value = value
            self.origin = origin
        }
    }

    private var sources: [@Sendable (String) -> Variable?] = []

    /// A scope without variables.
    package init() {}

    /// The variables that a function knows, such as those of the process.
    package init(from origin: String = "the environment", _ lookup: @escaping @Sendable (String) -> String?) {
        sources = [{ name in lookup(name).map { Variable($0, from: origin) } }]
    }

    /// Variables that are all known.
    package init(_ variables: [String: Variable]) {
        sources = [{ variables[$0] }]
    }

    /// The variable of this name; nil where it is unset. Names differ by case.
    package subscript(name: String) -> Variable? {
        for source in sources {
            if let variable = source(name) { return variable }
        }
        return nil
    }

    /// This scope with another below it: what is unset here is looked up there.
    package func over(_ other: VariableScope) -> VariableScope {
        var scope = self
        scope.sources += other.sources
        return scope
    }
}
