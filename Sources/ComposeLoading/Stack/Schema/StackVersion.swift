import Diagnostics
import YAMLTree

/// Which format 3.x a file follows.
struct StackVersion: Hashable, Sendable, CustomStringConvertible {
    /// 0...13
    let minor: Int

    static let newest = StackVersion(minor: 13)

    var description: String { "3.\(minor)" }

    /// The version that a file declares: none, an empty one and `3` are the newest; nil for one that docker does not know.
    ///
    /// docker/cli cli/compose/schema/schema.go `Version`.
    init?(of root: Node) {
        guard let node = root[key: "version"] else {
            self = .newest
            return
        }
        guard let text = node.isNull ? "<nil>" : node.goText else { return nil }
        if text.isEmpty || text == "3" {
            self = .newest
            return
        }
        guard let version = (0...13).lazy.map(StackVersion.init(minor:)).first(where: { $0.description == text }) else { return nil }
        self = version
    }

    init(minor: Int) {
        self.minor = minor
    }
}
