/// A named volume of the project.
package struct Volume: Sendable {
    package var key: String
    package var origin: Origin
    /// The engine's name, never prefixed; nil: `<project>_<key>`.
    package var name: String?
    package var driver: String?
    /// nil where the file has no `driver_opts`, which is not the same as none to docker stack.
    package var driverOpts: [KeyValue]?
    package var isExternal = false
    package var labels: [KeyValue] = []
    package var extensions: [ExtensionField] = []

    package init(key: String, origin: Origin) {
        self.key = key
        self.origin = origin
    }
}
