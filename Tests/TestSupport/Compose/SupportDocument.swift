package import ComposeModel

/// The documentation of what becomes of every key, made from the same tables that `skep check` uses.
package enum SupportDocument {
    /// The sections in the order of the document: a title, where the keys stand, and their fates.
    package static let sections: [(title: String, place: String, rows: [KeyFate])] = [
        ("Services", "services.<name>", KeyFate.service), ("Build", "services.<name>.build", KeyFate.build),
        ("Deploy", "services.<name>.deploy", KeyFate.deploy),
        ("Attachments", "services.<name>.networks.<name>", KeyFate.attachment), ("Networks", "networks.<name>", KeyFate.network),
        ("Volumes", "volumes.<name>", KeyFate.volume), ("Secrets", "secrets.<name>", KeyFate.secret),
        ("Configs", "configs.<name>", KeyFate.config),
    ]

    /// The whole document.
    package static var text: String {
        let head = """
            # What becomes of every compose key

            `applied`: the engine does what the file says. `emulated`: something else does it. `ignored`: nothing happens, and
            nothing needs to. `impossible`: the engine cannot do it; `skep deploy` says so, and what to do instead. A key marked
            with a shield protects something: losing it is an error unless `--allow-lost-keys` is given.

            This file is made from the tables `KeyFate.*` in `Sources/ComposeModel`; a test keeps it up to date.
            """
        return ([head] + sections.map(section)).joined(separator: "\n\n") + "\n"
    }

    private static func section(_ title: String, _ place: String, _ rows: [KeyFate]) -> String {
        let lines = rows.sorted { $0.path < $1.path }.map { row in
            "| `\(row.path)`\(row.protects ? " 🛡" : "") | \(words(row.swarm)) | \(words(row.host)) |"
        }
        return "## \(title)\n\nUnder `\(place)`.\n\n| key | swarm | one host |\n|---|---|---|\n" + lines.joined(separator: "\n")
    }

    private static func words(_ fate: KeyFate.Fate) -> String {
        switch fate {
        case .applied: "applied"
        case .emulated(let how): "emulated: \(how)"
        case .ignored(let why): "ignored: \(why)"
        case .impossible(let instead): "**impossible**: \(instead)"
        }
    }
}
