import EngineClient
import EngineModel
import Synchronization
import Testing

/// Credential helpers are programs: each registry is asked once, however many images it has.
@Suite struct CredentialCacheTests {
    @Test func asksEachRegistryOnce() async throws {
        let asked = Mutex<[String]>([])
        let cache = CredentialCache { image in
            asked.withLock { $0.append(image.domain) }
            return nil
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<40 {
                let image = try ImageReference((number % 2 == 0 ? "registry.test/app" : "other.test/app") + String(number))
                group.addTask { _ = try await cache.auth(for: image) }
            }
            try await group.waitForAll()
        }
        #expect(asked.withLock { $0.sorted() } == ["other.test", "registry.test"])
    }
}
