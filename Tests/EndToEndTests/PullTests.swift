import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// Images that come from a registry.
    @Suite struct Pulling {
        /// Runs `body` with a project whose image is in the registry and not here, and removes the image afterwards.
        private func withImage(_ label: String, _ body: (Stack, String) async throws -> Void) async throws {
            try await TestRegistry.run { registry in
                let image = "\(registry)/whole/\(label):1"
                try await Stack.withProject(label, "services: {web: {image: '\(image)'}}") { project in
                    try await body(project, image)
                    if let ids = try? await project.lines("ps", "-aq", "--filter", project.projectLabel), !ids.isEmpty {
                        try await project.docker(["rm", "-f"] + ids)
                    }
                    try await project.docker("image", "rm", "-f", image)
                }
            }
        }

        @Test func pullBringsAnImage() async throws {
            try await withImage("pulled") { project, image in
                for _ in 1...2 {
                    let run = try await project.skep("pull")
                    #expect(run.status == 0 && run.errors.contains("Image \(image)  Pulled"), "\(run.all)")
                }
                let label = try await project.docker("image", "inspect", "--format", "{{.Config.Labels.name}}", image)
                #expect(label.output == "whole/pulled:1\n", "\(label.all)")
                let quiet = try await project.skep("pull", "-q", "--policy", "missing")
                #expect(quiet.status == 0 && quiet.all.isEmpty, "\(quiet.all)")
            }
        }

        @Test func whatIsNotHereIsPulledBeforeContainersAreMade() async throws {
            try await withImage("fetched") { project, image in
                let refused = try await project.skep("create", "--pull", "never")
                #expect(refused.status != 0 && refused.errors.contains(image), "\(refused.all)")
                let made = try await project.skep("create")
                #expect(made.status == 0 && made.errors.contains("Image \(image)  Pulled"), "\(made.all)")
                let again = try await project.skep("create")
                #expect(again.status == 0 && !again.errors.contains("Pulled"), "\(again.all)")
                #expect(try await project.projectContainers("{{.State}}") == ["web-1": "created"])
            }
        }
    }
}
