import EngineModel
import Testing

private let digest = "sha256:" + String(repeating: "0a", count: 32)

@Suite struct ImageReferenceTests {
    @Test(arguments: [
        ("nginx", "docker.io/library/nginx", "nginx"),
        ("nginx:1.25", "docker.io/library/nginx:1.25", "nginx:1.25"),
        ("docker.io/nginx", "docker.io/library/nginx", "nginx"),
        ("index.docker.io/library/nginx", "docker.io/library/nginx", "nginx"),
        ("docker.io/library/a/b", "docker.io/library/a/b", "library/a/b"),
        ("team/app", "docker.io/team/app", "team/app"),
        ("localhost/app", "localhost/app", "localhost/app"),
        ("Host/app", "Host/app", "Host/app"),
        (
            "registry.example:5000/team/app:v1@" + digest, "registry.example:5000/team/app:v1@" + digest,
            "registry.example:5000/team/app:v1@" + digest
        ),
        ("localhost:5000/app", "localhost:5000/app", "localhost:5000/app"),
        ("[fc00::1]:5000/app:x", "[fc00::1]:5000/app:x", "[fc00::1]:5000/app:x"),
        ("nginx@" + digest, "docker.io/library/nginx@" + digest, "nginx@" + digest),
        ("a__b/c--d.e_f", "docker.io/a__b/c--d.e_f", "a__b/c--d.e_f"),
    ])
    func takesApart(text: String, normalised: String, familiar: String) throws {
        let reference = try ImageReference(text)
        #expect(reference.description == normalised)
        #expect(reference.familiar == familiar)
        #expect(try ImageReference(familiar) == reference)
    }

    @Test(arguments: [
        ("", ImageReferenceError.empty),
        ("Nginx", .upperCase("library/Nginx")),
        ("a//b", .invalidName("a//b")),
        ("a...b", .invalidName("library/a...b")),
        ("-a", .invalidName("library/-a")),
        ("nginx:", .invalidTag("")),
        ("nginx:-x", .invalidTag("-x")),
        ("nginx@sha256:12", .invalidDigest("sha256:12")),
        ("reg_istry.example/app", .invalidRegistry("reg_istry.example")),
        ("host:port/app", .invalidRegistry("host:port")),
        (String(repeating: "0a", count: 32), .bareIdentifier),
        ("a/" + String(repeating: "b", count: 255), .tooLong),
        ("ñ", .invalidName("library/ñ")),
    ])
    func refuses(text: String, error: ImageReferenceError) {
        #expect(throws: error) { try ImageReference(text) }
    }

    @Test func defaultTagIsOnlyForBareNames() throws {
        #expect(try ImageReference("nginx").withDefaultTag.familiar == "nginx:latest")
        #expect(try ImageReference("nginx:1").withDefaultTag.familiar == "nginx:1")
        #expect(try ImageReference("nginx@" + digest).withDefaultTag.familiar == "nginx@" + digest)
        #expect(try ImageReference("nginx:1").pinned(to: digest).familiar == "nginx:1@" + digest)
    }
}
