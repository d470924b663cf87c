import Messaging
import Testing

@Suite struct CrashLoopPolicyTests {
    private let tooOften = RejectReason(.redeliveryLimit, "its reader stopped 3 times while it had only this message")

    @Test(arguments: [
        (Lane.main, false, Int64(0), "handle"), (.main, true, 0, "move"), (.main, true, 9, "move"), (.suspect, false, 2, "handle"),
        (.suspect, true, 0, "count 1"), (.suspect, true, 1, "count 2"), (.suspect, true, 2, "aside"), (.suspect, true, .max, "aside"),
        (.suspect, true, .min, "count 1"),
    ])
    func decides(lane: Lane, isRedelivered: Bool, attempts: Int64, expected: String) {
        let decision = CrashLoopPolicy(attempts: 3).decision(lane: lane, isRedelivered: isRedelivered, attempts: attempts)
        let said =
            switch decision {
            case .handle: "handle"
            case .moveToSuspects: "move"
            case .countAttempt(let count): "count \(count)"
            case .setAside(let reason): reason == tooOften ? "aside" : "aside for another reason"
            }
        #expect(said == expected)
    }

    /// A worker that dies on one message among 300: how often it starts, and what becomes of the neighbours.
    @Test(arguments: 1...5) func onlyTheCulpritIsSetAside(limit: Int) {
        let policy = CrashLoopPolicy(attempts: limit)
        var main = (0..<300).map { (message: $0, seen: false) }
        var suspects: [(message: Int, seen: Bool, attempts: Int64)] = []
        var stored: Set<Int> = []
        var dead: [Int] = []
        var crashes = 0
        while (!main.isEmpty || !suspects.isEmpty) && crashes < 50 {
            if let first = main.first, !first.seen {
                guard main.contains(where: { $0.message == 137 }) else { break }
                main = main.map { ($0.message, true) }  // all were in flight when the culprit was decoded
                crashes += 1
                continue
            }
            if !main.isEmpty {
                suspects += main.map { ($0.message, false, 0) }
                main = []
            }
            let next = suspects.removeFirst()
            switch policy.decision(lane: .suspect, isRedelivered: next.seen, attempts: next.attempts) {
            case .handle where next.message == 137:
                suspects.insert((137, true, next.attempts), at: 0)
                crashes += 1
            case .handle: stored.insert(next.message)
            case .countAttempt(let count): suspects.append((next.message, false, Int64(count)))
            case .setAside: dead.append(next.message)
            case .moveToSuspects: Issue.record("the suspects' lane must not move to itself")
            }
        }
        #expect(dead == [137])
        #expect(stored.count == 299)
        #expect(crashes == 1 + limit)
    }
}

@Suite struct WorkLimitsTests {
    private let limits = WorkLimits(messages: 10, failures: 2, time: .seconds(60), memory: 1000)

    @Test(arguments: [
        (WorkTally(messages: 9, failures: 1, time: .seconds(59), memory: 999), WorkLimit?.none),
        (WorkTally(messages: 10), .messages), (WorkTally(failures: 2), .failures), (WorkTally(time: .seconds(60)), .time),
        (WorkTally(memory: 1000), .memory), (WorkTally(messages: .max, memory: .max), .messages),
    ])
    func areReached(tally: WorkTally, expected: WorkLimit?) {
        #expect(limits.reached(by: tally) == expected)
        #expect(WorkLimits().reached(by: tally) == nil)
    }

    @Test(arguments: [(4, 3, 3), (10, 0, 0), (9, 5, 0), (.max, .max, 0)] as [(UInt64, UInt64, UInt64)])
    func roomNeverOvershoots(done: UInt64, inFlight: UInt64, expected: UInt64) {
        #expect(limits.room(after: WorkTally(messages: done), inFlight: inFlight) == expected)
        #expect(WorkLimits().room(after: WorkTally(messages: done), inFlight: inFlight) == nil)
    }
}

@Suite struct RejectReasonTests {
    @Test(arguments: ["", "short", String(repeating: "é", count: 512), String(repeating: "👩‍👩‍👧", count: 200)])
    func messagesAreCutBetweenCharacters(message: String) {
        let kept = RejectReason(.schema, message).message
        #expect(kept.utf8.count <= 1024 && message.hasPrefix(kept))
        #expect(message.utf8.count > 1024 || kept == message)
    }
}

@Suite struct MessageHeadersTests {
    @Test func settingReplacesAtItsPlace() {
        var headers: MessageHeaders = ["a": 1, "b": "x", "a": true]
        headers["a"] = 7
        #expect(headers == ["a": 7, "b": "x"])
        headers["c"] = .null
        headers["a"] = nil
        #expect(headers == ["b": "x", "c": .null])
    }
}
