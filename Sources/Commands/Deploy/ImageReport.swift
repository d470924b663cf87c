import Deployment
import Diagnostics
import EngineClient
import EngineModel
import Planning

/// What registries did not tell, in as few words as will do: one message an image, one a registry that does not answer.
struct ImageReport {
    /// Questions without an answer.
    let unresolved: [ImageResolver.Answer]
    let desired: DesiredSwarmState
    let places: ServicePlaces
    /// Images that are known to be on no node: they cannot run.
    var absent: Set<String> = []

    var diagnostics: [Diagnostic] {
        var found: [Diagnostic] = []
        var away: [(image: String, domain: String, error: EngineError)] = []
        for answer in unresolved {
            guard case .failure(let error) = answer.result else { continue }
            let domain = (try? ImageReference(answer.image))?.domain ?? ""
            switch ImageTrouble(error) {
            case .unknown: found.append(unknown(answer.image, domain))
            case .denied: found.append(denied(answer.image, domain))
            case .away: away.append((answer.image, domain, error))
            }
        }
        let registries = Dictionary(grouping: away, by: { $0.domain }).sorted { $0.key < $1.key }
        for (domain, questions) in registries {
            for isAbsent in [true, false] {
                let images = questions.map(\.image).filter { absent.contains($0) == isAbsent }
                if !images.isEmpty { found.append(self.away(images, domain, questions[0].error, isAbsent: isAbsent)) }
            }
        }
        return found
    }

    private func unknown(_ image: String, _ domain: String) -> Diagnostic {
        let isAbsent = absent.contains(image)
        return Diagnostic(
            isAbsent ? .error : .warning, "rollout.image.unknown",
            "\(domain) has no \(ImageText.tagged(image))" + (isAbsent ? ", and the only node has none either" : ""), at: place(of: image),
            help: [
                isAbsent ? "check the name and the tag" : "check the name and the tag; only nodes that have the image already can run it"
            ])
    }

    private func denied(_ image: String, _ domain: String) -> Diagnostic {
        let isAbsent = absent.contains(image)
        let login = domain == ImageReference.defaultDomain ? "docker login" : "docker login \(domain)"
        return Diagnostic(
            isAbsent ? .error : .warning, "rollout.image.denied",
            "\(domain) does not give out \(ImageText.tagged(image))" + (isAbsent ? ", and the only node has none" : ""),
            at: place(of: image),
            help: [
                "`\(login)`, and deploy again: the credentials are sent along; or check the name, for some registries say this of what "
                    + "they lack"
            ])
    }

    private func away(_ images: [String], _ domain: String, _ error: EngineError, isAbsent: Bool) -> Diagnostic {
        let names = images.map(ImageText.tagged).sorted()
        let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", ..." : "")
        guard !isAbsent else {
            return Diagnostic(
                .error, "rollout.image.registry", "\(domain) does not answer, and the only node has no \(shown) (\(error.message))",
                at: place(of: images[0]),
                help: ["deploy again when the registry answers; `--resolve-image never` deploys without asking it"])
        }
        let consequence = names.count == 1 ? "gets no digest: each node pulls it" : "get no digests: each node pulls them"
        return Diagnostic(
            .warning, "rollout.image.registry",
            "\(domain) does not answer, so \(shown) \(consequence) as it can (\(error.message))",
            help: ["`--resolve-image never` does not ask"])
    }

    /// The key of the first service that has the image.
    private func place(of image: String) -> SourceRange? {
        let service = desired.services.first { $0.spec.taskTemplate.containerSpec?.image == image }
        return service.flatMap { places.place(of: ["image"], in: $0.name) }
    }
}
