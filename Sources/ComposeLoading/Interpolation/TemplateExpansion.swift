/// What a template becomes, and what there is to say about it. Offsets count bytes of the template.
struct TemplateExpansion {
    var text = ""
    /// Variables that gave their value, or their default, in order.
    var uses: [Use] = []
    /// Variables that are unset and left the text empty.
    var unset: [(name: String, place: Range<Int>)] = []
    var problems: [Problem] = []

    struct Use: Hashable {
        var name: String
        /// Where the value comes from; nil for the default that the template holds.
        var origin: String?
    }

    struct Problem {
        var kind: Kind
        var place: Range<Int>
    }

    enum Kind {
        /// A `$` that starts nothing the dialect knows.
        case invalid
        case missing(name: String, reason: String)
        case tooDeep
        case tooLarge
        /// An error that docker forgets because a variable follows: only in the stack dialect.
        case forgotten
    }

    /// The most bytes that a template may become; variables can be large and used often.
    static let sizeLimit = 16 * 1_048_576
    /// How deep templates may stand in each other.
    static let depthLimit = 100
}

/// The characters of templates.
enum TemplateSyntax {
    static let dollar = UInt8(ascii: "$")
    static let open = UInt8(ascii: "{")
    static let close = UInt8(ascii: "}")
    static let colon = UInt8(ascii: ":")

    /// The end of the name that starts at an offset; the offset itself where there is none.
    static func endOfName(in text: [UInt8], from start: Int, before limit: Int) -> Int {
        guard start < limit, isLetter(text[start]) else { return start }
        var end = start + 1
        while end < limit, isLetter(text[end]) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[end]) { end += 1 }
        return end
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

extension [UInt8] {
    /// A stretch as text.
    func text(_ range: Range<Int>) -> String {
        String(decoding: self[range], as: UTF8.self)
    }
}
