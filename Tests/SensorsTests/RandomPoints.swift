import Messaging
import Sensors

/// Points with every kind of value and the characters that formats trip over.
struct RandomPoints {
    var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private static let pieces = [
        "a", "Z", "0", " ", ",", "=", "\\", "\"", "#", "_", ".", ":", "/", "\n", "\t", "\u{0}", "ä", "😀", "time", "°C", "{", "}",
    ]

    mutating func below(_ limit: Int) -> Int { Int(random.next() % UInt64(limit)) }

    mutating func text(_ longest: Int) -> String { (0...below(longest)).map { _ in Self.pieces[below(Self.pieces.count)] }.joined() }

    mutating func value() -> FieldValue {
        switch below(7) {
        case 0:
            let number = Double(bitPattern: random.next())
            return .double(number.isFinite ? number : 0)
        case 1: return .double(Double(below(2_000_000) - 1_000_000) / 1000)
        case 2: return .integer(Int64(bitPattern: random.next()))
        case 3: return .unsigned(random.next())
        case 4: return .boolean(below(2) == 0)
        case 5: return .double(Double(below(100)))
        default: return .text(text(12))
        }
    }

    mutating func next() -> Point? {
        let tags = (0..<below(4)).map { _ in Tag(text(4), text(6)) }
        let fields = (0...below(3)).map { _ in Field(text(4), value()) }
        return Point(measurement: text(5), tags: tags, fields: fields, time: Instant(nanoseconds: Int64(bitPattern: random.next())))
    }
}
