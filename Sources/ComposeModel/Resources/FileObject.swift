/// A secret or a config of the project.
package struct FileObject: Sendable {
    package var key: String
    package var origin: Origin
    /// The engine's name, never prefixed; nil: `<project>_<key>`.
    package var name: String?
    /// The file that holds the content, absolute.
    package var file: String?
    /// The variable that holds the content.
    package var environment: String?
    /// The content itself (configs only).
    package var content: String?
    package var isExternal = false
    package var labels: [KeyValue] = []
    package var driver: String?
    package var driverOpts: [KeyValue] = []
    package var templateDriver: String?
    package var extensions: [ExtensionField] = []
    /// What will be sent to the engine, once it was read; never printed.
    package var data: [UInt8]?

    package init(key: String, origin: Origin) {
        self.key = key
        self.origin = origin
    }
}
