import Diagnostics
import Terminal

/// Prints diagnostics on standard error, with the lines that they are about.
struct DiagnosticPrinter {
    let context: CommandContext
    let sources: SourceMap

    /// Says nothing for no diagnostics; the summary only after errors.
    func print(_ diagnostics: [Diagnostic]) {
        guard !diagnostics.isEmpty else { return }
        let report = DiagnosticReport(diagnostics, sources: sources)
        for entry in shown(report) { context.console.err.write(entry.text(style)) }
        if report.errorCount > 0 { context.warn(report.summary) }
    }

    /// Says one thing alone: more about it follows.
    func printEntry(_ diagnostic: Diagnostic) {
        for entry in DiagnosticReport([diagnostic], sources: sources).entries { context.console.err.write(entry.text(style)) }
    }

    private var style: ReportStyle {
        let traits = context.console.errTraits
        return ReportStyle(usesColor: traits.hasColour, lineWidth: traits.isLive ? traits.width : 120)
    }

    /// Every error, and the first few warnings of each kind: a key that every service has is told a few times, not hundreds.
    private func shown(_ report: DiagnosticReport) -> [DiagnosticReport.Entry] {
        var counts: [Diagnostic.ID: Int] = [:]
        let entries = report.entries.filter { entry in
            counts[entry.id, default: 0] += 1
            return entry.severity == .error || counts[entry.id, default: 0] <= Self.limit
        }
        let hidden = report.entries.count - entries.count
        guard hidden > 0 else { return entries }
        let note = Diagnostic(.note, "cli.warnings.hidden", "\(hidden) more warnings like these; `skep check` shows them all")
        return entries + DiagnosticReport([note], sources: sources).entries
    }

    private static let limit = 5
}
