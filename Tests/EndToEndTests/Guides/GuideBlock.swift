import Foundation
import TestSupport

/// A fenced block of a document, and what its info string says is to be done with it:
///
/// - `sh run`: lines for a shell, in the guide's folder
/// - `console run [exit=N]`: `$ command` lines, each followed by parts of what it prints; the last command's exit code is N
/// - `sh not run: reason`, `console not run: reason`
/// - `yaml file=compose.yaml`: the content of a file
struct GuideBlock: Sendable {
    /// What is done with a block.
    enum Fate: Equatable, Sendable {
        case shell(String)
        case session([Exchange], exit: Int32)
        case file(name: String, content: String)
        case notRun(reason: String)
        /// Not for a shell.
        case text
        /// A command without a word about what to do with it; with what is wrong.
        case unmarked
    }

    /// A command and what it has to print.
    struct Exchange: Equatable, Sendable {
        var command: String
        /// Parts of its output, in this order, each in one line.
        var expected: [String]
    }

    /// Where the fence is, from 1.
    let line: Int
    let fate: Fate

    /// All blocks of a document, in order.
    static func all(in text: String) -> [GuideBlock] {
        var blocks: [GuideBlock] = []
        var open: (line: Int, info: String, content: [String])?
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if let block = open, line == "```" {
                blocks.append(GuideBlock(line: block.line, fate: fate(info: block.info, lines: block.content)))
                open = nil
            } else if open != nil {
                open?.content.append(String(line))
            } else if line.hasPrefix("```") {
                open = (number + 1, String(line.dropFirst(3)), [])
            }
        }
        return blocks
    }

    private static func fate(info: String, lines: [String]) -> Fate {
        let words = info.split(separator: " ").map(String.init)
        let content = lines.joined(separator: "\n") + "\n"
        if let name = words.last(where: { $0.hasPrefix("file=") }) { return .file(name: String(name.dropFirst(5)), content: content) }
        let language = words.first ?? ""
        guard ["sh", "console"].contains(language) else {
            return language.isEmpty && lines.contains { $0.hasPrefix("$ ") } ? .unmarked : .text
        }
        if let mark = info.firstRange(of: " not run: ") {
            return .notRun(reason: String(info[mark.upperBound...]))
        }
        guard words.count > 1, words[1] == "run" else { return .unmarked }
        if language == "sh" { return .shell(content) }
        let exit = words.last { $0.hasPrefix("exit=") }.flatMap { Int32($0.dropFirst(5)) } ?? 0
        return .session(exchanges(lines), exit: exit)
    }

    private static func exchanges(_ lines: [String]) -> [Exchange] {
        var result: [Exchange] = []
        for line in lines {
            if line.hasPrefix("$ ") {
                result.append(Exchange(command: String(line.dropFirst(2)), expected: []))
            } else if !result.isEmpty, !line.allSatisfy({ $0 == " " || $0 == "." }) {
                result[result.count - 1].expected.append(line)
            }
        }
        return result
    }
}

extension GuideBlock.Exchange {
    /// The first expected part that the output does not have after those before it; nil if it has all. Times and the width of columns do
    /// not count.
    func missing(in output: String) -> String? {
        var rest = output.split(separator: "\n").map { Self.plain(String($0)) }[...]
        for part in expected {
            let wanted = Self.plain(part)
            guard let found = rest.firstIndex(where: { $0.contains(wanted) }) else { return part }
            rest = rest[(found + 1)...]
        }
        return nil
    }

    /// Without what differs from run to run: times, spaces, and the digests in names of secrets and configs, which each swarm has its own of.
    private static func plain(_ line: String) -> String {
        line.replacing(#/(\d+ min )?\d+(\.\d+)? s\b/#, with: "TIME").replacing(#/-[0-9a-f]{10}\b/#, with: "-DIGEST").replacing(
            #/\s+/#, with: " "
        )
        .trimmingCharacters(in: .whitespaces)
    }
}
