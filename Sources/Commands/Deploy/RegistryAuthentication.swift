import Deployment
import EngineClient
import EngineModel
import Synchronization

extension DeployOptions {
    /// Where credentials for registries come from. Unless told otherwise they are sent where there are some, and a helper that cannot be asked
    /// costs a warning; `--with-registry-auth` makes that an error. With `--compat` none are sent unless asked for, as docker has it.
    func credentialSource(_ connection: EngineConnection, _ context: CommandContext) -> CredentialSource {
        if noRegistryAuth || compat && !withRegistryAuth { return { _ in nil } }
        let cache = CredentialCache(connection.credentials)
        if withRegistryAuth { return { try await cache.auth(for: $0) } }
        let complaints = OnceEach()
        return { image in
            do {
                return try await cache.auth(for: image)
            } catch let error as EngineError {
                if complaints.isFirst(image.domain) { context.warn("warning: no credential is sent to \(image.domain): \(error)") }
                return nil
            }
        }
    }
}

/// Tells each thing once.
private final class OnceEach: Sendable {
    private let told = Mutex<Set<String>>([])

    func isFirst(_ text: String) -> Bool { told.withLock { $0.insert(text).inserted } }
}
