/// What the user wants of a plan for one host, beyond what the files say.
package struct HostPolicy: Hashable, Sendable {
    /// Which containers are made anew.
    package enum Recreation: Hashable, Sendable {
        /// Those that differ from the files.
        case changed
        /// All: `--force-recreate`.
        case always
        /// None: `--no-recreate`.
        case never
    }

    package var recreation = Recreation.changed
    /// Whether containers of services that the files do not have are removed.
    package var removesOrphans = false
    /// Whether networks that differ from the files are made anew, with the containers in them.
    package var recreatesNetworks = false
    /// Whether anonymous volumes are left to the old container instead of carried over: `-V`.
    package var renewsVolumes = false
    /// Whether containers are started; `create` only makes them.
    package var starts = true
    /// Seconds until a container that is stopped is killed; nil takes what it was made with.
    package var timeout: Int?

    package init() {}
}
