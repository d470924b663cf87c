extension ProgramCommand {
    /// Draws what the history holds.
    public static let chart = ProgramCommand(
        "chart", words: "[SERIES...]", about: "draws the history: all, or devices and fields such as kitchen.temperature or '*.humidity'",
        settings: [
            Setting("history", "PATH", default: "history.db", help: "the file that workers write"),
            Setting("last", "TIME", default: "24h", help: "how far back"),
            Setting("output", "FILE", default: "chart.html", help: ".html or .svg; - is standard output"),
            Setting("zone", "RULE", default: "UTC0", help: "zone of the times shown, as POSIX has it: CET-1CEST,M3.5.0,M10.5.0/3"),
            .flag("list", help: "name the series that there are, and draw nothing"),
        ]
    ) { settings in
        let reader: HistoryReader
        let entries: [HistoryReader.Entry]
        do throws(SQLiteError) {
            reader = try HistoryReader(history(settings))
            entries = try reader.entries()
        } catch {
            throw UsageError("--history", "\(settings["history"] ?? ""): \(error)")
        }
        let chosen = settings.words.isEmpty ? entries : entries.filter { entry in settings.words.contains { entry.matches($0) } }
        guard !chosen.isEmpty else {
            throw UsageError(nil, entries.isEmpty ? "the history is empty" : "no series is called so; --list names those that there are")
        }
        if settings.isOn("list") {
            for entry in chosen { Console.say(entry.name) }
            return .success
        }
        let drawing = try drawing(of: chosen, from: reader, settings)
        try write(drawing, to: settings["output"] ?? "-")
        return .success
    }

    private static func history(_ settings: Settings) -> String { settings["history"] ?? "history.db" }

    private static func drawing(of entries: [HistoryReader.Entry], from reader: HistoryReader, _ settings: Settings) throws -> ChartDrawing
    {
        let end = SystemClock.wall
        let start = end.advanced(bySeconds: -(try settings.duration("last")?.inSeconds ?? 86_400))
        let rule = settings["zone"] ?? "UTC0"
        guard let zone = LocalZone(posix: rule) else { throw UsageError("--zone", "\(rule) is not a POSIX rule") }
        let series = try entries.map { (entry: $0, samples: try reader.samples(of: $0, from: start, to: end)) }
        return ChartDrawing(panels: ChartPanel.panels(series), start: start, end: end, zone: zone)
    }

    private static func write(_ drawing: ChartDrawing, to path: String) throws(UsageError) {
        if path == "-" { return Console.write(drawing.svg(), to: 1) }
        let text = path.hasSuffix(".svg") ? drawing.svg() : ChartPage.html(drawing)
        guard SystemFile.replace(path, with: text) else { throw UsageError("--output", "\(path) cannot be written") }
        Console.say(path)
    }
}

extension HistoryReader.Entry {
    /// Whether a person meant this series: `device.field`, `device`, `field`, a room before the device; `*` stands for anything.
    func matches(_ pattern: String) -> Bool {
        let candidates = ["\(device).\(field)", device, field, name]
        if candidates.contains(where: { Self.glob(Array(pattern.utf8)[...], Array($0.utf8)[...]) }) { return true }
        guard let dot = pattern.lastIndex(of: ".") else { return device.hasPrefix(pattern + "/") }
        return pattern[pattern.index(after: dot)...] == field && device.hasPrefix(pattern[..<dot] + "/")
    }

    /// Without a loop per star: the last star takes one more byte whenever the rest does not fit.
    private static func glob(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var (pattern, text) = (pattern, text)
        var retry: (pattern: ArraySlice<UInt8>, text: ArraySlice<UInt8>)?
        while !text.isEmpty {
            if pattern.first == UInt8(ascii: "*") {
                pattern = pattern.dropFirst()
                retry = (pattern, text)
            } else if let first = pattern.first, first == text.first {
                pattern = pattern.dropFirst()
                text = text.dropFirst()
            } else if let again = retry {
                retry = (again.pattern, again.text.dropFirst())
                (pattern, text) = (again.pattern, again.text.dropFirst())
            } else {
                return false
            }
        }
        return pattern.allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
