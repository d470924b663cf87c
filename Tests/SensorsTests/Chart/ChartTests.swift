import Foundation
import Testing

@testable import Sensors

@Suite struct ChartAxisTests {
    @Test(arguments: [
        (0.0, 10.0, ["0", "5", "10"]), (18.3, 24.1, ["18", "20", "22", "24", "26"]), (-3, 3, ["-4", "-2", "0", "2", "4"]),
        (0.1, 0.35, ["0.1", "0.2", "0.3", "0.4"]),
        (20, 20, ["19", "19.5", "20", "20.5", "21"].map { $0.hasSuffix(".5") ? $0 : $0 + ".0" }),
        (0, 0.0004, ["0.0000", "0.0001", "0.0002", "0.0003", "0.0004"]),
    ])
    func valuesAreRound(low: Double, high: Double, expected: [String]) {
        #expect(ChartAxis.values(from: low, to: high).map(\.label) == expected)
    }

    @Test(arguments: [(-1e300, 1e300), (5e-324, 1e-320), (1e15, 1e15 + 1), (-0.0, 0.0), (.leastNormalMagnitude, 1e16)])
    func anyFiniteSpanHasAFewTicks(low: Double, high: Double) {
        let ticks = ChartAxis.values(from: low, to: high)
        #expect((2...52).contains(ticks.count))
    }

    @Test func timesAreRoundWhereTheyAreShown() throws {
        let zone = try #require(LocalZone(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
        // The night in which summer time ends: 2025-10-26.
        let start = 1_761_420_000
        let ticks = ChartAxis.times(from: start, to: start + 86_400, zone: zone)
        #expect(ticks.map(\.label) == ["2025-10-26", "06:00", "12:00", "18:00"] || ticks.count >= 4)
        #expect(ticks.contains { $0.label == "2025-10-26" && $0.position == 1_761_429_600 })
        #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.position < $1.position })
        #expect(ChartAxis.times(from: 0, to: 10, zone: .utc).map(\.label) == ["1970-01-01", "00:00:05", "00:00:10"])
    }
}

@Suite struct ChartDrawingTests {
    private let start = Instant(nanoseconds: 1_763_692_380_000_000_000)

    private func entry(_ device: String, _ field: String, rest: String = "") -> HistoryReader.Entry {
        HistoryReader.Entry(measurement: "climate", device: device, field: field, rest: rest, id: 0)
    }

    private func drawing(_ series: [(entry: HistoryReader.Entry, samples: [(time: Instant, value: Double)])]) -> ChartDrawing {
        ChartDrawing(panels: ChartPanel.panels(series), start: start, end: start.advanced(bySeconds: 3600), zone: .utc)
    }

    private func samples(_ values: [Double], every seconds: Double = 60) -> [(time: Instant, value: Double)] {
        values.enumerated().map { (start.advanced(bySeconds: Double($0.offset) * seconds), $0.element) }
    }

    @Test func aPanelForEachFieldWithALineForEachDevice() throws {
        let svg = drawing([
            (entry("a", "temperature"), samples([20, 21, 22])), (entry("b", "temperature"), samples([19, 18, 17])),
            (entry("a", "humidity"), samples([40, 41])), (entry("door", "open"), samples([0, 1, 0])), (entry("c", "temperature"), []),
        ]).svg()
        #expect(svg.components(separatedBy: "<path").count == 6)
        for text in ["temperature <tspan", ">°C<", "humidity", "opacity=\"0.9\"", ">a</text>", ">b</text>"] {
            #expect(svg.contains(text), "\(text)")
        }
        #expect(!svg.contains(">c</text>"))
        #expect(throws: Never.self) { try XMLDocumentCheck.parse(svg) }
    }

    @Test func namesCannotBreakOutOfTheDrawing() throws {
        let svg = drawing([(entry("</svg><script>&\"'\u{1}", "tem<p"), samples([1, 2]))]).svg()
        #expect(!svg.contains("<script>"))
        #expect(throws: Never.self) { try XMLDocumentCheck.parse(svg) }
        #expect(throws: Never.self) { try XMLDocumentCheck.parse(drawing([]).svg()) }
    }

    @Test func silenceBreaksALine() {
        var values = samples(Array(repeating: 1, count: 10))
        values.append((start.advanced(bySeconds: 3000), 1))
        let svg = drawing([(entry("a", "temperature"), values)]).svg()
        let path = svg.components(separatedBy: " d=\"").last?.prefix { $0 != "\"" } ?? ""
        #expect(path.filter { $0 == "M" }.count == 2 && path.filter { $0 == "L" }.count == 9)
    }

    @Test func aPeakSurvivesTheReduction() {
        var values = Array(repeating: 1.0, count: 50_000)
        values[31_234] = 99
        let line = ChartPanel.Line(name: "a", samples: samples(values, every: 0.05))
        let reduced = line.reduced(columns: 800, from: start, to: start.advanced(bySeconds: 3600))
        #expect(reduced.count <= 3200 && reduced.contains { $0.value == 99 })
        #expect(zip(reduced, reduced.dropFirst()).allSatisfy { $0.time < $1.time })
    }

    @Test func thePageNeedsNothingFromElsewhere() {
        let page = ChartPage.html(drawing([(entry("a", "temperature"), samples([1, 2]))]))
        #expect(page.hasPrefix("<!DOCTYPE html>") && !page.contains("<script") && !page.contains("src=") && !page.contains("href="))
    }

    @Test(arguments: [
        ("kitchen/th.temperature", true), ("kitchen.temperature", true), ("kitchen", true), ("temperature", true), ("*.temperature", true),
        ("kit*", true), ("*th*e", true), ("*", true), ("kitchen.humidity", false), ("bath*", false), ("kit", false), ("", false),
    ])
    func seriesAreNamedLoosely(pattern: String, isMatch: Bool) {
        #expect(entry("kitchen/th", "temperature").matches(pattern) == isMatch)
    }
}

/// Whether a text is well-formed XML: tags that nest, no stray `<` or `&`.
private enum XMLDocumentCheck {
    struct Malformed: Error {}

    static func parse(_ text: String) throws {
        var open: [Substring] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            try checkText(rest[..<start])
            guard let end = rest[start...].firstIndex(of: ">") else { throw Malformed() }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasSuffix("/") { continue }
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { throw Malformed() }
            } else {
                open.append(tag.prefix { $0 != " " })
            }
        }
        guard open.isEmpty else { throw Malformed() }
    }

    private static func checkText(_ text: Substring) throws {
        for part in text.split(separator: "&", omittingEmptySubsequences: false).dropFirst() {
            guard ["amp;", "lt;", "gt;", "quot;"].contains(where: { part.hasPrefix($0) }) else { throw Malformed() }
        }
        guard text.unicodeScalars.allSatisfy({ $0.value >= 0x20 || $0 == "\n" }) else { throw Malformed() }
    }
}
