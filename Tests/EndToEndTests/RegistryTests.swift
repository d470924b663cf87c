import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// What is said about images is said before anything is touched.
    @Suite struct Registries {
        private func write(_ image: String, _ stack: Stack) throws {
            try stack.write(
                """
                services:
                  web:
                    image: \(image)
                    secrets: [key]
                    networks: [inner]
                networks: {inner: {}}
                secrets: {key: {file: ./key}}
                """)
            try stack.write("x\n", to: "key")
        }

        /// The report about the image in line 3, as it is printed.
        private func report(_ message: String, _ id: String, _ image: String, help: String) -> String {
            """
            compose.yml:3:12: error: \(message) [\(id)]
             3 |     image: \(image)
               |            \(String(repeating: "^", count: image.count))
               = help: \(help)
            1 error in 1 file.

            """
        }

        private func expectARefusal(_ image: String, _ expected: (Stack) async throws -> String) async throws {
            try await Stack.with("registry") { stack in
                try write(image, stack)
                let expected = try await expected(stack)
                for command in ["plan", "deploy"] {
                    let run = try await stack.skep(command, "compose.yml", stack.name)
                    #expect(run.status == 1, "\(run.all)")
                    #expect(run.errors == expected && run.output.isEmpty, "\(run.all)")
                    #expect(try await stack.objects().isEmpty)
                }
            }
        }

        @Test func anImageThatTheRegistryLacks() async throws {
            try await TestRegistry.run { registry in
                let image = "\(registry)/missing/web:2"
                try await expectARefusal(image) { _ in
                    report(
                        "\(registry) has no \(image), and the only node has none either", "rollout.image.unknown", image,
                        help: "check the name and the tag")
                }
            }
        }

        @Test func anImageThatTheRegistryDoesNotGiveOut() async throws {
            try await TestRegistry.run { registry in
                let image = "\(registry)/denied/web:2"
                try await expectARefusal(image) { _ in
                    report(
                        "\(registry) does not give out \(image), and the only node has none", "rollout.image.denied", image,
                        help: "`docker login \(registry)`, and deploy again: the credentials are sent along; or check the name, "
                            + "for some registries say this of what they lack")
                }
            }
        }

        @Test func aRegistryThatIsDown() async throws {
            let registry = try await TestRegistry.gone()
            let image = "\(registry)/shop/web:2"
            try await expectARefusal(image) { stack in
                // The engine's own words, which are not the same in all versions.
                let answer = try await Program(path: "/usr/bin/env").run(
                    [
                        "curl", "--silent", "--unix-socket", String(stack.host.dropFirst("unix://".count)),
                        "http://engine/distribution/\(image)/json",
                    ])
                let words = try JSONDecoder().decode([String: String].self, from: Data(answer.output.utf8))["message"] ?? ""
                #expect(words.contains("connection refused"), "\(answer.all)")
                return report(
                    "\(registry) does not answer, and the only node has no \(image) (\(words))", "rollout.image.registry", image,
                    help: "deploy again when the registry answers; `--resolve-image never` deploys without asking it")
            }
        }

        @Test func anImageForOtherNodes() async throws {
            try await TestRegistry.run { registry in
                let image = "\(registry)/foreign/web:2"
                try await expectARefusal(image) { stack in
                    let words = try await stack.docker("info", "--format", "{{.Name}} {{.Architecture}}").output.split(
                        whereSeparator: \.isWhitespace)
                    let (node, machine) = (words.first ?? "", words.last ?? "")
                    let architecture = ["x86_64": "amd64", "aarch64": "arm64"][machine] ?? String(machine)
                    return report(
                        "\(image) has a build for s390x only, and every node that \(stack.name)_web may run on is another: "
                            + "\(node) (\(architecture))",
                        "rollout.image.platform", image, help: "use a tag that has a build for \(architecture)")
                }
            }
        }

        @Test func aDigestIsWhatIsDeployed() async throws {
            try await TestRegistry.run { registry in
                try await Stack.with("registry") { stack in
                    try write("\(registry)/shop/web:2", stack)
                    let run = try await stack.skep("deploy", "--detach", "compose.yml", stack.name)
                    #expect(run.status == 0 && run.output.contains("  image  \(registry)/shop/web:2  sha256:"), "\(run.all)")
                    #expect(run.output.contains("  amd64 arm64\n"), "\(run.all)")
                    let format = "{{.Spec.TaskTemplate.ContainerSpec.Image}}"
                    let image = try await stack.docker("service", "inspect", "--format", format, "\(stack.name)_web").output
                    #expect(image.hasPrefix("\(registry)/shop/web:2@sha256:"), "\(image)")
                }
            }
        }
    }
}
