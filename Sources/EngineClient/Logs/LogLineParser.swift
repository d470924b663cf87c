import EngineModel

/// Makes lines of output out of frames. With `timestamps=1&details=1` the engine writes before each message: a time, a blank, details
/// as `key=value,key=value`, a blank. A message that does not end in a line feed goes on in the next one of the same task.
package struct LogLineParser: Sendable {
    private struct Origin: Hashable {
        var source: LogLine.Source
        var task: String?
    }

    private var unfinished: [Origin: LogLine] = [:]

    /// The longest line that is kept together.
    private static let longestLine = 1 << 20

    /// A parser at the beginning of a stream.
    package init() {}

    /// Takes one message and answers the lines that are whole now.
    package mutating func parse(_ bytes: [UInt8], from source: LogLine.Source) -> [LogLine] {
        let isWhole = bytes.last == UInt8(ascii: "\n")
        var line = Self.line(isWhole ? bytes.dropLast() : bytes[...], from: source)
        let origin = Origin(source: source, task: line.taskID)
        if let before = unfinished.removeValue(forKey: origin) {
            line.time = before.time
            line.text = before.text + line.text
        }
        if !isWhole, line.text.utf8.count < Self.longestLine {
            unfinished[origin] = line
            return []
        }
        return Self.split(line)
    }

    /// Says that the stream is over, and answers lines without an end.
    package mutating func finish() -> [LogLine] {
        defer { unfinished.removeAll() }
        return unfinished.values.sorted { ($0.time ?? Timestamp(seconds: 0)) < ($1.time ?? Timestamp(seconds: 0)) }
    }

    /// One message may hold several lines when a log driver keeps them together.
    private static func split(_ line: LogLine) -> [LogLine] {
        line.text.split(separator: "\n", omittingEmptySubsequences: false).map { part in
            var one = line
            one.text = String(part.last == "\r" ? part.dropLast() : part)
            return one
        }
    }

    private static func line(_ bytes: ArraySlice<UInt8>, from source: LogLine.Source) -> LogLine {
        let blank = UInt8(ascii: " ")
        guard let first = bytes.firstIndex(of: blank), let time = Timestamp(text(bytes[..<first])) else {
            return LogLine(source: source, text: text(bytes))
        }
        let rest = bytes[(first + 1)...]
        guard let second = rest.firstIndex(of: blank) else { return LogLine(source: source, time: time, text: text(rest)) }
        return LogLine(source: source, time: time, details: details(text(rest[..<second])), text: text(rest[(second + 1)...]))
    }

    private static func details(_ text: String) -> [String: String] {
        var details: [String: String] = [:]
        for item in text.split(separator: ",") {
            let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            details[parts[0].formDecoded] = parts[1].formDecoded
        }
        return details
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension Substring {
    /// With `%XX` and `+` of form encoding decoded; what is no such escape stays.
    fileprivate var formDecoded: String {
        var bytes: [UInt8] = []
        var rest = utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), rest.count >= 2, let value = UInt8(String(Substring(rest.prefix(2))), radix: 16) {
                bytes.append(value)
                rest.removeFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
