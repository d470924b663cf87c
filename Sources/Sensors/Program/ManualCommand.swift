extension ProgramCommand {
    /// Prints the program's manual page, or the same as Markdown.
    static func manual(of program: String, _ others: [ProgramCommand]) -> ProgramCommand {
        ProgramCommand("manual", words: "[markdown]", about: "prints the manual page, for man -l -, or the same as Markdown") { settings in
            let reference = ProgramReference(name: program, commands: others + [manual(of: program, others)])
            switch settings.words {
            case []: Console.write(reference.manualPage, to: 1)
            case ["markdown"]: Console.write(reference.markdown, to: 1)
            default: throw UsageError(nil, "manual prints a manual page, or with the word markdown a document")
            }
            return .success
        }
    }
}
