import EngineModel
import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("when up pulls an image that is here") struct PullPolicyTests {
    static let day: Double = 86_400

    @Test(
        "by the policy in the file and the image's age",
        arguments: [
            ("missing", 400 * day, false), ("never", 400 * day, false), ("always", 1, true),
            ("daily", 0.9 * day, false), ("daily", 1.1 * day, true), ("weekly", 6 * day, false), ("weekly", 8 * day, true),
            ("every_12h", 0.4 * day, false), ("every_12h", 0.6 * day, true), ("every_3d", 2.9 * day, false), ("every_3d", 3.1 * day, true),
        ] as [(String, Double, Bool)])
    func age(policy: String, age: Double, pulls: Bool) async throws {
        #expect(try await said(policy, tagged: age).contains("Image busybox:1  Pulling") == pulls)
    }

    @Test("an engine that does not say the age is asked each time") func unknownAge() async throws {
        #expect(try await said("daily", tagged: nil).contains("Image busybox:1  Pulling"))
    }

    /// What `up` says for an image that got its name so many seconds ago, where no registry has it.
    private func said(_ policy: String, tagged age: Double?) async throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pull-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let engine = FakeEngine()
        let now = 1_790_000_100.0
        let metadata = age.map { ImageMetadata(lastTagTime: Timestamp(seconds: Int64(now - $0))) }
        await engine.addLocalImage("busybox:1", ImageInspect(id: "sha256:" + String(repeating: "e", count: 64), metadata: metadata))
        let text = "services: {web: {image: 'busybox:1', pull_policy: \(policy)}}"
        try text.write(to: folder.appendingPathComponent("compose.yaml"), atomically: true, encoding: .utf8)
        return await skep("up", "-d", "-p", "p", engine: engine, directory: folder.path, now: now).err
    }
}
