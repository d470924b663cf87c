import Messaging
import RabbitMQ

/// The messages of a dead-letter queue, held while they are looked at; what is not settled goes back, in its old place.
final class DeadLetters: Sendable {
    /// One dead letter.
    struct Letter: Sendable {
        let delivery: Delivery

        var headers: MessageHeaders { delivery.properties.headers }
        var reason: String { headers["x-error-reason"]?.stringValue ?? headers["x-first-death-reason"]?.stringValue ?? "unknown" }
        var key: String { origin.key }
        var replays: Int64 { headers["x-replayed"]?.integerValue ?? 0 }
    }

    /// More than a broker lets out at a time are not looked at in one go.
    static let limit = 2000

    private let broker: Broker
    private let first: FirstWord
    /// All that were taken out.
    let letters: [Letter]
    /// Those that the settings choose.
    let chosen: [Letter]
    /// Messages that were in the queue.
    let total: Int
    let isAttached: Bool

    /// Takes out what is there now, the oldest 2000 at most.
    init(_ settings: Settings) async throws {
        var configuration = try WorkerConfiguration.broker(settings, queue: settings.words[0], keys: [])
        configuration.topology.isDeclared = false
        configuration.crashLoop = nil
        configuration.prefetch = UInt16(Self.limit)
        let first = FirstWord()
        let broker = try Broker(configuration) { first.note($0) }
        let end = SystemClock.steady.advanced(bySeconds: 15)
        while !broker.status.isAttached && SystemClock.steady < end && !first.isRefused {
            await first.bell.wait(atMost: .milliseconds(100))
        }
        isAttached = broker.status.isAttached
        total = Int(broker.status.waitingAtAttach)
        var found: [Letter] = []
        if isAttached {
            while found.count < min(total, Self.limit), let batch = await Self.next(of: broker, within: .seconds(5)) {
                // A new epoch gives out again what the last one had.
                if let epoch = batch.first?.id.epoch { found.removeAll { $0.delivery.id.epoch != epoch } }
                found += batch.map(Letter.init)
            }
        }
        letters = found
        let (reason, key) = (settings["reason"], settings["key"])
        chosen = found.filter { (reason == nil || $0.reason == reason) && (key == nil || $0.key == key) }
        self.broker = broker
        self.first = first
    }

    /// The next letters; nil when there are none in that time: another reader may have them, or they have expired.
    private static func next(of broker: Broker, within time: Duration) async -> [Delivery]? {
        let next = Task { await broker.nextBatch() }
        let timer = Task {
            try? await Task.sleep(for: time)
            if !Task.isCancelled { next.cancel() }
        }
        defer { timer.cancel() }
        return await next.value
    }

    /// Why they cannot be read, for people.
    var trouble: String { first.text }

    /// Counts by reason and key, most first.
    var summary: [String] {
        var counts: [String: Int] = [:]
        for letter in chosen { counts["\(letter.reason)  \(letter.key)".withoutControls, default: 0] += 1 }
        let lines = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value)  \($0.key)" }
        let rest = total > letters.count ? ["(the oldest \(letters.count) of \(total))"] : []
        return lines.isEmpty ? ["none"] + rest : lines + rest
    }

    /// Publishes the chosen to where they were published first, one after another, and removes each when the broker has it there.
    /// Answers with how many, and with what kept the others.
    func replay(again: Bool) async -> (count: Int, failures: [(letter: Letter, cause: PublishError)]) {
        var count = 0
        var failures: [(letter: Letter, cause: PublishError)] = []
        for letter in chosen where again || letter.replays == 0 {
            var properties = letter.delivery.properties
            properties.headers.removeAll { $0.hasPrefix("x-error-") || $0.hasPrefix("x-original-") || $0.contains("-death") }
            properties.headers[CrashLoopPolicy.attemptsHeader] = nil
            properties.headers["x-replayed"] = .integer(letter.replays &+ 1)
            let origin = letter.origin
            let message = OutgoingMessage(
                exchange: origin.exchange, routingKey: origin.key, properties: properties, body: letter.delivery.body[...])
            do throws(PublishError) {
                try await broker.publish(message)
                broker.settle(letter.delivery, .accept)
                count += 1
            } catch {
                failures.append((letter, error))
            }
        }
        return (count, failures)
    }

    /// Removes dead letters for good.
    func remove(_ letters: [Letter]) { broker.settle(letters.map { ($0.delivery, .accept) }) }

    /// Puts back what was only looked at; what was settled before leaves.
    func close() async { await broker.stop(grace: .zero) }
}

extension DeadLetters.Letter {
    /// Where it was published first: as the worker that set it aside noted or, where the broker did that by itself, as the broker did.
    var origin: (exchange: String, key: String) {
        if let key = headers["x-original-routingKey"]?.stringValue { return (headers["x-original-exchange"]?.stringValue ?? "", key) }
        return firstDeath ?? ("", delivery.routingKey)
    }

    /// The entry of `x-death` that `x-first-death-queue` and `-reason` name, with the first of its keys: further ones are those of its header
    /// `CC` (RabbitMQ's guide to dead-letter exchanges; the same in 3.8 to 4.1). An entry that counts another death moves to the front, so
    /// that the last one is the first death only of a message that died once in each queue.
    private var firstDeath: (exchange: String, key: String)? {
        guard case .array(let entries)? = headers["x-death"] else { return nil }
        let deaths = entries.compactMap { if case .table(let death) = $0 { death } else { nil } }
        let first = deaths.first { death in
            death["queue"] == headers["x-first-death-queue"] && death["reason"] == headers["x-first-death-reason"]
        }
        guard let death = first ?? deaths.last, case .array(let keys)? = death["routing-keys"], let key = keys.first?.stringValue else {
            return nil
        }
        return (death["exchange"]?.stringValue ?? "", key)
    }

    /// `2025-11-21 03:30:00  zigbee2mqtt.kitchen.th  undecodable: json.number at byte 17  {"temperature":NaN}`
    var line: String {
        let at = headers["x-error-at"]?.integerValue.flatMap { Instant($0, scale: 1_000_000) }
        let message = headers["x-error-message"]?.stringValue.map { ": \($0)" } ?? ""
        let origin = headers["x-error-origin"]?.stringValue.map { " (\($0))" } ?? ""
        let preview = String(String(decoding: delivery.body.prefix(400), as: UTF8.self).unicodeScalars.prefix(120).map(Character.init))
        return "\(at.map { "\($0.dateText) \($0.clockText)" } ?? "-")  \(key)  \(reason)\(message)\(origin)  \(preview)".withoutControls
    }

    /// Everything that tells it from others, for programs.
    var json: String {
        var bytes: [UInt8] = []
        let members = [
            ("id", delivery.properties.messageID ?? ""), ("key", key), ("reason", reason),
            ("message", headers["x-error-message"]?.stringValue ?? ""), ("body", Base64.encoded(delivery.body)),
        ]
        for (name, value) in members {
            bytes += Array((bytes.isEmpty ? "{\"" : ",\"").utf8) + Array("\(name)\":".utf8)
            JSONWriting.string(value, into: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self) + ",\"replays\":\(replays)}"
    }
}

extension String {
    /// On one line, with dots for control characters, which could steer a terminal: anybody can publish a header or a body.
    var withoutControls: String {
        String(unicodeScalars.map { [.control, .format].contains($0.properties.generalCategory) ? "." : Character($0) })
    }
}
