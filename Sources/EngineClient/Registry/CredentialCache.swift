package import EngineModel

/// Asks for the credential of each registry once: helpers are programs, and a stack has many services with images of one registry.
package actor CredentialCache {
    private let source: @Sendable (ImageReference) async throws -> RegistryAuth?
    private var answers: [String: Task<RegistryAuth?, any Error>] = [:]

    /// A cache in front of a source whose answer depends on the registry alone.
    package init(_ source: @escaping @Sendable (ImageReference) async throws -> RegistryAuth?) { self.source = source }

    /// The credential for the registry of an image; callers at the same time share one question. Throws what the source throws.
    package func auth(for image: ImageReference) async throws -> RegistryAuth? {
        let question = answers[image.domain] ?? Task { [source] in try await source(image) }
        answers[image.domain] = question
        return try await question.value
    }
}
