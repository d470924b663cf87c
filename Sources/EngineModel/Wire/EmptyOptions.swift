/// The options of a cluster volume: none so far, but the object must be there.
package struct ClusterOptions: Hashable, Codable, Sendable {
    /// An empty object.
    package init() {}
}

/// Marks a config that the engine itself uses instead of giving it to the container as a file.
package struct RuntimeTarget: Hashable, Codable, Sendable {
    /// An empty object.
    package init() {}
}

/// The value of a set that the API writes as an object, such as exposed ports.
package struct EmptyObject: Hashable, Codable, Sendable {
    /// An empty object.
    package init() {}
}
