import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// kill -9 at seeded points of a deploy, of a change and of a removal: the same command again always ends in the desired state, nothing
    /// is there twice, and nothing is left behind.
    ///
    /// `SKEP_CHAOS_POINTS` and `SKEP_CHAOS_SEED` choose how many points and which; scripts/chaos makes all of them.
    @Suite struct Chaos {
        private static let points = setting("SKEP_CHAOS_POINTS") ?? 12
        private static let seed = UInt64(setting("SKEP_CHAOS_SEED") ?? 1)

        private static func setting(_ name: String) -> Int? { ProcessInfo.processInfo.environment[name].flatMap { Int($0) } }

        @Test func theSameCommandFinishesTheJobWhereverItWasKilled() async throws {
            try await Stack.with("chaos") { stack in
                try stack.write(ChaosPhase.beginning)
                try stack.write(ChaosPhase.end, to: "changed.yml")
                try stack.write("x\n", to: "data")
                var generator = SeededGenerator(seed: Self.seed)
                var lengths: [ChaosPhase: ChaosLength] = [:]
                for phase in ChaosPhase.allCases { lengths[phase] = try await phase.undisturbed(stack) }
                var kills = 0
                // Phase after phase, so that each begins with what the one before it should have left.
                for number in 0..<Self.points {
                    let phase = ChaosPhase.allCases[number % ChaosPhase.allCases.count]
                    guard let length = lengths[phase] else { continue }
                    let point = ChaosPoint.random(within: length, using: &generator)
                    let label = "seed \(Self.seed), point \(number): \(phase), \(point)"
                    if try await phase.disturbed(stack, at: point, label: label) { kills += 1 }
                }
                // Some end before they get to their point, but not most.
                #expect(kills * 2 > Self.points, "\(kills) of \(Self.points) were killed")
            }
        }
    }
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
