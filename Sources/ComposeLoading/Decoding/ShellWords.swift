import ComposeModel

/// Splits a command line into words as a shell would, without any expansion.
enum ShellWords {
    /// A quote that is not closed, or a backslash at the very end.
    struct Unterminated: Error {}

    /// docker stack uses google/shlex (`#` starts a comment at the beginning of a word), compose-go go-shellwords
    /// (no comments; inside double quotes a backslash only protects some characters).
    static func split(_ text: String, dialect: Dialect) throws(Unterminated) -> [String] {
        var splitter = Splitter(comments: dialect == .stack)
        for character in text.unicodeScalars { splitter.take(character) }
        return try splitter.finish()
    }

    private struct Splitter {
        private enum State { case between, word, single, double, escape, escapeInDouble, comment }

        private let comments: Bool
        private var state = State.between
        private var words: [String] = []
        private var word = String.UnicodeScalarView()

        init(comments: Bool) { self.comments = comments }

        mutating func take(_ character: Unicode.Scalar) {
            switch state {
            case .between, .word: takeUnquoted(character)
            case .single: character == "'" ? (state = .word) : word.append(character)
            case .double: takeDoubleQuoted(character)
            case .escape, .escapeInDouble:
                word.append(character)
                state = state == .escape ? .word : .double
            case .comment: if character == "\n" { state = .between }
            }
        }

        private mutating func takeUnquoted(_ character: Unicode.Scalar) {
            switch character {
            case " ", "\t", "\r", "\n": endWord()
            case "'": state = .single
            case "\"": state = .double
            case "\\": state = .escape
            case "#" where comments && state == .between: state = .comment
            default:
                word.append(character)
                state = .word
            }
        }

        private mutating func takeDoubleQuoted(_ character: Unicode.Scalar) {
            switch character {
            case "\"": state = .word
            case "\\": state = .escapeInDouble
            default: word.append(character)
            }
        }

        private mutating func endWord() {
            if state == .word { words.append(String(word)) }
            word = String.UnicodeScalarView()
            state = .between
        }

        mutating func finish() throws(Unterminated) -> [String] {
            switch state {
            case .between, .comment: return words
            case .word:
                endWord()
                return words
            case .single, .double, .escape, .escapeInDouble: throw Unterminated()
            }
        }
    }
}
