import Sensors
import Testing

@Suite("Line protocol")
struct LineProtocolRoundTripTests {
    #if DEBUG
        static let points = 50_000
    #else
        static let points = 1_000_000
    #endif

    @Test("what is written is read back the same", arguments: [false, true])
    func roundTrip(allowsUnsigned: Bool) throws {
        let encoder = LineProtocolEncoder(allowsUnsigned: allowsUnsigned)
        var source = RandomPoints(seed: 11)
        for _ in 0..<Self.points / 500 {
            let points = (0..<250).compactMap { _ in source.next() }
            var bytes: [UInt8] = []
            encoder.encode(points, into: &bytes)
            var parser = LineParser(bytes: bytes)
            for point in points {
                let line = try #require(try parser.next(), "\(point)")
                let wanted = try #require(encoder.carried(point))
                let time = try #require(line.time)
                let found = Point(measurement: line.measurement, tags: line.tags, fields: line.fields, time: time)
                guard found == wanted else {
                    Issue.record("\(String(describing: found)) instead of \(wanted)")
                    return
                }
            }
            #expect(try parser.next() == nil)
        }
    }

    @Test("a line is what the protocol says")
    func line() throws {
        let point = try #require(
            Point(
                measurement: "cli mate,x", tags: [Tag("source", "z,2=m"), Tag("device", "living room"), Tag("area", "")],
                fields: [
                    Field("temperature", .double(21.5)), Field("n", .integer(-3)), Field("u", .unsigned(.max)), Field("ok", .boolean(true)),
                    Field("note", .text("say \"a\\b\"\n")), Field("time", .double(1)),
                ], time: Instant(nanoseconds: 1_763_692_380_000_000_001)))
        var bytes: [UInt8] = []
        LineProtocolEncoder().encode([point], into: &bytes)
        let wanted =
            #"cli\ mate\,x,device=living\ room,source=z\,2\=m temperature=21.5,n=-3i,u=9223372036854775807i,ok=true,"#
            + #"note="say \"a\\b\" ",time_=1.0 1763692380000000001"# + "\n"
        #expect(String(decoding: bytes, as: UTF8.self) == wanted)
    }

    static let failures: [(String, String, Int)] = [
        ("m", "line.missing-field", 1), ("m ", "line.field-key", 2), ("m f", "line.field-without-value", 3),
        ("m f=", "line.field-value", 4),
        ("m f=NaN", "line.field-value", 4), ("m f=1e999", "line.field-value", 4), ("m f=\"x", "line.open-string", 6),
        ("m,t f=1", "line.tag-without-value", 3), ("m f g=1", "line.field-without-value", 3), ("m,=x f=1", "line.tag-key", 2),
        ("m f=1 x", "line.trailing-bytes", 6),
        ("m f=1 1.5", "line.timestamp", 6), ("m f=1,", "line.field-key", 6), (",t=1 f=1", "line.measurement", 0),
    ]

    @Test("every failure names its byte", arguments: failures)
    func failure(text: String, code: String, offset: Int) {
        #expect(throws: Undecodable(.malformed, code, at: offset, format: .lineProtocol)) {
            var parser = LineParser(bytes: Array(text.utf8))
            _ = try parser.next()
        }
    }
}
