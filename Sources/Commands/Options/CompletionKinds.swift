import ArgumentParser

/// What a shell offers for an argument; `skep completion` prints the scripts that use it.
extension CompletionKind {
    static var composeFile: CompletionKind { .file(extensions: ["yml", "yaml"]) }
    /// Stacks and projects, and the services of this folder's files. Asked of the engine each time; nothing is said where there is none.
    static var targets: CompletionKind {
        .shellCommand("skep ls --format '{{.Name}}' 2>/dev/null; skep config --services 2>/dev/null")
    }
    static var stacks: CompletionKind { .shellCommand("skep stack ls --format '{{.Name}}' 2>/dev/null") }
    /// Those of this folder's files.
    static var services: CompletionKind { .shellCommand("skep config --services 2>/dev/null") }
    static var profiles: CompletionKind { .shellCommand("skep config --profiles 2>/dev/null") }
    /// The docker client's. These commands are read by bash, zsh and fish alike.
    static var contexts: CompletionKind { .shellCommand("docker context ls -q 2>/dev/null") }
}
