import Foundation
import Sensors
import Testing

@Suite("Encoders")
struct EncoderTests {
    static func points() throws -> [Point] {
        [
            try #require(
                Point(
                    measurement: "climate", tags: [Tag("device", "living room"), Tag("area", "flat"), Tag("source", "x\"\\y")],
                    fields: [Field("temperature", .double(-1.5)), Field("note", .text("a\nb")), Field("ok", .boolean(true))],
                    time: Instant(nanoseconds: 1_763_692_380_500_000_000))),
            try #require(
                Point(
                    measurement: "energy", tags: [Tag("device", "plug")], fields: [Field("energy", .double(3.25))],
                    time: Instant(nanoseconds: -1))),
        ]
    }

    @Test("Graphite gets clean paths and whole seconds, rounded down")
    func graphite() throws {
        var bytes: [UInt8] = []
        GraphiteEncoder().encode(try Self.points(), into: &bytes)
        let wanted = """
            home.flat.living_room.climate.temperature -1.5 1763692380
            home.flat.living_room.climate.ok 1.0 1763692380
            home.plug.energy.energy 3.25 -1

            """
        #expect(String(decoding: bytes, as: UTF8.self) == wanted)
    }

    @Test("StatsD packs datagrams and zeroes before a negative gauge")
    func statsd() throws {
        let all = StatsDEncoder().datagrams(of: try Self.points()).map { String(decoding: $0, as: UTF8.self) }
        let name = "home.flat.living_room.climate"
        #expect(all == ["\(name).temperature:0|g\n\(name).temperature:-1.5|g\n\(name).ok:1.0|g\nhome.plug.energy.energy:3.25|g"])
        let small = StatsDEncoder(datagramLimit: 64).datagrams(of: try Self.points())
        #expect(small.count == 2 && small.allSatisfy { $0.count <= 64 })
    }

    @Test("JSON lines are JSON that says the same")
    func jsonLines() throws {
        var bytes: [UInt8] = []
        var source = RandomPoints(seed: 3)
        let points = (0..<500).compactMap { _ in source.next() }
        JSONLinesEncoder().encode(points, into: &bytes)
        let lines = bytes.split(separator: 0x0A)
        #expect(lines.count == points.count)
        for (line, point) in zip(lines, points) {
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
            #expect(object["measurement"] as? String == point.measurement)
            #expect((object["tags"] as? [String: String])?.count == point.tags.count)
            #expect((object["time"] as? NSNumber)?.int64Value == point.time.nanoseconds)
            for field in point.fields {
                guard case .text(let text) = field.value else { continue }
                #expect((object["fields"] as? [String: Any])?[field.name] as? String == text)
            }
        }
    }

    @Test("OTLP has gauges, sums for counters, and 64-bit integers as texts")
    func otlp() throws {
        let body = try #require(OTLPEncoder().body(of: try Self.points()))
        let root = try JSONDocument(body).root
        let metrics = try #require(
            root["resourceMetrics"]?.elements.first { _ in true }?["scopeMetrics"]?.elements.first { _ in true }?["metrics"])
        let list = Array(metrics.elements)
        #expect(list.map { $0["name"]?.string } == ["home.climate.temperature", "home.climate.ok", "home.energy.energy"])
        #expect(list[0]["unit"]?.string == "Cel" && list[2]["unit"]?.string == "kWh")
        let gauge = try #require(list[0]["gauge"]?["dataPoints"]?.elements.first { _ in true })
        #expect(gauge["timeUnixNano"]?.string == "1763692380500000000" && gauge["asDouble"]?.number == -1.5)
        #expect(list[2]["sum"]?["isMonotonic"]?.boolean == true && list[2]["sum"]?["aggregationTemporality"]?.integer == 2)
        #expect(OTLPEncoder().body(of: [Point]()) == nil)
    }

    @Test("Prometheus shows the last value of each series, escaped")
    func prometheus() throws {
        var last = PrometheusLastValues(seriesLimit: 3)
        for point in try Self.points() { last.take(point) }
        let older = try #require(
            Point(
                measurement: "energy", tags: [Tag("device", "plug")], fields: [Field("energy", .double(1))],
                time: Instant(nanoseconds: -2_000_000)))
        last.take(older)
        last.take(try #require(Point(measurement: "m", tags: [], fields: [Field("x", .double(1))], time: Instant(nanoseconds: 0))))
        let wanted = """
            # TYPE home_climate_ok gauge
            home_climate_ok{area="flat",device="living room",source="x\\"\\\\y"} 1.0 1763692380500
            # TYPE home_climate_temperature gauge
            home_climate_temperature{area="flat",device="living room",source="x\\"\\\\y"} -1.5 1763692380500
            # TYPE home_energy_energy gauge
            home_energy_energy{device="plug"} 3.25 -1

            """
        #expect(String(decoding: last.exposition(), as: UTF8.self) == wanted)
        #expect(last.refused == 1)
    }
}
