import Messaging
import Sensors
import Testing

@Suite("JSON pull parser")
struct JSONReaderTests {
    /// Text, what is wrong, and the byte where it is wrong.
    static let failures: [(String, JSONFailure.Reason, Int)] = [
        ("", .truncated, 0), ("   ", .truncated, 3), ("{", .truncated, 1), ("[1,", .truncated, 3), ("{\"a\"", .truncated, 4),
        ("{\"a\":", .truncated, 5), ("{\"a\":1", .truncated, 6), ("\"abc", .truncated, 4), ("\"abc\\", .truncated, 5),
        ("\"\\u12", .truncated, 5), ("tru", .truncated, 3), ("{\"temperature\":\tNaN}", .unexpectedByte, 16),
        ("[Infinity]", .unexpectedByte, 1), ("nulL", .unexpectedByte, 3), ("{'a':1}", .expectedKey, 1), ("{1:2}", .expectedKey, 1),
        ("{\"a\":1,}", .expectedKey, 7), ("{,}", .expectedKey, 1), ("{\"a\" 1}", .expectedColon, 5), ("[1 2]", .expectedSeparator, 3),
        ("{\"a\":1]", .expectedSeparator, 6), ("[1}", .expectedSeparator, 2), ("[1,]", .unexpectedByte, 3), ("01", .malformedNumber, 0),
        ("[-]", .malformedNumber, 1), ("[1.]", .malformedNumber, 1), ("[1e+]", .malformedNumber, 1), ("[.5]", .unexpectedByte, 1),
        ("[+1]", .unexpectedByte, 1), ("[1e999]", .numberOutOfRange, 1), ("[1,-1e400]", .numberOutOfRange, 3),
        ("\"a\u{01}\"", .controlCharacter, 2), ("\"a\nb\"", .controlCharacter, 2), ("\"a\\x\"", .malformedEscape, 2),
        ("\"\\u12g4\"", .malformedEscape, 1), ("\"ab\\ud83d\"", .loneSurrogate, 3), ("\"\\ude00\"", .loneSurrogate, 1),
        ("\"\\ud83d\\u0041\"", .loneSurrogate, 1), ("1 2", .trailingBytes, 2), ("{}{}", .trailingBytes, 2), ("[[[[1]]]]", .tooDeep, 3),
    ]

    @Test("every failure names its reason and byte", arguments: failures)
    func failure(text: String, reason: JSONFailure.Reason, offset: Int) {
        #expect(throws: JSONFailure(reason, at: offset)) { try JSONDocument(Array(text.utf8), depthLimit: 3) }
    }

    @Test(
        "bytes that are no UTF-8 are found",
        arguments: [
            [0xFF], [0x80], [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xF5],
            [0xE2, 0x82],
        ])
    func invalidUTF8(bytes: [UInt8]) {
        let text = Array("[\"ä".utf8) + bytes + Array("\"]".utf8)
        #expect(throws: JSONFailure(.invalidUTF8, at: 4)) { try JSONDocument(text) }
    }

    static let numbers: [(String, Double)] = [
        ("0", 0), ("-0", -0.0), ("21.4", 21.4), ("-1.5e3", -1500), ("1E-2", 0.01), ("9007199254740993", 9_007_199_254_740_992),
        ("0.1", 0.1), ("1e22", 1e22), ("1e23", 1e23), ("123456789012345678901234567890", 1.2345678901234568e29),
        ("5e-324", .leastNonzeroMagnitude),
        ("1e-400", 0), ("1.7976931348623157e308", 1.7976931348623157e308), ("8.41", 8.41), ("9.5367431640625e-07", 9.5367431640625e-07),
        ("3.14159265358979323846264338327950288", Double.pi), ("1" + String(repeating: "0", count: 300), 1e300),
    ]

    @Test("numbers are the nearest float", arguments: numbers)
    func number(text: String, value: Double) throws {
        let found = try JSONDocument(Array(text.utf8)).root.number
        #expect(found?.bitPattern == value.bitPattern)
    }

    @Test("random numbers equal the standard library's reading of them")
    func randomNumbers() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<20_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            let text = random.next() % 2 == 0 ? "\(value)" : "\(Double(Int64(truncatingIfNeeded: random.next()) >> 20) / 1000)"
            let found = try JSONDocument(Array(text.utf8)).root.number
            #expect(found?.bitPattern == Double(text)?.bitPattern, "\(text)")
        }
    }

    @Test("whole numbers keep all 64 bits")
    func integers() throws {
        for (text, value) in [("9223372036854775807", Int64.max), ("-9223372036854775808", Int64.min), ("0", 0), ("-7", -7)] {
            #expect(try JSONDocument(Array(text.utf8)).root.integer == value)
        }
        for text in ["9223372036854775808", "1.0", "1e3", "\"1\""] {
            #expect(try JSONDocument(Array(text.utf8)).root.integer == nil)
        }
    }

    @Test("escapes become what they stand for")
    func escapes() throws {
        let document = try JSONDocument(Array(#"{"a\u0062":"\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00 ü"}"#.utf8))
        #expect(document.root["ab"]?.string == "\"\\/\u{08}\u{0C}\n\r\tä😀 ü")
    }

    @Test("of a key that comes twice the last counts, however it is spelled and however many there are")
    func repeatedKeys() throws {
        let few = try JSONDocument(Array(#"{"a":1,"b":2,"\u0061":3}"#.utf8))
        #expect(few.root["a"]?.number == 3 && few.root.members.map(\.key) == ["b", "a"])
        let text = "{" + (0..<200).map { "\"k\($0 % 100)\":\($0)" }.joined(separator: ",") + "}"
        let many = try JSONDocument(Array(text.utf8))
        #expect(many.root.members.map { $0.value.number } == (100..<200).map { Double($0) })
    }

    @Test("walks objects and arrays in order")
    func walk() throws {
        let root = try JSONDocument(Array(#" { "a" : [ 1 , {"b":null} , [] ] , "c" : {} , "d" : true } "#.utf8)).root
        let list = Array(try #require(root["a"]).elements)
        #expect(list.count == 3 && list[0].number == 1 && list[1]["b"]?.isNull == true && list[2].isArray)
        #expect(root["c"]?.isObject == true && root["d"]?.boolean == true && root["e"] == nil && root["d"]?.offset == 52)
    }

    @Test("limits hold")
    func limits() {
        #expect(throws: JSONFailure(.tooManyValues, at: 8)) { try JSONDocument(Array("[1,2,3,4]".utf8), valueLimit: 4) }
        #expect(throws: JSONFailure(.tooDeep, at: 64)) {
            try JSONDocument(Array(repeating: UInt8(ascii: "["), count: 100_000), depthLimit: 1000)
        }
    }

    @Test("a failed reader stays failed")
    func failedReader() {
        var reader = JSONReader(Array("[x".utf8))
        #expect(throws: Never.self) { try reader.next() }
        for _ in 0..<3 {
            #expect(throws: JSONFailure(.unexpectedByte, at: 1)) { try reader.next() }
        }
    }
}
