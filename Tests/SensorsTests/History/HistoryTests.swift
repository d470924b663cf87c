import Dispatch
import Foundation
import Testing

@testable import Sensors

@Suite struct HistoryTests {
    private let path = FileManager.default.temporaryDirectory.appendingPathComponent("history-\(UUID().uuidString).db").path
    private let start = Instant(nanoseconds: 1_763_692_380_000_000_000)

    private func point(_ device: String, _ second: Double, _ fields: [Field], tags: [Sensors.Tag] = []) throws -> Point {
        try #require(
            Point(
                measurement: "climate", tags: [Sensors.Tag("device", device)] + tags, fields: fields,
                time: start.advanced(bySeconds: second)))
    }

    private func cleanUp() { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }

    @Test func keepsEachFieldOfEachSeriesByItsTime() async throws {
        defer { cleanUp() }
        let sink = try HistorySink(path)
        let points = [
            try point("b", 2, [Field("temperature", 21.5), Field("note", .text("it's \"warm\" 😀"))]),
            try point("b", 1, [Field("temperature", .integer(20)), Field("on", .boolean(true))]),
            try point("a", 1, [Field("temperature", .unsigned(.max))], tags: [Sensors.Tag("endpoint", "left")]),
        ]
        #expect(await sink.store(points[...]) == .accepted)
        #expect(await sink.store(points[...]) == .accepted)
        #expect(await sink.probe() == .accepted)
        let reader = try HistoryReader(path)
        let entries = try reader.entries()
        #expect(entries.map(\.name) == ["a.temperature (endpoint=left)", "b.note", "b.on", "b.temperature"])
        let samples = try reader.samples(of: entries[3], from: start, to: start.advanced(bySeconds: 10))
        #expect(samples.map(\.value) == [20, 21.5] && samples.map(\.time) == [start.advanced(bySeconds: 1), start.advanced(bySeconds: 2)])
        #expect(try reader.samples(of: entries[0], from: start, to: start.advanced(bySeconds: 10)).map(\.value) == [Double(UInt64.max)])
        #expect(try reader.samples(of: entries[3], from: start, to: start.advanced(bySeconds: 1)).count == 1)
    }

    @Test func laterValuesOfAPointTakeThePlaceOfEarlier() async throws {
        defer { cleanUp() }
        let sink = try HistorySink(path)
        for value in [1.0, 2.0] { _ = await sink.store([try point("a", 1, [Field("temperature", value)])]) }
        let reader = try HistoryReader(path)
        #expect(try reader.samples(of: try reader.entries()[0], from: start, to: start.advanced(bySeconds: 10)).map(\.value) == [2])
    }

    /// One that has to wait for the others longer than it likes says so, and is asked again as a worker asks its sinks.
    @Test(.timeLimit(.minutes(15))) func severalWorkersShareAFile() async throws {
        defer { cleanUp() }
        let path = path
        try await withThrowingTaskGroup { group in
            for worker in 0..<4 {
                group.addTask {
                    let sink = try HistorySink(path)
                    for second in 0..<20 {
                        let point = try point("d\(worker)", Double(second), [Field("temperature", Double(second))])
                        var outcome = await sink.store([point])
                        while case .retry = outcome { outcome = await sink.store([point]) }
                        #expect(outcome == .accepted)
                    }
                }
            }
            try await group.waitForAll()
        }
        let reader = try HistoryReader(path)
        for entry in try reader.entries() {
            #expect(
                try reader.samples(of: entry, from: start, to: start.advanced(bySeconds: 100)).map(\.value) == (0..<20).map(Double.init))
        }
        #expect(try reader.entries().count == 4)
    }

    /// SQLite does not wait by itself for somebody who writes a file whose journal it is to change, as whoever makes it does.
    @Test func aFileThatAnotherWorkerIsMakingIsWaitedFor() throws {
        defer { cleanUp() }
        let path = path
        let isBeingMade = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            #expect(throws: Never.self) {
                defer { isBeingMade.signal() }
                let other = try SQLiteConnection(path, isWritten: true)
                try other.run("PRAGMA synchronous = OFF; BEGIN IMMEDIATE; CREATE TABLE other (a)")
                isBeingMade.signal()
                Thread.sleep(forTimeInterval: 0.2)
                try other.run("COMMIT")
            }
        }
        isBeingMade.wait()
        #expect(throws: Never.self) { try History(path) }
    }

    @Test func whatIsTooOldIsForgotten() async throws {
        defer { cleanUp() }
        let now = SystemClock.wall
        func aged(_ seconds: Double) throws -> Point {
            let fields = [Field("temperature", seconds)]
            return try #require(Point(measurement: "m", tags: [], fields: fields, time: now.advanced(bySeconds: -seconds)))
        }
        let sink = try HistorySink(path, keep: .seconds(3600))
        _ = await sink.store([try aged(7200), try aged(3700), try aged(1800), try aged(0)])
        let reader = try HistoryReader(path)
        let samples = try reader.samples(of: try reader.entries()[0], from: Instant(nanoseconds: 0), to: Instant(nanoseconds: .max))
        #expect(samples.map(\.value) == [1800, 0])
    }

    @Test func aFileThatCannotBeADatabaseIsAnErrorAndAnAnswer() async throws {
        defer { cleanUp() }
        try Data("this is no database, and long enough to be looked at as one: \(String(repeating: "x", count: 200))".utf8)
            .write(to: URL(fileURLWithPath: path))
        #expect(throws: UsageError.self) { try HistorySink(path) }
        #expect(throws: UsageError.self) { try HistorySink("/nowhere/at/all.db") }
        #expect(throws: SQLiteError.self) { try HistoryReader("/nowhere/at/all.db") }
    }
}
