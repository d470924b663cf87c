/// Finds what somebody probably meant.
enum Spelling {
    /// The candidate with the fewest edits, if they are few for the word's length.
    static func closest(to word: String, among candidates: [String]) -> String? {
        guard word.utf8.count <= 40, candidates.count <= 1000 else { return nil }
        let typed = word.lowercased().utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 }
        let limit = max(1, min(3, typed.count / 3))
        var best: (distance: Int, candidate: String)?
        for candidate in candidates where abs(candidate.utf8.count - typed.count) <= limit {
            let distance = edits(typed, Array(candidate.lowercased().utf8), limit: limit)
            if distance <= limit, distance < best?.distance ?? .max { best = (distance, candidate) }
        }
        return best?.candidate
    }

    /// Of bytes, because keys are ASCII; Damerau's distance of optimal string alignment; more than `limit` where it cannot be less.
    private static func edits(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int {
        guard abs(a.count - b.count) <= limit else { return limit + 1 }
        var rows = [Array(0...b.count)]
        for i in 1...max(1, a.count) where !a.isEmpty {
            var row = [i]
            for j in 1...max(1, b.count) where !b.isEmpty {
                let substitution = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                var value = min(rows[i - 1][j] + 1, row[j - 1] + 1, substitution)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { value = min(value, rows[i - 2][j - 2] + 1) }
                row.append(value)
            }
            rows.append(row)
        }
        return a.isEmpty ? b.count : rows[a.count].last ?? 0
    }
}
