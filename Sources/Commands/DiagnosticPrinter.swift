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
        let traits = context.console.errTraits
        let style = ReportStyle(usesColor: traits.hasColour, lineWidth: traits.isLive ? traits.width : 120)
        for entry in report.entries { context.console.err.write(entry.text(style)) }
        if report.errorCount > 0 { context.warn(report.summary) }
    }
}
