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
        let registries = Dictionary(grouping: away, by: \.domain).sorted { $0.key < $1.key }
        return found + registries.map { Self.away($0.value.map(\.image), $0.key, $0.value[0].error) }
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

    private static func away(_ images: [String], _ domain: String, _ error: EngineError) -> Diagnostic {
        let names = images.map(ImageText.tagged).sorted()
        let consequence = names.count == 1 ? "gets no digest: each node pulls it" : "get no digests: each node pulls them"
        let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", ..." : "")
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
