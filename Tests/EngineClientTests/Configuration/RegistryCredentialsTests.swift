import EngineModel
import FoundationEssentials
import TestSupport
import Testing

@testable import EngineClient

/// The credential for an image, taken apart again; nil for none.
private func credential(_ image: String, config: String, environment: [String: String] = [:]) async throws -> [String: String]? {
    let folder = try TemporaryFolder()
    try folder.write("config.json", config)
    let environment = environment.merging(["DOCKER_CONFIG": folder.path]) { $1 }
    let auth = try await RegistryCredentials(environment: environment, home: nil).auth(for: ImageReference(image))
    return try auth.map { auth in
        let base64 = String(auth.headerValue.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        let data = try #require(Data(base64Encoded: base64))
        return try JSONDecoder().decode([String: String].self, from: data)
    }
}

private let hub = "https://index.docker.io/v1/"
private let packed = Data("ann:se:cret".utf8).base64EncodedString()

@Suite struct RegistryCredentialsTests {
    @Test(arguments: [
        ("nginx", #"{"auths":{"\#(hub)":{"auth":"\#(packed)"}}}"#, hub),
        ("team/app:1", #"{"auths":{"\#(hub)":{"auth":"\#(packed)"}}}"#, hub),
        ("r.example:5000/app", #"{"auths":{"r.example:5000":{"auth":"\#(packed)"}}}"#, "r.example:5000"),
        ("r.example/app", #"{"auths":{"https://r.example/v2/":{"auth":"\#(packed)"}}}"#, "r.example"),
        ("r.example/app", #"{"auths":{"r.example":{"username":"ann","password":"se:cret"}}}"#, "r.example"),
    ])
    func storedInTheFile(image: String, config: String, server: String) async throws {
        #expect(try await credential(image, config: config) == ["username": "ann", "password": "se:cret", "serveraddress": server])
    }

    @Test(arguments: [
        "{}", #"{"auths":{"other.example":{"auth":"\#(packed)"}}}"#, #"{"auths":{"r.example":{}}}"#,
        #"{"auths":{"r.example.org":{"auth":"\#(packed)"}}}"#,
    ])
    func othersAreNotSent(config: String) async throws {
        #expect(try await credential("r.example/app", config: config) == nil)
    }

    @Test func withoutAConfigurationThereIsNone() async throws {
        #expect(try await RegistryCredentials(environment: [:], home: "/nowhere").auth(for: ImageReference("nginx")) == nil)
    }

    @Test func identityTokensAreSent() async throws {
        let config = #"{"auths":{"r.example":{"auth":"\#(packed)","identitytoken":"tok"}}}"#
        #expect(try await credential("r.example/app", config: config)?["identitytoken"] == "tok")
    }

    @Test func theVariableComesFirst() async throws {
        let variable = #"{"auths":{"r.example":{"username":"ci","password":"x"}}}"#
        let config = #"{"auths":{"r.example":{"auth":"\#(packed)"},"s.example":{"auth":"\#(packed)"}}}"#
        let environment = ["DOCKER_AUTH_CONFIG": variable]
        #expect(try await credential("r.example/app", config: config, environment: environment)?["username"] == "ci")
        #expect(try await credential("s.example/app", config: config, environment: environment)?["username"] == "ann")
    }

    @Test func brokenCredentialsAreNamedButNotShown() async throws {
        let config = #"{"auths":{"r.example":{"auth":"c2VjcmV0"}}}"#
        let error = await #expect(throws: EngineError.self) { _ = try await credential("r.example/app", config: config) }
        #expect(error?.reason == .misconfigured)
        #expect(error?.operation == "read the credential for r.example" && error?.message == "it is not user:password in base64")
        #expect(error?.description.contains("c2VjcmV0") == false && error?.description.contains("secret") == false)
    }

    @Test func aCredentialDoesNotPrintItself() {
        let auth = RegistryAuth(registry: "r.example", headerValue: "hush")
        #expect(!"\(auth)".contains("hush") && !String(reflecting: auth).contains("hush"))
    }
}

@Suite struct CredentialHelperTests {
    /// The credential for an image when these helpers are installed.
    private func credential(_ image: String, helpers: [String: String], config: String) async throws -> [String: String]? {
        let folder = try TemporaryFolder()
        for (name, script) in helpers {
            try await Program.write("#!/bin/sh\n" + script, at: "\(folder.path)/bin/docker-credential-\(name)")
        }
        return try await EngineClientTests.credential(image, config: config, environment: ["PATH": "\(folder.path)/bin:/usr/bin:/bin"])
    }

    private static let echo = #"[ "$1" = get ] || exit 9; s=$(cat); printf '{"ServerURL":"%s","Username":"u-%s","Secret":"p"}' "$s" "$s""#

    @Test(arguments: [
        ("nginx", hub, "store"), ("r.example/app", "r.example", "store"), ("h.example/app", "h.example", "other"),
    ])
    func theHelperOfTheRegistryIsAsked(image: String, server: String, helper: String) async throws {
        let config = #"{"credsStore":"store","credHelpers":{"h.example":"other"},"auths":{"r.example":{}}}"#
        let found = try await credential(image, helpers: [helper: Self.echo], config: config)
        #expect(found == ["username": "u-\(server)", "password": "p", "serveraddress": server])
    }

    @Test func tokensAreIdentityTokens() async throws {
        let script = #"echo '{"Username":"<token>","Secret":"tok"}'"#
        let found = try await credential("r.example/app", helpers: ["store": script], config: #"{"credsStore":"store"}"#)
        #expect(found == ["identitytoken": "tok", "serveraddress": "r.example"])
    }

    @Test func nothingFoundIsNoError() async throws {
        let script = "echo credentials not found in native keychain; exit 1"
        #expect(try await credential("r.example/app", helpers: ["store": script], config: #"{"credsStore":"store"}"#) == nil)
    }

    @Test(arguments: [
        ("echo key chain is locked; exit 1", "key chain is locked"), ("exit 3", "exit code 3"), ("kill -9 $$", "exit code 137"),
        ("echo no json", "its answer is not as the protocol says"),
        ("head -c 2000000 /dev/zero", "it answered more than 1048576 bytes"),
    ])
    func failuresOfAHelperAreToldInItsWords(script: String, words: String) async throws {
        let error = await #expect(throws: EngineError.self) {
            _ = try await credential("r.example/app", helpers: ["store": script], config: #"{"credsStore":"store"}"#)
        }
        #expect(error == EngineError(.misconfigured, operation: "ask docker-credential-store for a credential", message: words))
    }

    @Test(arguments: [("absent", "there is no such program in PATH"), ("../absent", "this is no name of a program")])
    func aHelperThatIsNotThereIsAnError(name: String, words: String) async throws {
        let error = await #expect(throws: EngineError.self) {
            _ = try await credential("r.example/app", helpers: [:], config: #"{"credsStore":"\#(name)"}"#)
        }
        #expect(error == EngineError(.misconfigured, operation: "ask docker-credential-\(name) for a credential", message: words))
    }

    @Test func aHelperThatAnswersAndDoesNotEndIsKilled() throws {
        let start = ContinuousClock.now
        #expect(throws: ChildProcess.Failure.timedOut) {
            _ = try ChildProcess.run(
                path: "/bin/sh", arguments: ["-c", "echo done; exec >&-; exec sleep 3600"], environment: ["PATH": "/usr/bin:/bin"],
                input: [],
                seconds: 1)
        }
        #expect(ContinuousClock.now - start < .seconds(600))
    }

    @Test(arguments: ["absent", "../evil"])
    func missingHelpersAreNamed(name: String) async throws {
        let error = await #expect(throws: EngineError.self) {
            _ = try await credential("r.example/app", helpers: [:], config: #"{"credsStore":"\#(name)"}"#)
        }
        #expect(error?.operation.contains("docker-credential-\(name)") == true)
    }
}
