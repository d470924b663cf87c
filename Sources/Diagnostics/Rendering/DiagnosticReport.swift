/// The diagnostics of a run, ready to show: in order, without repetitions, with the lines that they are about.
package struct DiagnosticReport: Hashable, Sendable {
    /// A stretch of a file with the text of its first line.
    package struct Place: Hashable, Sendable {
        package var file: String
        package var start: SourcePosition
        package var end: SourcePosition
        /// The line on which it starts, or what is near the place in a very long one; nil where it must not be shown or is not there.
        package var line: String?
        /// The column of the first character of `line`: 1, except in a very long line.
        package var firstColumn: UInt32 = 1
    }

    package struct Label: Hashable, Sendable {
        package var place: Place
        package var text: String
    }

    package struct Entry: Hashable, Sendable {
        package var severity: Diagnostic.Severity
        package var id: Diagnostic.ID
        package var message: String
        package var place: Place?
        package var labels: [Label]
        package var help: [String]
    }

    /// By file in the order of reading, then by position; those without a place come last. At most ``Diagnostic/usefulCount``.
    package let entries: [Entry]
    /// How many more there are.
    package let omittedCount: Int
    package let errorCount: Int
    package let warningCount: Int
    /// How many files were read.
    package let fileCount: Int

    package init(_ diagnostics: some Sequence<Diagnostic>, sources: SourceMap) {
        var finder = PlaceFinder(sources: sources)
        var seen: Set<Diagnostic> = []
        let unique = diagnostics.filter { seen.insert($0).inserted }
        entries = Self.mostSevere(unique).enumerated().sorted { Self.order($0, $1) }.map { Entry($0.element, &finder) }
        omittedCount = unique.count - entries.count
        errorCount = unique.count { $0.severity == .error }
        warningCount = unique.count { $0.severity == .warning }
        fileCount = sources.files.count
    }

    /// "2 errors, 1 warning in 2 files."
    package var summary: String {
        var parts: [String] = []
        if errorCount > 0 { parts.append(Self.count(errorCount, "error")) }
        if warningCount > 0 { parts.append(Self.count(warningCount, "warning")) }
        let problems = parts.isEmpty ? "No problems" : parts.joined(separator: ", ")
        let place = fileCount == 0 ? "" : " in \(Self.count(fileCount, "file"))"
        let more = omittedCount > 0 ? "; \(Self.count(omittedCount, "more problem")) not shown" : ""
        return "\(problems)\(place)\(more)."
    }

    /// As many as are shown, errors first.
    private static func mostSevere(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        let limit = Diagnostic.usefulCount
        guard diagnostics.count > limit else { return diagnostics }
        let errors = Array(diagnostics.filter { $0.severity == .error }.prefix(limit))
        return errors + diagnostics.filter { $0.severity != .error }.prefix(limit - errors.count)
    }

    private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    private static func order(_ a: EnumeratedSequence<[Diagnostic]>.Element, _ b: EnumeratedSequence<[Diagnostic]>.Element) -> Bool {
        let (first, second) = (a.element, b.element)
        guard let x = first.range, let y = second.range else {
            return first.range == nil && second.range == nil ? a.offset < b.offset : second.range == nil
        }
        if x.file != y.file { return x.file.index < y.file.index }
        if x.start != y.start { return x.start < y.start }
        if first.severity != second.severity { return first.severity > second.severity }
        return (first.id.description, first.message) < (second.id.description, second.message)
    }
}

extension DiagnosticReport.Entry {
    fileprivate init(_ diagnostic: Diagnostic, _ finder: inout PlaceFinder) {
        severity = diagnostic.severity
        id = diagnostic.id
        message = diagnostic.message.shortened
        place = diagnostic.range.flatMap { finder.place(of: $0) }
        var labels: [DiagnosticReport.Label] = []
        for label in diagnostic.labels {
            if let place = finder.place(of: label.range) { labels.append(.init(place: place, text: label.text)) }
        }
        self.labels = labels
        help = diagnostic.help
    }
}

/// Looks places up; splits each file into lines once.
private struct PlaceFinder {
    let sources: SourceMap
    private var lines: [SourceFileID: SourceLines] = [:]

    init(sources: SourceMap) {
        self.sources = sources
    }

    /// The place of a range; nil for one in no file of the map, such as that of a made-up value.
    mutating func place(of range: SourceRange) -> DiagnosticReport.Place? {
        guard let file = sources[range.file] else { return nil }
        let fileLines = file.isQuotable ? lines[range.file] ?? SourceLines(file.bytes) : nil
        lines[range.file] = fileLines
        let excerpt = fileLines?.excerpt(line: range.start.line, around: range.start.column)
        return .init(file: file.path, start: range.start, end: range.end, line: excerpt?.text, firstColumn: excerpt?.firstColumn ?? 1)
    }
}

extension String {
    /// The text, or the two ends of one that quotes a very long value.
    fileprivate var shortened: String {
        guard utf8.count > 1200 else { return self }
        let scalars = unicodeScalars
        return String(scalars.prefix(400)) + " … " + String(scalars.suffix(200))
    }
}
