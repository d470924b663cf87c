/// The head of a response, read from bytes by hand: what follows an answer that leaves HTTP is for nobody's parser.
struct ResponseHead: Hashable, Sendable {
    var status: Int
    var reason: String
    var fields: HTTPFields

    /// The longest head that is accepted.
    static let longest = 64 << 10

    /// Takes a head apart (RFC 9112, 4 and 5).
    ///
    /// - Parameter bytes: up to the empty line, without it.
    init(_ bytes: some Collection<UInt8>) throws(TransportError) {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        }[...]
        let parts = (lines.popFirst() ?? "").split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count >= 2, parts[0] == "HTTP/1.1" || parts[0] == "HTTP/1.0", parts[1].utf8.count == 3, let status = Int(parts[1])
        else {
            throw .malformedResponse("no status line")
        }
        self.status = status
        reason = parts.count > 2 ? String(parts[2]) : ""
        fields = HTTPFields()
        for line in lines {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { throw .malformedResponse("a field without a name") }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            fields.add(String(line[..<colon]), String(value))
        }
    }

    /// Where the empty line after the head begins, and where the bytes after it do; nil while it has not come.
    static func end(in bytes: [UInt8]) -> (head: Int, rest: Int)? {
        var position = 0
        while let feed = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) {
            let after = bytes[(feed + 1)...].prefix(2)
            if after.first == UInt8(ascii: "\n") { return (feed, feed + 2) }
            if after.elementsEqual([UInt8(ascii: "\r"), UInt8(ascii: "\n")]) { return (feed, feed + 3) }
            position = feed + 1
        }
        return nil
    }

    /// Whether what follows is a stream in both directions: 101, or the answer that engines gave before they said so (200 without a
    /// length and without a coding).
    var leavesHTTP: Bool {
        status == 101 || status == 200 && fields["Content-Length"] == nil && fields["Transfer-Encoding"] == nil
    }

    /// How many bytes the body has; nil when it says nothing or is in chunks.
    var contentLength: Int? { fields["Content-Length"].flatMap { Int($0) }.flatMap { $0 >= 0 ? $0 : nil } }

    /// Whether the body is in chunked coding.
    var isChunked: Bool { fields["Transfer-Encoding"]?.lowercased() == "chunked" }
}

/// A body in chunked coding that has come as a whole (RFC 9112, 7.1).
enum ChunkedBody {
    /// The content; nil while the last chunk is missing.
    static func decode(_ bytes: [UInt8]) throws(TransportError) -> [UInt8]? {
        var content: [UInt8] = []
        var rest = bytes[...]
        while let feed = rest.firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: rest[..<feed], as: UTF8.self)
            let digits = line.prefix { $0.isHexDigit }
            guard digits.count <= 7, let length = Int(digits, radix: 16) else { throw .malformedResponse("a chunk without a length") }
            if length == 0 { return content }
            rest = rest[(feed + 1)...]
            guard rest.count >= length + 2 else { return nil }
            content += rest.prefix(length)
            rest = rest.dropFirst(length).drop { $0 == UInt8(ascii: "\r") }.dropFirst()
        }
        return nil
    }
}
