package import EngineClient
package import EngineModel
package import Planning

/// Finds a credential for an image; nil sends none. Throws `EngineError` when a stored one cannot be read.
package typealias CredentialSource = @Sendable (ImageReference) async throws -> RegistryAuth?

/// Asks registries, through the engine, which digest a tag stands for and where the image can run.
package struct ImageResolver: Sendable {
    /// What became of the question about one image.
    package struct Answer: Sendable {
        /// The image as it stands in the spec.
        package var image: String
        package var result: Result<ResolvedImage, EngineError>

        package init(image: String, result: Result<ResolvedImage, EngineError>) {
            self.image = image
            self.result = result
        }
    }

    private let engine: any Engine
    private let credentials: CredentialSource
    /// Questions at the same time: they cost nothing but waiting, three round trips to the registry each.
    private let width = 32

    package init(engine: any Engine, credentials: @escaping CredentialSource) {
        self.engine = engine
        self.credentials = credentials
    }

    /// Asks about each image once, up to `width` at the same time; answers in the order of the images.
    ///
    /// - Throws: only `CancellationError`: that a registry does not answer is no reason not to deploy.
    package func resolve(_ images: [String]) async throws -> [Answer] {
        var answers: [Int: Answer] = [:]
        try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            var waiting = images.enumerated().makeIterator()
            for _ in 0..<width {
                guard let (position, image) = waiting.next() else { break }
                group.addTask { (position, try await answer(for: image)) }
            }
            while let (position, answer) = try await group.next() {
                answers[position] = answer
                guard let (position, image) = waiting.next() else { continue }
                group.addTask { (position, try await self.answer(for: image)) }
            }
        }
        return images.indices.compactMap { answers[$0] }
    }

    private func answer(for image: String) async throws -> Answer {
        do {
            let reference = try ImageReference(image)
            let found = try await engine.distribution(of: reference, registryAuth: try await credentials(reference))
            return Answer(image: image, result: .success(ResolvedImage(reference, answer: found)))
        } catch let error as EngineError {
            return Answer(image: image, result: .failure(error))
        } catch let error as ImageReferenceError {
            let message = "\"\(image)\" is no image name: \(error)"
            return Answer(image: image, result: .failure(EngineError(.misconfigured, operation: "resolve \(image)", message: message)))
        }
    }
}
