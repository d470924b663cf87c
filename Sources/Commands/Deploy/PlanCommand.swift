import ArgumentParser
import FoundationEssentials
import Planning
import Terminal

/// `skep plan`: what `skep deploy` with the same arguments would do.
struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "plan",
        abstract: "Shows what deploy would do, and does nothing.",
        discussion: """
            Takes deploy's arguments. Each change is shown field by field, with the tasks that restart. Contents of secrets and configs are
            never shown, nor values of variables and labels whose names speak of passwords, tokens or keys.

            Examples:
              skep plan compose.yaml home                    before skep deploy compose.yaml home
              skep plan --format json compose.yaml home      for programs; docs/plan-format.md describes it
              skep plan --host compose.yaml                  before skep up -f compose.yaml
              skep plan --out home.plan compose.yaml home    then skep deploy --plan home.plan does this, or nothing

            Exit codes: 0 nothing to do, 2 changes pending, 1 failed.
            """,
        aliases: ["diff"])

    @OptionGroup var options: DeployOptions
    @Option(help: ArgumentHelp("How the plan is printed: text or json.", valueName: "format")) var format = PlanFormat.text

    @Option(help: ArgumentHelp("Also writes the plan to a file, for deploy --plan.", valueName: "file"), completion: .file()) var out:
        String?

    @Flag(help: "What `skep up` would do on this host, instead of a deploy; --host without an address says the same.") var up = false

    func validate() throws {
        guard up else { return }
        if format != .text { throw ValidationError("--format json is for the plan of a deploy: what up would do is told as text") }
        if out != nil { throw ValidationError("--out is for the plan of a deploy: up carries out no saved plan") }
    }

    func run() async throws {
        if up { return try await HostPlanRun(options: options, context: .current).run() }
        try await PlanRun(options: options, format: format, context: .current, out: out).run()
    }
}

/// How a plan is printed.
enum PlanFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
    case text, json
}

/// One run of `plan`, and of `deploy --dry-run`.
struct PlanRun: Sendable {
    let options: DeployOptions
    let format: PlanFormat
    let context: CommandContext
    /// Where the plan is saved.
    var out: String?

    /// - Throws: `CommandFailure` with the code of what was found, unless there is nothing to do.
    func run() async throws {
        try await DeployPreparation(options: options, context: context).run { prepared in
            try show(prepared.plan)
            try prepared.plan.check(in: context)
            if let out { try await PlanFile(path: out, context: context).write(prepared, options) }
            if !prepared.plan.isEmpty { throw CommandFailure(.changesPending, nil) }
        }
    }

    private func show(_ plan: Plan) throws {
        switch format {
        case .text: context.show(plan)
        case .json: context.console.out.write(try PlanDocument(plan).text())
        }
    }
}

extension PlanDocument {
    /// The document as indented JSON, members in alphabetical order.
    func text() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }
}
