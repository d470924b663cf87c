import Messaging

/// Messages that were sent and have no answer yet, by the number that confirms count in: one for the first on a channel.
struct Unconfirmed {
    private struct Entry {
        /// `nil` when it was given up and only its number is kept.
        var publication: Publication?
        var isReturned = false
    }

    private var entries: [UInt64: Entry] = [:]
    private var lowest: UInt64 = 1
    private var next: UInt64 = 1

    var count: Int { entries.count }

    /// A new channel counts from one again.
    mutating func begin() { self = Unconfirmed() }

    mutating func add(_ publication: Publication) {
        entries[next] = Entry(publication: publication)
        next += 1
    }

    /// The messages that an answer is about, with whether no queue took them. Numbers that were never sent are passed over.
    mutating func take(upTo number: UInt64, multiple: Bool) -> [(publication: Publication, wasReturned: Bool)] {
        guard number < next else { return [] }
        var found: [(publication: Publication, wasReturned: Bool)] = []
        for number in stride(from: multiple ? lowest : number, through: number, by: 1) {
            guard let entry = entries.removeValue(forKey: number), let publication = entry.publication else { continue }
            found.append((publication, entry.isReturned))
        }
        while lowest < next && entries[lowest] == nil { lowest += 1 }
        return found
    }

    /// Marks every mandatory message of that address as returned. `basic.return` carries no number; with several of one address on
    /// their way it may mark one that arrived, which is then published twice rather than lost.
    mutating func returned(exchange: String, routingKey: String) {
        for (number, entry) in entries {
            guard let message = entry.publication?.message, message.isMandatory else { continue }
            if message.exchange == exchange && message.routingKey == routingKey { entries[number]?.isReturned = true }
        }
    }

    /// The messages whose time is over; their numbers stay until they are answered.
    mutating func takeLate(at now: MonotonicTime) -> [Publication] {
        var late: [Publication] = []
        for (number, entry) in entries {
            guard let publication = entry.publication, let deadline = publication.deadline, deadline <= now else { continue }
            entries[number]?.publication = nil
            late.append(publication)
        }
        return late
    }

    /// All of them in the order in which they were sent.
    mutating func takeAll() -> [Publication] {
        let all = entries.sorted { $0.key < $1.key }.compactMap(\.value.publication)
        entries = [:]
        lowest = next
        return all
    }
}
