import Dispatch
import FoundationEssentials

/// A program that keeps credentials: `docker-credential-<name>`, which is given the address of a registry and answers in JSON.
struct CredentialHelper: Sendable {
    /// What comes after `docker-credential-`.
    let name: String
    /// The environment the program runs in, and is searched in.
    let environment: [String: String]

    /// What a helper answers.
    private struct Answer: Decodable {
        var username: String?
        var secret: String?

        enum CodingKeys: String, CodingKey {
            case username = "Username"
            case secret = "Secret"
        }
    }

    /// How long a helper may take; some ask the user to unlock a key chain.
    private static let patience = 120
    /// What helpers say, word for word, when they have nothing (the protocol has no code for it).
    private static let nothingFound = "credentials not found in native keychain"

    /// The credential for a registry; nil when the helper has none. Throws ``EngineError`` when it cannot be asked.
    func credential(for server: String) async throws -> StoredCredential? {
        let outcome = try await run(input: Array(server.utf8))
        let output = String(decoding: outcome.output, as: UTF8.self).trimmingBlanks
        if outcome.exitCode != 0 {
            if output == Self.nothingFound { return nil }
            throw failure(output.isEmpty ? "exit code \(outcome.exitCode)" : output)
        }
        guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(outcome.output)), let secret = answer.secret else {
            throw failure("its answer is not as the protocol says")
        }
        // A helper says this of a token that stands for user and password.
        if answer.username == "<token>" { return StoredCredential(server: server, identityToken: secret) }
        return StoredCredential(server: server, username: answer.username ?? "", password: secret)
    }

    private func run(input: [UInt8]) async throws -> ChildProcess.Outcome {
        guard let path = try executable() else { throw failure("there is no such program in PATH") }
        let environment = environment
        let result: Result<ChildProcess.Outcome, ChildProcess.Failure> = await withCheckedContinuation { continuation in
            // It blocks, so it must not take one of the few threads that run tasks.
            DispatchQueue.global().async {
                do throws(ChildProcess.Failure) {
                    let outcome = try ChildProcess.run(
                        path: path, arguments: ["get"], environment: environment, input: input, seconds: Self.patience)
                    continuation.resume(returning: .success(outcome))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        do {
            return try result.get()
        } catch {
            throw failure("\(error)")
        }
    }

    private func executable() throws -> String? {
        guard !name.isEmpty, !name.contains("/") else { throw failure("this is no name of a program") }
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/docker-credential-\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private func failure(_ message: String) -> EngineError {
        EngineError(.misconfigured, operation: "ask docker-credential-\(name) for a credential", message: message)
    }
}

extension String {
    /// Without blanks and line ends around it.
    var trimmingBlanks: String {
        let isBlank: (Character) -> Bool = { $0.isWhitespace || $0.isNewline }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else { return "" }
        return String(self[first...last])
    }
}
