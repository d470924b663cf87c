#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where text goes.
package protocol TextSink: Sendable {
    /// Writes the text at once, whole.
    func write(_ text: String)
    /// Writes bytes at once, whole; they need not be text.
    func write(bytes: [UInt8])
}

extension TextSink {
    /// Writes bytes as text, for sinks that keep text.
    package func write(bytes: [UInt8]) { write(String(decoding: bytes, as: UTF8.self)) }
}

/// An open file descriptor, written without a buffer so that lines arrive as things happen.
package struct DescriptorSink: TextSink {
    package let descriptor: Int32
    private let onClosed: @Sendable () -> Void

    /// - Parameter onClosed: called when nobody reads any more.
    package init(descriptor: Int32, onClosed: @escaping @Sendable () -> Void = {}) {
        self.descriptor = descriptor
        self.onClosed = onClosed
    }

    /// Writes everything; gives up without a word when nobody reads any more (a closed pipe has no use for an error message).
    package func write(_ text: String) {
        var text = text
        text.withUTF8 { write(UnsafeRawBufferPointer($0)) }
    }

    /// Likewise, with bytes as they are.
    package func write(bytes: [UInt8]) { bytes.withUnsafeBytes { write($0) } }

    private func write(_ bytes: UnsafeRawBufferPointer) {
        var rest = bytes
        while !rest.isEmpty, let start = rest.baseAddress {
            let count = platformWrite(descriptor, start, rest.count)
            if count < 0 && errno == EINTR { continue }
            if count < 0 && errno == EAGAIN {
                waitUntilWritable()
                continue
            }
            if count < 0 && errno == EPIPE { onClosed() }
            guard count > 0 else { return }
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    private func waitUntilWritable() {
        var poller = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&poller, 1, 1000)
    }
}

/// The system call under a name that no method hides.
private func platformWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

/// The two outputs of a command and what they can show.
package struct Console: Sendable {
    /// Results.
    package let out: any TextSink
    /// Warnings, errors and progress.
    package let err: any TextSink
    package let outTraits: TerminalTraits
    package let errTraits: TerminalTraits

    package init(out: any TextSink, err: any TextSink, outTraits: TerminalTraits = .plain, errTraits: TerminalTraits = .plain) {
        self.out = out
        self.err = err
        self.outTraits = outTraits
        self.errTraits = errTraits
    }

    /// The standard outputs of this process.
    ///
    /// - Parameter onClosed: called when the reader of the results has gone away.
    package static func standard(environment: [String: String], onClosed: @escaping @Sendable () -> Void) -> Console {
        Console(
            out: DescriptorSink(descriptor: STDOUT_FILENO, onClosed: onClosed), err: DescriptorSink(descriptor: STDERR_FILENO),
            outTraits: .detect(descriptor: STDOUT_FILENO, environment: environment),
            errTraits: .detect(descriptor: STDERR_FILENO, environment: environment))
    }
}
