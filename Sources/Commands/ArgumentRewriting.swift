/// Brings arguments as docker takes them into the form that our parser takes.
enum ArgumentRewriting {
    /// Options of docker itself, which stand before the command there.
    private static let globalOptions: Set<String> = ["-H", "--host", "--context"]
    /// Flags that Go's parser takes a value for.
    private static let switches: Set<String> = [
        "--detach", "-d", "--prune", "--quiet", "-q", "--with-registry-auth", "--no-trunc", "--no-resolve", "--follow", "-f",
        "--timestamps", "--volumes", "--recreate-networks",
        "-t", "--no-task-ids", "--raw", "--details", "--skip-interpolation",
    ]
    /// Those whose default is not plainly off.
    private static let negatable: Set<String> = ["--detach", "-d"]

    /// - Parameter arguments: without the name of the program.
    static func rewrite(_ arguments: [String]) -> [String] {
        var rest = arguments[...]
        var globals: [String] = []
        while let first = rest.first, let option = globalOptions.first(where: { first == $0 || first.hasPrefix($0 + "=") }) {
            globals += rest.prefix(first == option ? 2 : 1)
            rest = rest.dropFirst(first == option ? 2 : 1)
        }
        let commands = rest.prefix(rest.first == "stack" ? 2 : 1)
        let words = Array(rest.dropFirst(commands.count))
        // What follows belongs to the program that is run.
        if ["exec", "run"].contains(commands.first) { return commands + globals + words }
        return commands + globals + (commands.first == "plan" ? onHost(switchValues(words)) : switchValues(words))
    }

    /// `plan --host` without an address means this host; the parser knows it as `--up`.
    private static func onHost(_ arguments: [String]) -> [String] {
        arguments.enumerated().map { position, argument in
            let next = position + 1 < arguments.count ? arguments[position + 1] : ""
            return argument == "--host" && !next.contains(":") ? "--up" : argument
        }
    }

    private static func switchValues(_ arguments: [String]) -> [String] {
        var result: [String] = []
        for (position, argument) in arguments.enumerated() {
            if argument == "--" { return result + arguments[position...] }
            result += rewritten(argument)
        }
        return result
    }

    /// `--detach=false` as `--no-detach`, `--prune=true` as `--prune`.
    private static func rewritten(_ argument: String) -> [String] {
        guard argument.hasPrefix("-"), let sign = argument.firstIndex(of: "=") else { return [argument] }
        let name = String(argument[..<sign])
        guard switches.contains(name) else { return [argument] }
        switch String(argument[argument.index(after: sign)...]) {
        case "1", "t", "T", "true", "TRUE", "True": return [name]
        case "0", "f", "F", "false", "FALSE", "False":
            if name == "--with-registry-auth" { return ["--no-registry-auth"] }
            return negatable.contains(name) ? ["--no-detach"] : []
        default: return [argument]
        }
    }
}
