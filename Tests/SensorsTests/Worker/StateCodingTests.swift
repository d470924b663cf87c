import FoundationEssentials
import Testing

@testable import Sensors

/// The coder of what workers remember, beside Foundation's: each reads what the other writes.
@Suite struct StateCodingTests {
    private enum Mood: String, Codable { case calm, loud = "lo\"ud" }
    private enum Shape: Codable, Equatable { case point, circle(radius: Double, names: [String]) }

    private struct Sample: Codable, Equatable {
        var text = "a \"quote\", a \\, a tab\t, é and 🏠\u{1}"
        var yes = true
        var whole = Int.min
        var small: Int8 = -128
        var most = UInt64.max
        var half = 0.5
        var tiny = 2.5e-310
        var great = -1.7e308
        var minus = -0.0
        var single: Float = 0.1
        var nothing: Int?
        var something: Double? = 3
        var gaps: [Int?] = [1, nil, 3]
        var mood = Mood.loud
        var shapes = [Shape.point, .circle(radius: 1.25, names: ["a", ""])]
        var byName = ["b": [1, 2], "a": [], "": [3]]
        var byNumber = [7: "seven"]
        var byTag = [Tag("n", "v"): 1.5]
        var empty: [String: Int] = [:]
        var nested = [[[true], []], []]
        var moment = Instant(nanoseconds: 1_700_000_000_123_456_789)
    }

    @Test func foundationReadsWhatIsWritten() throws {
        let bytes = try StateEncoder.encode(Sample())
        #expect(try JSONDecoder().decode(Sample.self, from: Data(bytes)) == Sample())
        #expect(try StateDecoder.decode(Sample.self, from: bytes) == Sample())
        #expect(try StateEncoder.encode(StateDecoder.decode(Sample.self, from: bytes)) == bytes)
    }

    @Test func whatFoundationWroteIsRead() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        #expect(try StateDecoder.decode(Sample.self, from: Array(encoder.encode(Sample()))) == Sample())
    }

    @Test func membersAreInTheOrderOfTheirNames() throws {
        #expect(
            String(decoding: try StateEncoder.encode(["b": 1, "a": 2, "": 3, "é": 4, "B": 5]), as: UTF8.self)
                == "{\"\":3,\"B\":5,\"a\":2,\"b\":1,\"é\":4}")
    }

    @Test(arguments: [
        "{\"a\":\"x\"}", "{\"a\":[1]}", "{\"a\":1.5}", "{\"a\":128}", "{\"a\":null}", "{\"a\":true}", "{\"a\":1e0}", "[1]", "1", "{\"a\":1",
    ])
    func anotherShapeIsAnError(text: String) {
        #expect(throws: (any Error).self) { try StateDecoder.decode([String: Int8].self, from: Array(text.utf8)) }
    }

    /// A class with a parent uses the coders that few others do.
    private class Parent: Codable {
        var first = 1
        init() {}
    }
    private final class Child: Parent {
        var second = "two"
        private enum Keys: CodingKey { case second, inner }
        override init() { super.init() }
        required init(from decoder: any Decoder) throws {
            let members = try decoder.container(keyedBy: Keys.self)
            second = try members.decode(String.self, forKey: .second)
            var inner = try members.nestedUnkeyedContainer(forKey: .inner)
            while !inner.isAtEnd { second += try inner.decodeNil() ? "-" : inner.decode(String.self) }
            try super.init(from: members.superDecoder())
        }
        override func encode(to encoder: any Encoder) throws {
            var members = encoder.container(keyedBy: Keys.self)
            try members.encode(second, forKey: .second)
            var inner = members.nestedUnkeyedContainer(forKey: .inner)
            try inner.encode("x")
            try inner.encodeNil()
            try super.encode(to: members.superEncoder())
        }
    }

    @Test func nestedContainersAndParents() throws {
        let child = Child()
        child.first = 7
        let bytes = try StateEncoder.encode(child)
        #expect(String(decoding: bytes, as: UTF8.self) == "{\"inner\":[\"x\",null],\"second\":\"two\",\"super\":{\"first\":7}}")
        let found = try StateDecoder.decode(Child.self, from: bytes)
        #expect(found.first == 7 && found.second == "twox-")
    }
}
