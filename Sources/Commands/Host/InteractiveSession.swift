import EngineClient
import Terminal

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Connects the standard streams of this process with those of a process in a container.
struct InteractiveSession: Sendable {
    let context: CommandContext
    /// Whether the process has a terminal, and ours becomes a part of it.
    let hasTerminal: Bool
    /// Whether what is typed reaches the process.
    let sendsInput: Bool
    /// Tells the process's terminal its size.
    let resize: @Sendable (TerminalSize) async throws -> Void

    /// Passes everything on until the process's output ends. Our terminal is then as it was before.
    func run(_ streams: any ProcessStreams) async throws {
        let raw = hasTerminal && sendsInput ? RawMode.enter(context.input) : nil
        defer { raw?.leave() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            if sendsInput { group.addTask { await passInput(to: streams) } }
            if hasTerminal { group.addTask { await followSize() } }
            while let chunk = try await streams.next() {
                (chunk.source == .stderr ? context.console.err : context.console.out).write(bytes: chunk.bytes)
            }
            group.cancelAll()
        }
    }

    private func passInput(to streams: any ProcessStreams) async {
        guard context.input >= 0, let reader = InputReader(descriptor: context.input) else { return }
        while let bytes = await reader.next() {
            // A process that reads no more may still write.
            guard (try? await streams.write(bytes)) != nil else { return }
        }
        if !Task.isCancelled { await streams.closeInput() }
    }

    private func followSize() async {
        let changes = SignalWatch.signals([SIGWINCH])
        await tellSize(attempts: 10)
        for await _ in changes { await tellSize(attempts: 1) }
    }

    /// The engine refuses a size until the process runs, which it does a moment after its start.
    private func tellSize(attempts: Int) async {
        guard let size = TerminalTraits.size(of: context.input), size.rows > 0 else { return }
        for attempt in 1...attempts {
            if (try? await resize(TerminalSize(rows: size.rows, columns: size.columns))) != nil { return }
            guard (try? await Task.sleep(for: .milliseconds(20 * attempt))) != nil else { return }
        }
    }
}
