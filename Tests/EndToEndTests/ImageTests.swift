import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// The Dockerfile's runtime stages, made of the programs that these tests are built with, and run.
    @Suite struct Images {
        private static let version = "0.1.0"

        /// Runs `body` with a stack on an engine that has the image.
        private func withImage(_ target: String, _ body: (Stack) async throws -> Void) async throws {
            try await Stack.with("image") { stack in
                try await stack.makeImages([target])
                try await body(stack)
            }
        }

        @Test(arguments: ["skep", "sensor-worker"])
        func anImageHasOneProgramAndAUserOfItsOwn(target: String) async throws {
            try await withImage(target) { stack in
                let image = "\(target):\(Self.version)"
                let help = try await stack.docker("run", "--rm", image)
                #expect(help.status == 0 && help.output.contains("\(target) "), "\(help.all)")
                let format = "{{.Config.User}} {{index .Config.Labels \"org.opencontainers.image.version\"}} {{json .Config.Entrypoint}}"
                let configured = try await stack.docker("image", "inspect", "--format", format, image)
                #expect(configured.output.hasPrefix("65532:65532 \(Self.version) [\"/\(target)\"]"), "\(configured.all)")
                let shell = try await stack.docker("run", "--rm", "--entrypoint", "/bin/sh", image, "-c", "true")
                #expect(shell.status == 127, "no shell is there: \(shell.all)")
            }
        }

        @Test func theSensorWorkerIsHealthyAndWritesItsVolume() async throws {
            try await withImage("sensor-worker") { stack in
                let image = "sensor-worker:\(Self.version)"
                let dead = try await stack.docker("run", "--rm", image, "health")
                #expect(dead.status == 1 && dead.output.contains("no beat"), "\(dead.all)")
                let started = try await stack.docker(
                    "run", "-d", "--name", stack.name, "-v", "\(stack.name):/data", "--health-interval", "1s", image,
                    "record", "--amqp-url", "amqp://nobody.invalid", "--sinks", "history=/data/history.db")
                #expect(started.status == 0, "\(started.all)")
                let isHealthy = try await eventually {
                    let health = try await stack.docker("inspect", "--format", "{{.State.Health.Status}}", stack.name)
                    return health.output.hasPrefix("healthy")
                }
                let log = try await stack.docker("logs", stack.name)
                let history = try await stack.docker("cp", "\(stack.name):/data/history.db", stack.folder.path)
                try await stack.docker("stop", stack.name)
                let status = try await stack.docker("inspect", "--format", "{{.State.ExitCode}}", stack.name)
                try await stack.docker("rm", "-f", stack.name)
                try await stack.docker("volume", "rm", stack.name)
                #expect(isHealthy, "\(log.all)")
                #expect(history.status == 0, "\(history.all)")
                #expect(status.output.hasPrefix("0"), "it ends well: \(log.all)")
            }
        }

        @Test func skepReachesTheEngineThroughItsSocket() async throws {
            try await withImage("skep") { stack in
                let socket = stack.host.replacing("unix://", with: "")
                let owner = try #require(FileManager.default.attributesOfItem(atPath: socket)[.groupOwnerAccountID] as? Int)
                let run = try await stack.docker(
                    "run", "--rm", "-v", "\(socket):/var/run/docker.sock", "--group-add", "\(owner)", "skep:\(Self.version)", "version",
                    "--engine")
                #expect(run.status == 0 && run.output.contains("engine"), "\(run.all)")
            }
        }
    }
}

extension Stack {
    /// Makes images of the programs that were built together with these tests, on this stack's engine.
    func makeImages(_ targets: [String], sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../scripts/containers").path
        let folder = URL(fileURLWithPath: try Program.skep().path).deletingLastPathComponent().path
        let run = try await Program(path: script).run([folder] + targets, environment: ["DOCKER_HOST": host], limit: .seconds(400))
        #expect(run.status == 0, "\(run.all)", sourceLocation: sourceLocation)
    }
}
