import Glibc

/// Standard output and standard error, without buffers: what was said is seen, also in a pipe and before a crash.
package enum Console {
    /// A line of results.
    package static func say(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// A line about what went wrong.
    package static func complain(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// All of a text; what cannot be written is lost, for there is nobody to tell.
    static func write(_ text: String, to descriptor: Int32) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }
}
