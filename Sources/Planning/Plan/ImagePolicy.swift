package import EngineModel

/// When registries are asked for digests; docker's `--resolve-image`.
package enum ImagePolicy: String, Hashable, Sendable, CaseIterable {
    /// At every deploy.
    case always
    /// When the file names another image than the running service was deployed with.
    case changed
    /// Never; a running service keeps its digest while the image is the same.
    case never
}

/// What a registry said about an image.
package struct ResolvedImage: Hashable, Sendable {
    /// The reference pinned by digest, in familiar form.
    package var reference: String
    /// Where it can run; empty if the registry did not say.
    package var platforms: [Platform]

    package init(reference: String, platforms: [Platform]) {
        self.reference = reference
        self.platforms = platforms
    }

    /// The answer of a registry as docker's client puts it into a spec (moby client, service_create.go): 32-bit ARM without its
    /// architecture, because nodes call it by many names; no attestations (`unknown`), nothing twice. A digest in the file stays.
    package init(_ image: ImageReference, answer: DistributionInspect) {
        let pinned = image.digest == nil ? try? image.withDefaultTag.pinned(to: answer.descriptor.digest) : image
        reference = (pinned ?? image.withDefaultTag).familiar
        platforms = []
        for platform in answer.platforms where platform.os != "unknown" && platform.architecture != "unknown" {
            let architecture = platform.architecture.lowercased() == "arm" ? "" : platform.architecture
            let found = Platform(architecture: architecture, os: platform.os)
            if !platforms.contains(found) { platforms.append(found) }
        }
    }
}

/// An image name in the forms that specs and listings use. A text that is no image reference stays as it is: the engine will say so.
package enum ImageText {
    /// The familiar form, with `latest` where there is neither tag nor digest.
    package static func tagged(_ image: String) -> String {
        (try? ImageReference(image))?.withDefaultTag.familiar ?? image
    }

    /// The familiar form without the digest, if there is a tag.
    package static func withoutDigest(_ image: String) -> String {
        guard let reference = try? ImageReference(image), let tag = reference.tag else { return image }
        return reference.familiarName + ":" + tag
    }
}
