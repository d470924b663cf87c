package import EngineClient
package import EngineModel
import FoundationEssentials
package import Planning

/// Finds out whether secrets hold what the file says, which the engine never tells directly.
///
/// An update of a secret is refused for one reason when it brings other content, and for another when it names an old version; the content
/// is looked at first (swarmkit manager/controlapi/secret.go, the same since 17.06). So an update that names version 0, which no object
/// has, is carried out never, and its refusal tells whether the content is the same. See docs/decisions/0007-comparing-secrets.md.
package struct SecretComparison: Sendable {
    private let engine: any Engine
    /// How often a question is asked whose answer is lost or means nothing: an engine that looks for a leader answers something else once.
    private let attempts = 3

    package init(engine: any Engine) { self.engine = engine }

    /// What the engine says about each secret that may hold a content of the file, by the secret's id. Empty if there is nothing to compare.
    ///
    /// - Throws: `EngineError` if the engine cannot be reached, `CancellationError`.
    package func verdicts(on live: [Secret], for desired: [SecretSpec]) async throws -> [String: ContentVerdict] {
        let questions = Self.questions(live, desired)
        guard let sample = questions.first?.secret else { return [:] }
        async let foundKey = key(sample)
        let answers = try await firstAnswers(questions)
        guard let key = try await foundKey else { return [:] }
        return try await withThrowingTaskGroup(of: (String, ContentVerdict).self) { group in
            for (question, first) in zip(questions, answers) {
                group.addTask { (question.secret.id, try await verdict(question, first, key)) }
            }
            return try await group.reduce(into: [:]) { verdicts, found in verdicts[found.0] = found.1 }
        }
    }

    /// In the order of the questions. They are asked before it is known what an answer means: that costs no time then.
    private func firstAnswers(_ questions: [Question]) async throws -> [Refusal?] {
        try await withThrowingTaskGroup(of: (Int, Refusal?).self) { group in
            for (position, question) in questions.enumerated() {
                group.addTask { (position, try await answer(question.secret, question.content)) }
            }
            return try await group.reduce(into: Array(repeating: nil, count: questions.count)) { answers, found in
                answers[found.0] = found.1
            }
        }
    }

    private struct Question: Sendable {
        var secret: Secret
        var content: Data
    }

    private static func questions(_ live: [Secret], _ desired: [SecretSpec]) -> [Question] {
        let names = Set(desired.map(\.name))
        return desired.flatMap { spec -> [Question] in
            guard spec.driver == nil, let content = spec.data, !content.isEmpty else { return [] }
            let own = live.filter { secret in
                let name = secret.spec.name
                return name == spec.name || !names.contains(name) && VersionName.isLaterVersion(name, of: spec.name)
            }
            return own.filter { $0.spec.driver == nil }.map { Question(secret: $0, content: content) }
        }
    }

    /// What a refusal means, learnt from two questions with known answers; nil if the engine answers both alike, or otherwise than thought.
    private func key(_ sample: Secret) async throws -> AnswerKey? {
        let strange = Data((0..<32).map { _ in UInt8.random(in: 0...UInt8.max) })
        async let other = answer(sample, strange)
        async let same = answer(sample, nil)
        guard let other = try await other, let same = try await same, other != same else { return nil }
        return AnswerKey(other: other, same: same)
    }

    private func verdict(_ question: Question, _ first: Refusal?, _ key: AnswerKey) async throws -> ContentVerdict {
        var verdict = key.verdict(first)
        for _ in 1..<attempts where verdict == .unknown {
            verdict = key.verdict(try await answer(question.secret, question.content))
        }
        return verdict
    }

    private func answer(_ secret: Secret, _ content: Data?) async throws -> Refusal? {
        for _ in 1..<attempts {
            do {
                return try await ask(secret, content)
            } catch let error as EngineError where !error.isWithoutEffect {
                continue
            }
        }
        return try await ask(secret, content)
    }

    /// How the engine refuses an update that it would not carry out anyway; nil if it does not refuse.
    private func ask(_ secret: Secret, _ content: Data?) async throws -> Refusal? {
        // With the labels that it has: even an engine that took version 0 would change nothing.
        let spec = SecretSpec(name: secret.spec.name, labels: secret.spec.labels, data: content)
        do {
            try await engine.updateSecret(id: secret.id, version: ObjectVersion(0), spec: spec)
            return nil
        } catch let error as EngineError {
            guard let status = error.status else { throw error }
            return Refusal(status: status, message: error.message)
        }
    }
}

/// The engine's no.
private struct Refusal: Hashable, Sendable {
    var status: Int
    var message: String
}

/// What the engine's refusals mean.
private struct AnswerKey: Sendable {
    var other: Refusal
    var same: Refusal

    func verdict(_ answer: Refusal?) -> ContentVerdict {
        answer == same ? .same : answer == other ? .other : .unknown
    }
}
