/// Writes points as InfluxDB line protocol, nanosecond timestamps, one line each.
///
/// What the protocol cannot carry is replaced, so that a line never breaks its neighbours: control characters become spaces, a
/// backslash at the end of a name or tag value becomes `/` (it would swallow the separator), `#` at the start of a measurement
/// becomes `-` (it would be a comment), and a tag or field called `time` becomes `time_` (servers refuse it).
public struct LineProtocolEncoder: Sendable {
    /// Longest text of a field in bytes; the rest is cut off.
    public static let textLimit = 65_535

    /// Whether the server knows unsigned integers (InfluxDB 1 does not: they are written as integers, held at their maximum).
    public var allowsUnsigned: Bool

    public init(allowsUnsigned: Bool = false) {
        self.allowsUnsigned = allowsUnsigned
    }

    /// Appends the lines of some points.
    public func encode(_ points: some Sequence<Point>, into bytes: inout [UInt8]) {
        var room = Array(repeating: UInt8(0), count: 1024)
        for point in points {
            let longest = Self.longestLine(of: point)
            if longest > room.count { room = Array(repeating: 0, count: longest) }
            let count = room.withUnsafeMutableBufferPointer { memory in
                var line = LineBuffer(memory)
                write(point, into: &line)
                return line.count
            }
            bytes.append(contentsOf: room[..<count])
        }
    }

    /// Bytes that the line of a point takes at most: each byte of a text may get a backslash, `time` an underscore, and a number has 24.
    private static func longestLine(of point: Point) -> Int {
        var bytes = 2 * point.measurement.utf8.count + 32
        for index in point.tags.indices { bytes += 2 * (point.tags[index].name.utf8.count + point.tags[index].value.utf8.count) + 4 }
        for index in point.fields.indices {
            bytes += 2 * point.fields[index].name.utf8.count + 32
            if case .text(let text) = point.fields[index].value { bytes += 2 * text.utf8.count }
        }
        return bytes
    }

    private func write(_ point: Point, into line: inout LineBuffer) {
        write(point.measurement, .measurement, into: &line)
        // By index: a tag or a field that is taken out is copied, with the counts of its texts.
        for index in point.tags.indices {
            line.put(UInt8(ascii: ","))
            write(point.tags[index].name, .key, into: &line)
            line.put(UInt8(ascii: "="))
            write(point.tags[index].value, .value, into: &line)
        }
        var separator = UInt8(ascii: " ")
        for index in point.fields.indices {
            line.put(separator)
            separator = UInt8(ascii: ",")
            write(point.fields[index].name, .key, into: &line)
            line.put(UInt8(ascii: "="))
            write(point.fields[index].value, into: &line)
        }
        line.put(UInt8(ascii: " "))
        line.put(point.time.nanoseconds)
        line.put(UInt8(ascii: "\n"))
    }

    private func write(_ value: FieldValue, into line: inout LineBuffer) {
        switch value {
        case .double(let number): line.put(number)
        case .integer(let number):
            line.put(number)
            line.put(UInt8(ascii: "i"))
        case .unsigned(let number): line.put(allowsUnsigned ? "\(number)u" : "\(min(number, UInt64(Int64.max)))i")
        case .boolean(let state): line.put(state ? "true" : "false")
        case .text(let text):
            line.put(UInt8(ascii: "\""))
            write(text, .text, into: &line)
            line.put(UInt8(ascii: "\""))
        }
    }

    private enum Place {
        case measurement, key, value, text

        func isSpecial(_ byte: UInt8) -> Bool {
            switch self {
            case .measurement: byte == UInt8(ascii: ",") || byte == UInt8(ascii: " ")
            case .key, .value: byte == UInt8(ascii: ",") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: "=")
            case .text: byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
            }
        }

        /// Whether a text can stand here byte by byte, without a replacement or an escape. A few that could are sent the long way.
        func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
            guard let first = text.first, text.count <= LineProtocolEncoder.textLimit, first != UInt8(ascii: "#") else {
                return text.isEmpty
            }
            if self == .key, first == UInt8(ascii: "t"), text.count == 4 { return false }
            return !LineProtocolEncoder.special.isIn(text)
        }
    }

    /// What is special at one place or another.
    private static let special = ByteFinder(below: 0x21, "\\", "\"", ",", "=", "\u{7F}")

    /// Almost every text is plain, and is copied as a whole.
    private func write(_ text: String, _ place: Place, into line: inout LineBuffer) {
        let isWritten = text.utf8.withContiguousStorageIfAvailable { source in
            guard place.isPlain(source) else { return false }
            line.put(source)
            return true
        }
        guard isWritten != true else { return }
        let carried =
            switch place {
            case .measurement: Self.measurement(text)
            case .key: Self.key(text)
            case .value: Self.name(text)
            case .text: Self.text(text)
            }
        for byte in carried.utf8 {
            if place.isSpecial(byte) { line.put(UInt8(ascii: "\\")) }
            line.put(byte)
        }
    }

    // MARK: what can be carried

    /// The point as it will be read back.
    package func carried(_ point: Point) -> Point? {
        Point(
            measurement: Self.measurement(point.measurement), tags: point.tags.map { Tag(Self.key($0.name), Self.name($0.value)) },
            fields: point.fields.map { Field(Self.key($0.name), carried($0.value)) }, time: point.time)
    }

    private func carried(_ value: FieldValue) -> FieldValue {
        switch value {
        case .text(let text): .text(Self.text(text))
        case .unsigned(let number): allowsUnsigned ? value : .integer(Int64(clamping: number))
        default: value
        }
    }

    private static func measurement(_ text: String) -> String {
        let name = name(text)
        return name.hasPrefix("#") ? "-" + name.dropFirst() : name
    }

    private static func key(_ text: String) -> String { text == "time" ? "time_" : name(text) }

    private static func name(_ text: String) -> String {
        let clean = withoutControls(text)
        guard clean.utf8.last == UInt8(ascii: "\\") else { return clean }
        return String(decoding: Array(clean.utf8.dropLast()) + [UInt8(ascii: "/")], as: UTF8.self)
    }

    private static func text(_ text: String) -> String {
        let clean = withoutControls(text)
        guard clean.utf8.count > textLimit else { return clean }
        var end = clean.utf8.index(clean.startIndex, offsetBy: textLimit)
        while end > clean.startIndex, Unicode.UTF8.isContinuation(clean.utf8[end]) { end = clean.utf8.index(before: end) }
        return String(clean[..<end])
    }

    private static func withoutControls(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return text }
        return String(decoding: text.utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }, as: UTF8.self)
    }
}
