import Terminal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension CommandContext {
    /// Asks a question that is answered by yes or no; anything but yes is no.
    func ask(_ question: String) -> Bool {
        console.err.write("\(question) [y/N] ")
        return ["y", "yes"].contains(line().lowercased())
    }

    /// What is typed up to the end of the line, at most 100 bytes, without blanks around it.
    private func line() -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while bytes.count < 100, read(input, &byte, 1) == 1, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        return String(decoding: bytes.filter { $0 > UInt8(ascii: " ") }, as: UTF8.self)
    }
}
