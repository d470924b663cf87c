/// When a service counts as running, and when as failed.
package struct ConvergencePolicy: Hashable, Sendable {
    /// How long all tasks must have been running. Docker waits 5 s or `update_config.monitor`; less is enough to catch what fails at its
    /// start. Services with a health check need no such time: swarm calls a task running only when it is healthy.
    package var stability: Duration
    /// How many tasks of one slot may fail before waiting is given up. Swarm itself never gives up.
    package var failureLimit: Int
    /// How long no node may be found for a task.
    package var unplacedLimit: Duration

    package init(stability: Duration = .seconds(2), failureLimit: Int = 3, unplacedLimit: Duration = .seconds(20)) {
        self.stability = stability
        self.failureLimit = failureLimit
        self.unplacedLimit = unplacedLimit
    }
}
