import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// `stacks/web` on one host, from its file in format 2: nginx, the application in replicas and Redis are real.
    @Suite struct WebStack {
        private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")

        @Test func itsReplicasCountTogether() async throws {
            try await Stack.with("web") { stack in
                let images = Self.repository.appendingPathComponent("scripts/images").path
                let made = try await Program(path: images).run(
                    ["nginx:1", "redis:7"], environment: ["DOCKER_HOST": stack.host], limit: .seconds(300))
                #expect(made.status == 0, "\(made.all)")
                let file = Self.repository.appendingPathComponent("stacks/web/compose.v2.yml").path
                // Any port will do: the tests ask from inside.
                try stack.write("WEB_PORT=0\n", to: "settings.env")
                let project = ["-f", file, "--env-file", "settings.env", "-p", stack.name]
                let started = try await stack.skep(["up", "-d", "--wait"] + project)
                #expect(started.status == 0, "\(started.all)")
                var answers: [String] = []
                for _ in 1...6 {
                    answers += [
                        try await stack.docker("exec", "\(stack.name)-front-1", "wget", "-q", "-O", "-", "http://127.0.0.1/").output
                    ]
                }
                try await stack.skep(["down", "-v", "-t", "2"] + project)
                for visit in 1...6 { #expect(answers.contains { $0.contains("visit \(visit),") }, "\(answers)") }
            }
        }
    }
}
