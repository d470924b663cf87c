import Testing

@testable import Sensors

/// The tags of a message's points, where its readings have some of their own.
@Suite("Tags of points") struct PointTagsTests {
    private func points(_ body: String, key: String = "sensors.lines") throws -> [Point] {
        let decoder = SensorDecoder()
        let message = SensorMessage(routingKey: key, body: Array(body.utf8), receivedAt: Instant(nanoseconds: 1_800_000_000_000_000_000))
        guard case .readings(let readings) = try decoder.decode(message) else { return [] }
        return try decoder.points(of: readings, from: message)
    }

    @Test func ofATagThatTheSenderHasTooTheSendersCounts() throws {
        let found = try points("t,device=a,source=ch1 v=1 1700000000000000000\nt,device=a,source=ch2 v=2 1700000000000000000")
        #expect(found.map { $0.tag("source") } == ["ch1", "ch2"])
    }

    @Test func withoutOneItIsTheFormat() throws {
        let found = try points("t,device=a,room=b v=1 1700000000000000000\nt,device=b v=2 1700000000000000000")
        #expect(found.map { $0.tag("source") } == ["line", "line"])
        #expect(found.map { $0.tag("device") } == ["a", "b"])
        #expect(found.allSatisfy { $0.tags.map(\.name) == $0.tags.map(\.name).sorted() })
    }

    @Test func twoSpellingsOfAnUmlautAreTwoDevices() throws {
        let found = try points("t,device=k\u{FC} v=1 1700000000000000000\nt,device=ku\u{308} v=2 1700000000000000000")
        #expect(found.compactMap { $0.tag("device") }.map { Array($0.utf8).count } == [3, 4])
    }

    @Test func aKeyIsItsBytes() {
        var routes = RouteCache(DecodingOptions())
        // In NFC and NFD these two share a place of the cache.
        let keys = ["zigbee2mqtt.ax\u{E4}", "zigbee2mqtt.axa\u{308}"]
        for key in keys + keys.reversed() {
            #expect(routes.route(of: key).topic.levels.last.map { Array($0.utf8) } == Array(key.utf8.dropFirst("zigbee2mqtt.".utf8.count)))
        }
    }
}
