import Diagnostics
import Terminal

/// Prints diagnostics on standard error, one after another.
struct DiagnosticPrinter {
    let context: CommandContext
    let sources: SourceMap

    func print(_ diagnostics: [Diagnostic]) {
        for diagnostic in diagnostics {
            context.warn(place(diagnostic) + severity(diagnostic) + " " + diagnostic.message.withVisibleControls + " [\(diagnostic.id)]")
            for line in diagnostic.help { context.warn("   = help: \(line)") }
        }
    }

    private func place(_ diagnostic: Diagnostic) -> String {
        guard let range = diagnostic.range, let file = sources[range.file] else { return "" }
        return "\(file.path):\(range.start.line):\(range.start.column): "
    }

    private func severity(_ diagnostic: Diagnostic) -> String {
        let style: TextStyle = diagnostic.severity == .error ? .red : diagnostic.severity == .warning ? .yellow : .cyan
        return (diagnostic.severity.rawValue + ":").styled(style, on: context.console.errTraits)
    }
}
