// `environ` is a variable of C, which nobody in this program writes.
@preconcurrency import Glibc

/// The variables that the process was started with.
enum ProcessEnvironment {
    /// By name; of a name that is there twice the first, as getenv has it. A text without "=" is none.
    static var variables: [String: String] {
        var variables: [String: String] = [:]
        var next: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = environ
        while let entry = next, let text = entry.pointee {
            let words = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if words.count == 2, variables[String(words[0])] == nil { variables[String(words[0])] = String(words[1]) }
            next = entry + 1
        }
        return variables
    }
}
