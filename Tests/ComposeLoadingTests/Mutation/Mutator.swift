/// Makes broken inputs from good ones. The same seed gives the same inputs.
struct Mutator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    /// What breaks parsers, besides single bytes.
    private static let tokens: [[UInt8]] =
        [
            "$", "${", "}", "${A", ":-", ":?", ":+", "$$", "&a ", "*a", "<<: *a\n", "!reset ", "!!int ", "- ", "? ", ": ", ":", "\n",
            "\r\n", "\t",
            "|", "|2-\n", ">+\n", "'", "\"", "\\", "\\u", "#", " #", "[", "]", "{", "}", ",", "---\n", "...\n", "%YAML 1.2\n", "@", "`",
            "~", "null",
            "export ", "=", "\u{FEFF}", "\u{2028}", "😀", "0x", "-", "9999999999999999999", "1e999", "    ",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0x00], [0xFF, 0xFE], [0xFE, 0xFF], [0xF4, 0x90, 0x80, 0x80]]

    /// One of the samples with one to four changes.
    mutating func input(from samples: [[UInt8]]) -> [UInt8] {
        var bytes = samples[below(samples.count)]
        for _ in 0...below(4) { mutate(&bytes, samples) }
        return bytes
    }

    private mutating func mutate(_ bytes: inout [UInt8], _ samples: [[UInt8]]) {
        let at = below(bytes.count + 1)
        let stretch = at..<min(bytes.count, at + 1 + below(12))
        switch below(8) {
        case 0: if at < bytes.count { bytes[at] = UInt8(truncatingIfNeeded: next()) }
        case 1: if at < bytes.count { bytes[at] ^= 1 << UInt8(below(8)) }
        case 2: bytes.removeSubrange(stretch)
        case 3: bytes.insert(contentsOf: bytes[stretch], at: below(bytes.count + 1))
        case 4, 5: bytes.insert(contentsOf: Self.tokens[below(Self.tokens.count)], at: at)
        case 6: swapLines(&bytes)
        default: bytes = Array(bytes[..<at]) + samples[below(samples.count)].dropFirst(at)
        }
    }

    private mutating func swapLines(_ bytes: inout [UInt8]) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        lines.swapAt(below(lines.count), below(lines.count))
        bytes = Array(lines.joined(separator: [0x0A]))
    }

    /// A number from 0; `bound` is at least 1.
    private mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// SplitMix64.
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
