/// Whose reading of a compose file is meant.
package enum Dialect: String, Hashable, Sendable {
    /// The Compose Specification as compose-go reads it; takes 2.x and 3.x files too.
    case specification
    /// `docker stack deploy`'s reading of format 3.0 to 3.13 (docker/cli 28): stricter shapes, its own interpolation and merge.
    case stack
}
