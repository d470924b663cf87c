extension Settings {
    /// Reads a command line and the environment.
    ///
    /// `--name value` and `--name=value` are the same; what follows `--` is no flag. Only variables of the table are looked at.
    /// `readFile` gives the text of a file that a `_FILE` variable names; newlines at its end are not part of the value.
    public static func parse(
        _ arguments: some Sequence<String>, environment: [String: String], table: [Setting],
        readFile: (String) throws(UsageError) -> String = SystemFile.text
    ) throws(UsageError) -> Settings {
        var settings = Settings(table: table)
        for setting in table { settings.values[setting.name] = try value(of: setting, environment, readFile) }
        var rest = Array(arguments)[...]
        while let word = rest.popFirst() {
            if word == "--" {
                settings.words += rest
                break
            }
            guard word.hasPrefix("--") else {
                settings.words.append(word)
                continue
            }
            try settings.take(flag: word, &rest)
        }
        return settings
    }

    private static func value(
        of setting: Setting, _ environment: [String: String], _ readFile: (String) throws(UsageError) -> String
    ) throws(UsageError) -> String? {
        let file = environment[setting.fileVariable].flatMap { $0.isEmpty ? nil : $0 }
        let value = environment[setting.variable].flatMap { $0.isEmpty ? nil : $0 }
        guard let file else { return value }
        guard value == nil else { throw UsageError(setting.variable, "is set, and \(setting.fileVariable) too: which one counts?") }
        var text = try readFile(file)[...]
        while let last = text.last, last.isNewline { text.removeLast() }
        return String(text)
    }

    private mutating func take(flag word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
        let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts.first ?? "")
        guard let setting = table.first(where: { $0.name == name }) else {
            let near = table.map(\.name).first { $0.hasPrefix(name) || name.hasPrefix($0) }
            throw UsageError("--\(name)", "is unknown" + (near.map { "; did you mean --\($0)?" } ?? ""))
        }
        if setting.placeholder == nil {
            values[name] = parts.count > 1 ? String(parts[1]) : "true"
        } else if parts.count > 1 {
            values[name] = String(parts[1])
        } else if let value = rest.popFirst() {
            values[name] = value
        } else {
            throw UsageError("--\(name)", "wants a value")
        }
    }
}
