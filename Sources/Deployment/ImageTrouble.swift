package import EngineClient

/// Why a registry told nothing about an image.
package enum ImageTrouble: Hashable, Sendable {
    /// It has no such image or tag.
    case unknown
    /// It wants other credentials, or any. Docker Hub says the same of images that do not exist.
    case denied
    /// It does not answer.
    case away

    /// The engine passes a registry's status on; of a registry that asks for credentials and gets none it says only in words (engine 20.10: 500,
    /// "no basic auth credentials"). The words decide about the report alone.
    package init(_ error: EngineError) {
        switch error.status {
        case 404?: self = .unknown
        case 401?, 403?: self = .denied
        case _? where error.message.contains("no basic auth credentials") || error.message.contains("unauthorized"): self = .denied
        default: self = .away
        }
    }
}
