/// In what a deployment may differ from what docker does.
package struct PlanPolicy: Hashable, Sendable {
    /// What happens to objects of the stack that the file no longer has.
    package enum Prune: Hashable, Sendable {
        case nothing
        /// Docker's `--prune`: services only, before anything else.
        case servicesFirst
        /// Everything, after all else has succeeded.
        case everythingLast
    }

    /// Whether objects that are as they should be are sent again, as docker does: a new version, a shifted `service rollback`, and jobs
    /// that run again are what comes of it.
    package var updatesUnchanged: Bool
    /// Whether a service whose file says no number of replicas keeps the number that it has.
    package var keepsLiveReplicas: Bool
    /// Whether `depends_on` orders services and waits for health and completion.
    package var honoursDependencies: Bool
    /// Whether a service is removed and made anew when its mode changes, which the engine refuses to update.
    package var replacesServices: Bool
    /// Whether secrets and configs of the right name that are not the stack's are taken over.
    package var adoptsByName: Bool
    /// Whether a secret or config whose content changed becomes a new object, to which the services move.
    package var versionsFiles: Bool
    /// How many superseded versions of a secret or config stay, besides those that services would go back to.
    package var keptVersions = 1
    package var prune: Prune
    /// Whether networks that differ from the file are removed and made anew, with the services that use them.
    package var recreatesNetworks = false

    /// What Skep does.
    package static func careful(prune: Bool = false, keptVersions: Int = 1) -> PlanPolicy {
        PlanPolicy(
            updatesUnchanged: false, keepsLiveReplicas: true, honoursDependencies: true, replacesServices: true, adoptsByName: false,
            versionsFiles: true, keptVersions: keptVersions, prune: prune ? .everythingLast : .nothing)
    }

    /// What `docker stack deploy` does (client 28).
    package static func docker(prune: Bool = false) -> PlanPolicy {
        PlanPolicy(
            updatesUnchanged: true, keepsLiveReplicas: false, honoursDependencies: false, replacesServices: false, adoptsByName: true,
            versionsFiles: false, prune: prune ? .servicesFirst : .nothing)
    }
}
