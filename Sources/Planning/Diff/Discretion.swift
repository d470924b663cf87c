/// What a plan does not show: plans end up in terminals, tickets and the logs of build servers.
enum Discretion {
    static let hidden = "(hidden)"

    /// Whether the value of a variable, a label or an option of this name should not be shown.
    static func concerns(_ name: String) -> Bool {
        let name = name.uppercased()
        return ["PASS", "SECRET", "TOKEN", "KEY", "CREDENTIAL", "AUTH"].contains { name.contains($0) }
    }

    /// A text without the passwords of the addresses in it: `amqp://user:(hidden)@host`.
    static func withoutPasswords(_ text: String) -> String {
        guard text.contains("://") else { return text }
        var result = ""
        var rest = text[...]
        while let mark = rest.firstRange(of: "://") {
            result += rest[..<mark.upperBound]
            rest = rest[mark.upperBound...]
            let authority = authority(of: rest)
            guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else { continue }
            result += authority[...colon] + hidden
            rest = rest[at...]
        }
        return result + rest
    }

    /// What stands before the path. A password may have `/`, `?` or `#` as it is, which is wrong but common: what follows the colon is then
    /// neither a port nor ended by `@`, and the last `@` of the address ends it.
    private static func authority(of address: Substring) -> Substring {
        let word = address.prefix { !" \"',]".contains($0) }
        let authority = word.prefix { !"/?#".contains($0) }
        guard !authority.contains("@"), let colon = authority.firstIndex(of: ":") else { return authority }
        return authority[colon...].dropFirst().allSatisfy(\.isNumber) ? authority : word
    }
}

extension FieldChange {
    /// The change without values that contain one of these texts.
    func hiding(_ contents: [String]) -> FieldChange {
        func discreet(_ value: String?) -> String? {
            value.map { value in contents.contains { value.contains($0) } ? Discretion.hidden : value }
        }
        var change = self
        change.before = discreet(before)
        change.after = discreet(after)
        return change
    }
}

extension [UInt8] {
    /// A secret's content as it would be found in other texts; nil where it is too short to tell from an ordinary word.
    var tellingText: String? {
        let text = String(decoding: self, as: UTF8.self)
        let trimmed = text.drop { $0.isWhitespace }
        guard let last = trimmed.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        let content = trimmed[...last]
        return content.utf8.count >= 4 ? String(content) : nil
    }
}
