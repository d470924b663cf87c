/// One entry of `security_opt`: a name and, after `=` or the older `:`, a value.
package struct SecurityOption: Hashable, Sendable {
    package var name: String
    package var value: String?

    /// Reads `name`, `name=value` or `name:value`; any text is one of them.
    package init(_ text: String) {
        let parts = text.split(maxSplits: 1) { $0 == "=" || $0 == ":" }.map(String.init)
        name = parts.first ?? ""
        value = parts.count > 1 ? parts[1] : nil
    }

    /// The file of a system-call profile of one's own (docker/cli `parseSecurityOpts`); nil for `unconfined` and `builtin`.
    package var seccompFile: String? {
        guard name == "seccomp", let value, value != "unconfined", value != "builtin" else { return nil }
        return value
    }
}
