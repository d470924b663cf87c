import ArgumentParser

/// `skep completion`: what makes a shell complete `skep`.
struct CompletionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "completion",
        abstract: "Prints a script that makes a shell complete skep's commands, options and arguments.",
        discussion: """
            scripts/install puts the scripts where the shells look for them.

            Examples:
              source <(skep completion bash)
              skep completion zsh > "${fpath[1]}/_skep"
              skep completion fish > ~/.config/fish/completions/skep.fish
            """)

    /// The shells that there is a script for.
    enum Shell: String, CaseIterable, ExpressibleByArgument {
        case bash, zsh, fish
    }

    @Argument(help: "The shell.") var shell: Shell

    func run() async throws {
        CommandContext.current.say(SkepCommand.completionScript(for: CompletionShell(shell)))
    }
}

extension CompletionShell {
    fileprivate init(_ shell: CompletionCommand.Shell) {
        switch shell {
        case .bash: self = .bash
        case .zsh: self = .zsh
        case .fish: self = .fish
        }
    }
}
