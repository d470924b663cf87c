import ArgumentParser

extension CommandConfiguration {
    /// A command that has no commands below it.
    ///
    /// The parser takes it for a part of a larger one, which it is. Else it looks for a request for completions first, by parsing the
    /// arguments twice as those of commands of its own: a third of the time of a short run.
    static func command(
        _ name: String, abstract: String, usage: String? = nil, discussion: String = "", shouldDisplay: Bool = true, aliases: [String] = []
    ) -> CommandConfiguration {
        CommandConfiguration(
            commandName: name, _superCommandName: "skep", abstract: abstract, usage: usage, discussion: discussion,
            shouldDisplay: shouldDisplay, aliases: aliases)
    }
}
