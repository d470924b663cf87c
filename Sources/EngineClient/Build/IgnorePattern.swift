/// One pattern of a `.dockerignore` file, matched against paths with `/` relative to the context.
///
/// As the engine's builder reads it (moby/patternmatcher 0.6): `*` and `?` stay in a folder, `**` does not, `[a-z]` and `[^a-z]` are one
/// character, a backslash takes the next character as it is.
struct IgnorePattern: Hashable, Sendable {
    private enum Token: Hashable, Sendable {
        case character(Unicode.Scalar)
        /// `?`
        case one
        /// `*`
        case run
        /// `**` at the end
        case everything
        /// `**/`: nothing, or any folders. The first part chooses between the two, the second eats the folders.
        case foldersOrNothing
        case folders
        case set([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    }

    /// Whether it takes back what earlier patterns exclude.
    let isException: Bool
    private let tokens: [Token]

    /// A pattern from one line, without its blanks; nil for an empty line, a comment, or one that means nothing.
    init?(_ line: String) {
        guard !line.isEmpty, !line.hasPrefix("#") else { return nil }
        isException = line.hasPrefix("!")
        let text = Self.cleaned(isException ? String(line.dropFirst()).trimmed : line)
        guard !text.isEmpty else { return nil }
        tokens = Self.tokens(of: Array(text.unicodeScalars))
    }

    /// Whether the path itself matches, not one of its folders.
    func matches(_ path: String) -> Bool {
        // All positions in the pattern that can be reached are followed at once, so that no pattern takes long.
        var states = closure(of: [0])
        for scalar in path.unicodeScalars {
            states = closure(of: states.flatMap { next(from: $0, with: scalar) })
            if states.isEmpty { return false }
        }
        return states.contains(tokens.count)
    }

    /// Positions that are reached without a character.
    private func closure(of starts: [Int]) -> Set<Int> {
        var reached: Set<Int> = []
        var open = starts
        while let state = open.popLast() {
            guard reached.insert(state).inserted, state < tokens.count else { continue }
            switch tokens[state] {
            case .run, .everything: open.append(state + 1)
            case .foldersOrNothing: open += [state + 1, state + 2]
            case .character, .one, .folders, .set: break
            }
        }
        return reached
    }

    private func next(from state: Int, with scalar: Unicode.Scalar) -> [Int] {
        guard state < tokens.count else { return [] }
        switch tokens[state] {
        case .character(let wanted): return scalar == wanted ? [state + 1] : []
        case .one: return scalar == "/" ? [] : [state + 1]
        case .run: return scalar == "/" ? [] : [state]
        case .everything: return [state]
        case .folders: return scalar == "/" ? [state, state + 1] : [state]
        case .foldersOrNothing: return []
        case .set(let ranges, let isNegated):
            return scalar != "/" && ranges.contains { $0.contains(scalar) } != isNegated ? [state + 1] : []
        }
    }

    /// Without a slash at its ends, empty components and dots (Go's `filepath.Clean`).
    private static func cleaned(_ text: String) -> String {
        var components: [Substring] = []
        for component in text.split(separator: "/") where component != "." {
            if component == "..", let last = components.last, last != ".." { components.removeLast() } else { components.append(component) }
        }
        return components.joined(separator: "/")
    }

    private static func tokens(of text: [Unicode.Scalar]) -> [Token] {
        var tokens: [Token] = []
        var position = 0
        while position < text.count {
            let rest = text[position...]
            if rest.starts(with: "**".unicodeScalars) {
                let isFolders = rest.dropFirst(2).first == "/"
                tokens += isFolders ? [.foldersOrNothing, .folders] : [.everything]
                position += isFolders ? 3 : 2
            } else if rest.first == "[", let (set, length) = set(in: rest.dropFirst()) {
                tokens.append(set)
                position += length + 1
            } else if rest.first == "\\", rest.count > 1 {
                tokens.append(.character(text[position + 1]))
                position += 2
            } else {
                tokens.append(text[position] == "*" ? .run : text[position] == "?" ? .one : .character(text[position]))
                position += 1
            }
        }
        return tokens
    }

    /// The set after an opening bracket, and how long it is with the closing one; nil where none closes it.
    private static func set(in text: ArraySlice<Unicode.Scalar>) -> (Token, Int)? {
        let isNegated = text.first == "^"
        var rest = isNegated ? text.dropFirst() : text
        var ranges: [ClosedRange<Unicode.Scalar>] = []
        while var low = rest.popFirst() {
            if low == "]", !ranges.isEmpty { return (.set(ranges, isNegated: isNegated), text.count - rest.count) }
            if low == "\\", let escaped = rest.popFirst() { low = escaped }
            var high = low
            if rest.first == "-", let last = rest.dropFirst().first, last != "]" {
                rest = rest.dropFirst(2)
                high = last
            }
            if low <= high { ranges.append(low...high) }
        }
        return nil
    }
}

extension String {
    /// Without blanks and tabs at its ends.
    var trimmed: String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        return String(drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
