import Foundation
import Glibc
import Synchronization
import TestSupport
import Testing

/// Phases that follow each other in a circle, each killed at seeded points.
struct ChaosCourse {
    private let points = setting("SKEP_CHAOS_POINTS") ?? 12
    private let seed = UInt64(setting("SKEP_CHAOS_SEED") ?? 1)

    private static func setting(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

    /// - Parameters:
    ///   - length: runs a phase that nobody disturbs.
    ///   - disturb: kills a phase at a point, and tells whether it was killed before it had ended by itself.
    func run<Phase: Hashable>(
        _ phases: [Phase], length: (Phase) async throws -> ChaosLength, disturb: (Phase, ChaosPoint, String) async throws -> Bool
    ) async throws {
        var generator = SeededGenerator(seed: seed)
        var lengths: [Phase: ChaosLength] = [:]
        for phase in phases { lengths[phase] = try await length(phase) }
        var kills = 0
        // Phase after phase, so that each begins with what the one before it should have left.
        for number in 0..<points {
            let phase = phases[number % phases.count]
            guard let length = lengths[phase] else { continue }
            let point = ChaosPoint.random(within: length, using: &generator)
            if try await disturb(phase, point, "seed \(seed), point \(number): \(phase), \(point)") { kills += 1 }
        }
        // Some end before they get to their point, but not most.
        #expect(kills * 2 > points, "\(kills) of \(points) were killed")
    }
}

/// A command that is killed, and finishes its job when it is run again.
struct ChaosCommand {
    let words: [String]

    /// Runs it to its end, and tells how far that was.
    func undisturbed(_ stack: Stack) async throws -> ChaosLength {
        let start = ContinuousClock.now
        return try await FaultProxy.run(before: stack.host) { proxy in
            let run = try await stack.through(proxy).skep(words)
            #expect(run.status == 0, "\(run.all)")
            return ChaosLength(requests: proxy.requests.count, time: ContinuousClock.now - start)
        }
    }

    /// Kills it, runs it again, and expects what it is for.
    ///
    /// - Returns: whether it was killed before it had ended by itself.
    func disturbed(_ stack: Stack, at point: ChaosPoint, label: String, _ expectTheEnd: () async throws -> Void) async throws -> Bool {
        let status = try await statusOfKilled(stack, at: point)
        let again = try await stack.skep(words)
        #expect(again.status == 0, "\(label): \(again.all)")
        try await expectTheEnd()
        // Nobody is to clean up behind a failure: the next phase would be blamed for it.
        try #require(again.status == 0)
        return status == 128 + SIGKILL
    }

    private func statusOfKilled(_ stack: Stack, at point: ChaosPoint) async throws -> Int32 {
        let victim = Victim()
        return try await FaultProxy.run(before: stack.host) { request in
            switch point {
            case .before(request.number):
                victim.kill()
                return .isLost
            case .after(request.number): return .isAnsweredInVain { victim.kill() }
            default: return .passes
            }
        } body: { proxy in
            let run = try stack.through(proxy).startSkep(words)
            victim.program.withLock { $0 = run }
            if case .at(let time) = point {
                try await Task.sleep(for: time)
                victim.kill()
            }
            return try await run.exit(limit: .seconds(300))
        }
    }
}

/// The run that is to be killed, which the proxy knows before it is started.
private final class Victim: Sendable {
    let program = Mutex<RunningProgram?>(nil)

    func kill() { program.withLock { $0?.killAtOnce() } }
}

/// How long a command takes that nobody disturbs.
struct ChaosLength {
    let requests: Int
    let time: Duration
}

/// Where a command is killed.
enum ChaosPoint: CustomStringConvertible {
    /// Before the engine hears of the request with this number.
    case before(request: Int)
    /// When the engine has done what the request with this number asked, and its answer is on the way.
    case after(request: Int)
    case at(Duration)

    /// A quarter of them at an instant, the others at a request.
    static func random(within length: ChaosLength, using generator: inout SeededGenerator) -> ChaosPoint {
        let request = Int.random(in: 1...max(1, length.requests), using: &generator)
        let part = Double.random(in: 0..<1, using: &generator)
        switch Int.random(in: 0..<8, using: &generator) {
        case 0, 1: return .at(length.time * part)
        case 2, 3, 4: return .before(request: request)
        default: return .after(request: request)
        }
    }

    var description: String {
        switch self {
        case .before(let request): "before request \(request)"
        case .after(let request): "after request \(request)"
        case .at(let time): "after \(time)"
        }
    }
}
