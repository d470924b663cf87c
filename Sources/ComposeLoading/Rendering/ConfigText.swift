package import ComposeModel
import YAMLTree

/// The canonical form of a project as text, for `config`.
package enum ConfigText {
    /// How a canonical form is to be written.
    package struct Style: Sendable {
        package var dialect: Dialect
        /// Whether each `$` of a value is doubled, so that the result can be read again.
        package var doublesDollars: Bool

        package init(dialect: Dialect, doublesDollars: Bool) {
            self.dialect = dialect
            self.doublesDollars = doublesDollars
        }
    }

    /// As YAML in UTF-8, ended by a line break.
    package static func yaml(of file: ComposeFile, _ style: Style) -> [UInt8] {
        let parts = ConfigTree.Parts(of: file, style.dialect)
        guard !parts.services.isEmpty else {
            return Array(YAMLWriter.text(of: ConfigTree.tree(of: file, style.dialect), doublesDollars: style.doublesDollars).utf8)
        }
        let services = Slices.map(parts.services) { slice in
            YAMLWriter.lines(of: slice.map(parts.entry(at:)), indent: 2, doublesDollars: style.doublesDollars)
        }
        var bytes = YAMLWriter.lines(of: parts.head, indent: 0, doublesDollars: style.doublesDollars)
        bytes += "services:\n".utf8
        let tail = YAMLWriter.lines(of: parts.tail, indent: 0, doublesDollars: style.doublesDollars)
        bytes.reserveCapacity(bytes.count + services.reduce(tail.count) { $0 + $1.count })
        for slice in services { bytes += slice }
        bytes += tail
        return bytes
    }

    /// As JSON, ended by a line break; like compose's, without the `x-` keys of nested mappings, which its YAML has.
    package static func json(of file: ComposeFile, _ style: Style) -> String {
        let tree = ConfigTree.tree(of: file, style.dialect).withoutNestedExtensions
        return JSONWriter.text(of: tree, doublesDollars: style.doublesDollars) + "\n"
    }
}
