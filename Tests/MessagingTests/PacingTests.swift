import Messaging
import Testing

@Suite struct BackoffTests {
    @Test(arguments: 0..<50 as Range<UInt64>)
    func delaysStayBelowADoublingBound(seed: UInt64) {
        var backoff = Backoff(shortest: .milliseconds(200), longest: .seconds(15), seed: seed)
        var bound = Duration.milliseconds(200)
        for failure in 0..<100 {
            let delay = backoff.nextDelay()
            #expect(delay <= bound && delay >= bound / 10, "seed \(seed), failure \(failure): \(delay) for \(bound)")
            bound = min(bound * 2, .seconds(15))
        }
    }

    @Test func successStartsAgain() {
        var backoff = Backoff(shortest: .milliseconds(10), longest: .seconds(9), seed: 1)
        for _ in 0..<20 { _ = backoff.nextDelay() }
        backoff.succeeded()
        #expect(backoff.failures == 0)
        let delay = backoff.nextDelay()
        #expect(delay <= .milliseconds(10))
    }

    @Test func theOtherSideMayAskForMore() {
        var backoff = Backoff(shortest: .milliseconds(10), longest: .seconds(1), seed: 1)
        let delay = backoff.nextDelay(atLeast: .seconds(120))
        #expect(delay == .seconds(120))
    }

    @Test func seedsRepeatAndDiffer() {
        func delays(_ seed: UInt64) -> [Duration] {
            var backoff = Backoff(shortest: .seconds(1), longest: .seconds(60), seed: seed)
            return (0..<8).map { _ in backoff.nextDelay() }
        }
        #expect(delays(7) == delays(7))
        #expect(delays(7) != delays(8))
    }

    @Test func senselessBoundsAreTamed() {
        var backoff = Backoff(shortest: .seconds(-1), longest: .seconds(-5), seed: 1)
        let delay = backoff.nextDelay()
        #expect(delay == .zero)
    }
}
