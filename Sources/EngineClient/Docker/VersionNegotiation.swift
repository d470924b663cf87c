import EngineModel
import HTTPTransport

/// Finds out once which version of the API to speak.
actor VersionNegotiation {
    private let http: HTTPClient
    private let limits: TimeLimits
    private var known: APIVersion?
    private var asking: Task<APIVersion, any Error>?

    /// - Parameter patience: how long the question may take; nil for half a minute.
    init(http: HTTPClient, patience: Duration? = nil) {
        self.http = http
        limits = TimeLimits(responseHead: .seconds(30), overall: patience)
    }

    /// The version; callers at the same time share one question. A failure is not remembered.
    func version() async throws -> APIVersion {
        while true {
            if let known { return known }
            let question = asking ?? Task { try await Self.ask(http, limits) }
            let isOurs = asking == nil
            asking = question
            do {
                let version = try await withTaskCancellationHandler {
                    try await question.value
                } onCancel: {
                    if isOurs { question.cancel() }
                }
                known = version
                return version
            } catch {
                // Whoever is back first clears the question, so that nobody waits for the same failure again.
                if asking == question { asking = nil }
                // The caller who had asked was cancelled, and the question with it: ask again for ourselves.
                guard error is CancellationError, !Task.isCancelled else { throw error }
            }
        }
    }

    private static func ask(_ http: HTTPClient, _ limits: TimeLimits) async throws -> APIVersion {
        let operation = "ask the engine for its version"
        let exchange = EngineExchange(http: http, operation: operation)
        let response = try await exchange.send(HTTPRequest(.get, "/_ping", limits: limits))
        _ = try await exchange.collect(response.body)
        guard let text = response.fields["Api-Version"], let theirs = APIVersion(text) else {
            throw EngineError(.unsupported, operation: operation, message: "what answers there is no Docker engine")
        }
        guard theirs >= .oldest else {
            throw EngineError(
                .unsupported, operation: operation,
                message: "it speaks API \(theirs), and \(APIVersion.oldest) (Docker 20.10) or newer is needed")
        }
        return min(theirs, .newest)
    }
}
