/// What becomes of a container of the fake engine once it is started.
package enum ContainerBehaviour: Hashable, Sendable {
    /// It runs; with a health check it is healthy at the second look.
    case runs
    /// It runs and ends with this exit code at the second look, or when somebody waits for it.
    case exits(Int)
    /// It runs, and its health check fails at the second look.
    case isUnhealthy
    /// It runs, and its health check never answers.
    case staysStarting
    /// It cannot be started.
    case cannotStart(String)
    /// It does not end when it is asked to: only a kill ends it.
    case ignoresStop
}
