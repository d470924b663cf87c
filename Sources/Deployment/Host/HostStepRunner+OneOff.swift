import EngineClient
package import EngineModel
import Planning

extension HostStepRunner {
    /// Creates a container beside those that the service should have, with its networks joined and its files in it; it is not started.
    ///
    /// - Parameter service: with the name and the labels that make the container a one-off.
    /// - Returns: its id, and what the engine found worth saying.
    /// - Throws: `EngineError`, ``StepError``.
    package func createOneOff(_ service: DesiredHostService, imageID: String) async throws -> (id: String, warnings: [String]) {
        let outcome = try await create(ContainerBirth(service: service, number: 1, imageID: imageID))
        return (outcome.createdID ?? "", outcome.warnings)
    }
}
