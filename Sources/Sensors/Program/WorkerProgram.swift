import Glibc

/// A program made of workers: each is a subcommand, beside `health`, `check`, `manual` and what else is given.
///
/// ```swift
/// @main struct Main {
///     static func main() async { await WorkerProgram("my-sensors", workers: [fridge]).main() }
/// }
/// ```
public struct WorkerProgram: Sendable {
    /// The program's name, for its help.
    public let name: String
    /// What `--version` says, as text: `1.4.0`. Empty where the program has none.
    public let version: String
    let commands: [ProgramCommand]

    /// A program of these workers and further commands.
    public init(_ name: String, version: String = "", workers: [Worker], commands: [ProgramCommand] = []) {
        self.name = name
        self.version = version
        let own = workers.map(ProgramCommand.work) + commands + [.health, .check(workers)]
        self.commands = own + [.manual(of: name, own)]
    }

    /// Runs the command that the process was called with, and ends the process.
    public func main() async -> Never {
        let status = await run(Array(CommandLine.arguments.dropFirst()), environment: ProcessEnvironment.variables)
        exit(status.rawValue)
    }

    /// Runs one command line.
    package func run(_ arguments: [String], environment: [String: String]) async -> ExitStatus {
        guard let command = commands.first(where: { arguments.starts(with: $0.name.split(separator: " ").map(String.init)) }) else {
            return explain(arguments)
        }
        let rest = arguments.dropFirst(command.name.split(separator: " ").count)
        if rest.contains("--help") || rest.contains("-h") {
            Console.say(HelpText.command(command, of: name))
            return .success
        }
        do {
            return try await command.run(Settings.parse(rest, environment: environment, table: command.settings))
        } catch let error as UsageError {
            Console.complain("error: \(error)\nsee: \(name) \(command.name) --help")
            return .usage
        } catch {
            Console.complain("error: \(error)")
            return .software
        }
    }

    private func explain(_ arguments: [String]) -> ExitStatus {
        if !version.isEmpty, ["--version", "version"].contains(arguments.first) {
            Console.say("\(name) \(version)")
            return .success
        }
        guard let word = arguments.first, !["--help", "-h", "help"].contains(word) else {
            Console.say(HelpText.program(self))
            return arguments.isEmpty ? .usage : .success
        }
        Console.complain("error: \(word) is no command of \(name)\nsee: \(name) --help")
        return .usage
    }
}
