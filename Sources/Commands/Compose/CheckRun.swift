import ComposeLoading
import ComposeModel
import Diagnostics
import EngineModel
import Terminal
import Translation

/// One run of `check`.
struct CheckRun {
    let command: CheckCommand
    let context: CommandContext

    func run() throws {
        var request = command.project.request(in: context, moreFiles: command.words)
        request.readsContents = true
        request.mountsContents = command.host
        let loaded = ComposeLoader(source: DiskFiles()).load(request)
        let diagnostics = loaded.diagnostics + translated(loaded)
        let report = DiagnosticReport(diagnostics, sources: loaded.sources)
        write(report, loaded)
        if diagnostics.hasErrors { throw CommandFailure(.usage, nil) }
    }

    /// What a swarm or one host would make of the project, if it could be read.
    private func translated(_ loaded: LoadedProject) -> [Diagnostic] {
        guard let file = loaded.project else { return [] }
        if command.host {
            let origin = ProjectOrigin(directory: loaded.directory, files: loaded.files, toolVersion: "")
            let result = HostTranslator(project: loaded.name, origin: origin).translate(file)
            // Services that exclude each other may be meant to run one at a time.
            let claims = result.state.map { HostPortClaims($0.services, in: file).conflicts(.warning) } ?? []
            return result.diagnostics + claims
        }
        let translator = SwarmTranslator(stack: loaded.name, dialect: command.project.dialect, allowsLostKeys: command.allowLostKeys)
        return translator.translate(file).diagnostics
    }

    private func write(_ report: DiagnosticReport, _ loaded: LoadedProject) {
        switch command.format {
        case .json: context.say(report.json)
        case .text:
            let style = ReportStyle(usesColor: context.console.outTraits.hasColour)
            context.console.out.write(
                report.entries.isEmpty ? "No problems in \(files(loaded.sources.files.count)).\n" : report.text(style))
            if command.fates, let file = loaded.project { context.console.out.write(KeyFateListing(file: file).text) }
        }
    }

    private func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }
}
