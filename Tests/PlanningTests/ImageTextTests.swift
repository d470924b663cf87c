import EngineModel
import Testing

@testable import Planning

@Suite("Images in specs") struct ImageTextTests {
    private let digest = "sha256:" + String(repeating: "ab", count: 32)

    @Test(
        "familiar and tagged",
        arguments: [
            ("nginx", "nginx:latest"), ("docker.io/library/nginx:1", "nginx:1"), ("registry:5000/app", "registry:5000/app:latest"),
            ("Not An Image", "Not An Image"), ("", ""),
        ])
    func tagging(text: String, expected: String) {
        #expect(ImageText.tagged(text) == expected)
    }

    @Test("listings show the tag, not the digest, unless there is nothing else") func shown() {
        #expect(ImageText.withoutDigest("nginx:1@" + digest) == "nginx:1")
        #expect(ImageText.withoutDigest("nginx@" + digest) == "nginx@" + digest)
        #expect(ImageText.withoutDigest("docker.io/library/nginx:1") == "nginx:1")
    }

    @Test("a registry's answer as docker's client puts it into the spec") func answer() throws {
        let answer = DistributionInspect(
            descriptor: ContentDescriptor(digest: digest),
            platforms: [
                ImagePlatform(architecture: "amd64", os: "linux"), ImagePlatform(architecture: "arm", os: "linux", variant: "v7"),
                ImagePlatform(architecture: "arm", os: "linux", variant: "v6"), ImagePlatform(architecture: "unknown", os: "unknown"),
            ])
        let resolved = ResolvedImage(try ImageReference("nginx"), answer: answer)
        #expect(resolved.reference == "nginx:latest@" + digest)
        #expect(resolved.platforms == [Platform(architecture: "amd64", os: "linux"), Platform(architecture: "", os: "linux")])
        let other = "sha256:" + String(repeating: "cd", count: 32)
        #expect(ResolvedImage(try ImageReference("nginx@" + other), answer: answer).reference == "nginx@" + other)
    }
}
