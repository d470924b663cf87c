/// Where a project comes from, as its containers' labels tell.
package struct ProjectOrigin: Hashable, Sendable {
    /// Absolute: the project's folder.
    package var directory: String
    /// Absolute paths of its files, in order.
    package var files: [String]
    /// Files of variables that the command line named.
    package var environmentFiles: [String]
    /// The version of the tool that makes the project's objects.
    package var toolVersion: String

    /// An origin from its parts.
    package init(directory: String, files: [String], environmentFiles: [String] = [], toolVersion: String) {
        self.directory = directory
        self.files = files
        self.environmentFiles = environmentFiles
        self.toolVersion = toolVersion
    }
}
