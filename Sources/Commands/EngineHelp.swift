import EngineClient
import EngineModel
import Terminal

extension EngineError {
    /// What to do about it; empty if nothing general can be said.
    var help: [String] {
        switch reason {
        case .unreachable:
            ["is the engine running? another engine is named by --host, DOCKER_HOST or --context"]
        case .refused where isNotManager:
            ["`docker swarm init` makes this engine a swarm of one node"]
        case .timedOut, .interrupted:
            ["the same command goes on from there"]
        default: []
        }
    }
}

extension EngineError {
    /// What is said, once, while something is waited for and the engine does not answer.
    var absenceText: String { "the engine does not answer (\(message.withVisibleControls)); waiting goes on" }
}

extension Engine {
    /// Docker's check before it touches a stack.
    ///
    /// - Throws: `CommandFailure` if the engine is no manager of a swarm, `EngineError`.
    func requireManager() async throws {
        guard try await info().swarm?.controlAvailable == true else {
            throw CommandFailure(
                .failed,
                "this node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again"
            )
        }
    }

    /// Asks something of a manager. Only when it is refused the engine is asked whether it is one: engines need long to tell all about
    /// themselves (20.10 starts `runc --version` for it).
    ///
    /// - Throws: as `requireManager`, or what `body` throws.
    func explainingNoManager<Value>(_ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as EngineError where error.isNotManager {
            try await requireManager()
            throw error
        }
    }
}
