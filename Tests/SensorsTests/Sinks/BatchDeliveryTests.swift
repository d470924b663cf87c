import Testing

@testable import Sensors

@Suite("Delivery of a batch")
struct BatchDeliveryTests {
    @Test("finds exactly the poison, in few requests", arguments: 1...40)
    func poison(seed: Int) {
        var source = RandomPoints(seed: UInt64(seed))
        let count = 1 + source.below(500)
        let poison = Set((0..<source.below(4)).map { _ in source.below(count) })
        guard count < BatchDelivery.suspiciousCount || poison.count * 2 <= count else { return }
        var delivery = BatchDelivery(count: count)
        var requests = 0
        while case .send(let range) = delivery.next, requests < 1000 {
            requests += 1
            let isBad = range.contains { poison.contains($0) }
            delivery.record(isBad ? .rejectedSomewhere(cause: "bad") : .accepted)
        }
        #expect(delivery.next == .done)
        for index in 0..<count {
            #expect(delivery.verdicts[index] == (poison.contains(index) ? .rejected(cause: "bad") : .accepted), "seed \(seed)")
        }
        #expect(requests <= 1 + poison.count * 2 * 10, "seed \(seed): \(requests) requests for \(poison.count) of \(count)")
    }

    @Test("waits and goes on with the same range")
    func waits() {
        var delivery = BatchDelivery(count: 5)
        delivery.record(.retry(after: 3, cause: "http.503"))
        #expect(delivery.next == .wait(seconds: 3, cause: "http.503"))
        delivery.record(.accepted)
        #expect(delivery.verdicts.allSatisfy { $0 == nil })
        delivery.resume()
        #expect(delivery.next == .send(0..<5))
        delivery.record(.misconfigured(cause: "http.401"))
        #expect(delivery.next == .hold(cause: "http.401"))
        delivery.resume()
        delivery.record(.tooLarge)
        #expect(delivery.next == .send(0..<2))
        delivery.record(.rejected([1], cause: "x"))
        delivery.record(.acceptedExcept(count: 1, cause: "old"))
        #expect(delivery.next == .done && delivery.unkept == 1)
        #expect(delivery.verdicts == [.accepted, .rejected(cause: "x"), .accepted, .accepted, .accepted])
    }

    @Test("a server's count of points that it did not keep may be anything")
    func anyCount() {
        var delivery = BatchDelivery(count: 3)
        var status = SinkStatus(isRequired: true)
        for count in [Int.max, .max, .min, -1] {
            delivery.record(.acceptedExcept(count: count, cause: "old"))
            status.note(.acceptedExcept(count: count, cause: "old"), seconds: 0, at: Instant(nanoseconds: 0))
            status.note(.acceptedExcept(count: .max, cause: "old"), seconds: 0, at: Instant(nanoseconds: 0))
        }
        #expect(delivery.unkept == 3 && delivery.next == .done && status.unkept == .max)
    }

    @Test("holds instead of refusing most of a large batch, and recovers")
    func suspicion() {
        var delivery = BatchDelivery(count: 64)
        var requests = 0
        while case .send = delivery.next, requests < 1000 {
            requests += 1
            delivery.record(.rejectedSomewhere(cause: "schema"))
        }
        #expect(delivery.next == .hold(cause: "most-points-refused"))
        #expect(delivery.verdicts.allSatisfy { $0 == nil })
        delivery.resume()
        while case .send = delivery.next { delivery.record(.accepted) }
        #expect(delivery.next == .done && delivery.verdicts.allSatisfy { $0 == .accepted })
    }

    @Test("an empty batch is done")
    func empty() { #expect(BatchDelivery(count: 0).next == .done) }
}
