import Foundation

/// A program on this machine, run as a person would run it.
package struct Program: Sendable {
    /// The absolute path of the executable.
    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// The `skep` that was built together with these tests.
    package static func skep() throws -> Program { try built("skep") }

    /// An executable that was built together with these tests; it stands beside the test runner.
    ///
    /// - Throws: `ProgramError.notFound` when the executable was not built.
    package static func built(_ name: String) throws -> Program {
        let runner = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        // swift-testing's runner may be the toolchain's own helper, which is given the path of the bundle.
        let places = [runner] + CommandLine.arguments
        for place in places {
            let path = URL(fileURLWithPath: place).deletingLastPathComponent().appendingPathComponent(name).path
            if FileManager.default.isExecutableFile(atPath: path) { return Program(path: path) }
        }
        throw ProgramError.notFound("\(name) beside \(runner)")
    }

    /// The first executable of this name on PATH; nil where there is none.
    package static func onPath(_ name: String) -> Program? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        let paths = folders.map { "\($0)/\(name)" }
        return paths.first { FileManager.default.isExecutableFile(atPath: $0) }.map(Program.init(path:))
    }

    /// Writes a script that can be run at once, making its folder.
    ///
    /// The system runs no file that someone holds open for writing. What this process writes may be held by a program that another test
    /// starts at that moment, so another process writes it.
    @discardableResult
    package static func write(_ script: String, at path: String) async throws -> Program {
        let lines = #"mkdir -p "$(dirname "$1")" && printf %s "$2" > "$1" && chmod 755 "$1""#
        let output = try await Program(path: "/bin/sh").run(["-c", lines, "sh", path, script])
        guard output.status == 0 else { throw ProgramError.notWritten(output.all) }
        return Program(path: path)
    }

    /// Runs to the end.
    ///
    /// - Parameters:
    ///   - environment: replaces variables of this process.
    ///   - folder: the working directory; nil for that of this process.
    ///   - limit: after it the program is killed.
    /// - Throws: `ProgramError.tookTooLong`, or what starting it throws.
    @discardableResult
    package func run(
        _ arguments: [String], environment: [String: String] = [:], folder: String? = nil, limit: Duration = .seconds(300)
    ) async throws -> ProgramOutput {
        let running = try start(arguments, environment: environment, folder: folder)
        let status = try await running.exit(limit: limit)
        return ProgramOutput(status: status, output: running.output, errors: running.errors, peakMemory: running.peakMemory)
    }

    /// Starts it and returns at once.
    package func start(_ arguments: [String], environment: [String: String] = [:], folder: String? = nil) throws -> RunningProgram {
        try RunningProgram(path: path, arguments: arguments, environment: environment, folder: folder)
    }
}

/// What a program left when it ended.
package struct ProgramOutput: Sendable {
    /// The exit code; 128 plus the signal's number for a program that was killed.
    package let status: Int32
    package let output: String
    package let errors: String
    /// The most memory that it had at one time, in bytes.
    package let peakMemory: Int

    package init(status: Int32, output: String, errors: String, peakMemory: Int = 0) {
        self.peakMemory = peakMemory
        self.status = status
        self.output = output
        self.errors = errors
    }

    /// Both streams, for messages.
    package var all: String { output + errors }
}

/// Why a program could not be run to its end.
package enum ProgramError: Error {
    case notFound(String)
    /// With what the shell said.
    case notWritten(String)
    /// It was killed; with what it had printed.
    case tookTooLong(String)
}
