/// One entry of a tar archive, without its content.
package struct TarEntry: Hashable, Sendable {
    /// What it is.
    package enum Kind: Hashable, Sendable {
        /// A file with so many bytes.
        case file(size: Int64)
        case folder
        /// A symbolic link to this path.
        case link(to: String)
    }

    /// Where it goes, relative to the folder in which the archive is unpacked.
    package var path: String
    /// What it is.
    package var kind: Kind
    /// Permission bits, 0 to 0o7777.
    package var mode: UInt32
    /// The user it belongs to.
    package var user: UInt32
    /// The group it belongs to.
    package var group: UInt32
    /// When it was changed, in seconds since 1970.
    package var modified: Int64

    /// An entry from its parts.
    package init(path: String, kind: Kind, mode: UInt32, user: UInt32 = 0, group: UInt32 = 0, modified: Int64 = 0) {
        self.path = path
        self.kind = kind
        self.mode = mode
        self.user = user
        self.group = group
        self.modified = modified
    }
}
