/// A property of a model that a rule can read and write from any thread.
typealias Property<Owner, Value> = any WritableKeyPath<Owner, Value> & Sendable
