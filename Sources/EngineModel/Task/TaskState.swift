/// The state of a task, or the state it should reach; in the order of a task's life.
package struct TaskState: OpenEnumeration {
    /// The text on the wire.
    package let rawValue: String

    /// A value by its text; any text is accepted.
    package init(rawValue: String) { self.rawValue = rawValue }

    /// Just made.
    package static let new = Self(rawValue: "new")
    /// Its network resources are there.
    package static let allocated = Self(rawValue: "allocated")
    /// It waits for a node.
    package static let pending = Self(rawValue: "pending")
    /// A node was chosen.
    package static let assigned = Self(rawValue: "assigned")
    /// The node took it.
    package static let accepted = Self(rawValue: "accepted")
    /// The node makes it ready, as by pulling the image.
    package static let preparing = Self(rawValue: "preparing")
    /// Ready to start.
    package static let ready = Self(rawValue: "ready")
    /// Starting; with a health check until it is healthy.
    package static let starting = Self(rawValue: "starting")
    /// Running.
    package static let running = Self(rawValue: "running")
    /// It ended with exit code 0.
    package static let complete = Self(rawValue: "complete")
    /// It was asked to stop.
    package static let shutdown = Self(rawValue: "shutdown")
    /// It ended with an error.
    package static let failed = Self(rawValue: "failed")
    /// The node could not run it.
    package static let rejected = Self(rawValue: "rejected")
    /// It is to be removed.
    package static let remove = Self(rawValue: "remove")
    /// Its node has been lost for too long.
    package static let orphaned = Self(rawValue: "orphaned")
}
