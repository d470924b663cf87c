/// Words with their meanings, found by their bytes.
///
/// A dictionary wants a string of each key that is looked up, and guards its hash against attackers. These words are our own, so that a
/// plain hash serves, and no message can make the search longer: it passes words of the table only.
struct WordTable<Meaning: Sendable>: Sendable {
    /// The words, one behind the other.
    private var bytes: [UInt8] = []
    /// Where each word begins, and where the last one ends.
    private var borders = [0]
    private var meanings: [Meaning] = []
    /// One more than the index of a word, or 0; a power of two of places, at least half of them free.
    private var places: [UInt16]

    /// A table of those words; of one that comes twice the first counts.
    init(_ words: [(String, Meaning)]) {
        var size = 4
        while size < words.count * 2 { size *= 2 }
        places = Array(repeating: 0, count: size)
        for (word, meaning) in words { add(Array(word.utf8), meaning) }
    }

    private mutating func add(_ word: [UInt8], _ meaning: Meaning) {
        let place = word.withUnsafeBufferPointer { self.place(of: $0) }
        guard places[place] == 0, meanings.count < Int(UInt16.max) else { return }
        bytes += word
        borders.append(bytes.count)
        meanings.append(meaning)
        places[place] = UInt16(meanings.count)
    }

    /// What a word means; nil for one that is not here.
    subscript(word: UnsafeBufferPointer<UInt8>) -> Meaning? {
        let found = Int(places[place(of: word)])
        return found == 0 ? nil : meanings[found - 1]
    }

    /// What a word means; nil for one that is not here.
    subscript(word: String) -> Meaning? {
        var word = word
        return word.withUTF8 { self[$0] }
    }

    /// Where the word is, or the free place where it would be.
    private func place(of word: UnsafeBufferPointer<UInt8>) -> Int {
        var place = Int(Bytes.hash(word) & UInt32(places.count - 1))
        while places[place] != 0, !isWord(Int(places[place]) - 1, word) { place = (place + 1) & (places.count - 1) }
        return place
    }

    private func isWord(_ index: Int, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = borders[index]..<borders[index + 1]
        guard range.count == word.count else { return false }
        return bytes.withUnsafeBufferPointer { Bytes.areEqual(UnsafeBufferPointer(rebasing: $0[range]), word) }
    }
}

extension WordTable: ExpressibleByDictionaryLiteral {
    init(dictionaryLiteral elements: (String, Meaning)...) { self.init(elements) }
}
