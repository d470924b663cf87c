package import Diagnostics

/// A secret or config that a service gets as a file.
package struct FileReference: Sendable, Hashable {
    /// The key under the top-level `secrets` or `configs`.
    package var source: String
    package var target: String?
    package var uid: String?
    package var gid: String?
    /// Permission bits.
    package var mode: UInt32?
    package var extensions: [ExtensionField] = []
    package var range: SourceRange?

    package init(source: String) {
        self.source = source
    }
}
