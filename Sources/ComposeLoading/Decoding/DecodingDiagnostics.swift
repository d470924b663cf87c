import ComposeModel
import Diagnostics
import YAMLTree

/// Everything that decoding can complain about, in one place.
extension Diagnostic {
    static func unknownKey(_ key: String, under path: String, known: [String], at range: SourceRange) -> Diagnostic {
        let place = path.isEmpty ? "" : " in \(path)"
        let suggestion = Spelling.closest(to: key, among: known)
        let hint = suggestion.map { "; did you mean \"\($0)\"?" } ?? ""
        let help = suggestion == nil ? ["keys of your own start with `x-`"] : []
        return Diagnostic(.error, "compose.key.unknown", "unknown key \"\(key)\"\(place)\(hint)", at: range, help: help)
    }

    static func nonStringKey(_ key: String, under path: String, at range: SourceRange) -> Diagnostic {
        let place = path.isEmpty ? "at the top level" : "in \(path)"
        return Diagnostic(
            .error, "compose.key.type", "the key \(key) \(place) is not a string", at: range, help: ["write it in quotes: \"\(key)\""])
    }

    static func wrongType(_ path: String, expected: String, found node: Node) -> Diagnostic {
        Diagnostic(.error, "compose.type", "\(path) must be a \(expected), not \(node.kindInWords)", at: node.range)
    }

    static func missingKey(_ key: String, in path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.key.missing", "\(path) needs the key \"\(key)\"", at: range)
    }

    static func exclusiveKeys(_ first: String, _ second: String, in path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.key.exclusive", "\(path): \"\(first)\" and \"\(second)\" exclude each other", at: range)
    }

    static func notOneOf(_ path: String, _ text: String, words: [String], at range: SourceRange) -> Diagnostic {
        let list = words.map { "\"\($0)\"" }.joined(separator: ", ")
        let hint = Spelling.closest(to: text, among: words).map { "; did you mean \"\($0)\"?" } ?? ""
        return Diagnostic(.error, "compose.value.choice", "\(path) must be one of \(list)\(hint)", at: range)
    }

    static func invalidBoolean(_ path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.boolean", "\(path) must be true or false", at: range)
    }

    static func invalidInteger(_ path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.integer", "\(path) must be a whole number", at: range)
    }

    static func outOfRange(_ path: String, _ value: Int64, bounds: ClosedRange<Int64>, at range: SourceRange) -> Diagnostic {
        let limit = bounds.upperBound == .max ? "\(bounds.lowerBound) or more" : "\(bounds.lowerBound)...\(bounds.upperBound)"
        return Diagnostic(.error, "compose.integer.range", "\(path) is \(value), but must be \(limit)", at: range)
    }

    static func invalidDuration(
        _ path: String, _ text: String, _ error: ComposeDuration.ParseError, at range: SourceRange
    ) -> Diagnostic {
        let reason =
            switch error {
            case .missingUnit: "has no unit"
            case .unknownUnit(let unit): "has the unknown unit \"\(unit)\""
            case .outOfRange: "is too long"
            case .empty, .malformed: "is not a duration"
            }
        return Diagnostic(
            .error, "compose.duration", "\(path): \"\(text)\" \(reason)", at: range, help: ["write it like 30s, 1m30s or 500ms"])
    }

    static func repeatedItem(_ text: String, in path: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "compose.list.repeated", "\(path): \"\(text)\" is in the list already", at: range,
            labels: [.init("first here", at: first)])
    }

    static func invalidSize(_ path: String, _ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "compose.size", "\(path): \"\(text)\" is not a size", at: range, help: ["write it like 512m, 1.5g or a number of bytes"]
        )
    }

    static func invalidCPUs(_ path: String, _ text: String, _ error: CPUCount.ParseError, at range: SourceRange) -> Diagnostic {
        let reason =
            switch error {
            case .malformed: "is not a number"
            case .tooPrecise: "has more than nine decimals"
            case .outOfRange: "is too large"
            }
        return Diagnostic(.error, "compose.cpus", "\(path): \"\(text)\" \(reason)", at: range, help: ["write it like 0.5 or 2"])
    }

    static func invalidFileMode(_ path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.mode", "\(path) is not a file mode", at: range, help: ["write it in octal: 0440 or \"0440\""])
    }

    static func unterminatedQuote(_ path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(
            .error, "compose.command.quote", "\(path) has a quote or a backslash without its other half", at: range,
            help: ["use a list, one item a word: [\"sh\", \"-c\", \"...\"]"])
    }

    static func invalidPort(_ text: String, _ error: PortSyntax.ParseError, at range: SourceRange) -> Diagnostic {
        switch error {
        case .noContainerPort:
            Diagnostic(.error, "compose.port.empty", "port \"\(text)\" names no container port", at: range)
        case .badPort(let part):
            Diagnostic(
                .error, "compose.port.syntax", "\"\(part)\" is not a port or a range of ports", at: range,
                help: [
                    "ports are written [[ip:]published:]target[/protocol], for example \"8080:80\" or \"127.0.0.1:5000-5010:5000-5010/udp\""
                ])
        case .portRange(let part):
            Diagnostic(.error, "compose.port.range", "port \(part) is out of range 1...65535", at: range)
        case .badProtocol(let name):
            Diagnostic(.error, "compose.port.protocol", "\"\(name)\" is no protocol of ports: tcp, udp or sctp", at: range)
        case .badAddress(let address):
            Diagnostic(.error, "compose.port.address", "\"\(address)\" is not an IP address", at: range)
        case .rangesDiffer:
            Diagnostic(.error, "compose.port.ranges", "port \"\(text)\" has ranges of different lengths", at: range)
        }
    }

    static func invalidAddress(_ path: String, _ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.address", "\(path): \"\(text)\" is not an IP address", at: range)
    }

    static func invalidVolume(_ text: String, _ error: VolumeSyntax.ParseError, at range: SourceRange) -> Diagnostic {
        let reason =
            switch error {
            case .empty: "is empty"
            case .emptySection: "has an empty part between its colons"
            case .tooManyColons: "has too many parts"
            }
        return Diagnostic(
            .error, "compose.volume.syntax", "volume \"\(text)\" \(reason)", at: range,
            help: ["volumes are written [source:]target[:ro|rw|...], for example data:/var/lib/data or ./conf:/etc/conf:ro"])
    }

    static func emptyBindSource(at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.volume.source", "a bind mount needs a source: the host path", at: range)
    }

    static func invalidExtraHost(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.extra-host", "\"\(text)\" is not host=address", at: range)
    }

    static func invalidDevice(_ text: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.device", "\"\(text)\" is not source[:target[:permissions]]", at: range)
    }

    static func externalNameConflict(_ path: String, at range: SourceRange) -> Diagnostic {
        Diagnostic(.error, "compose.external.name", "\(path): name and external.name conflict; only use name", at: range)
    }
}

extension Node {
    /// What a value is, to follow "not ".
    var kindInWords: String {
        switch content {
        case .mapping: return "a mapping"
        case .sequence: return "a list"
        case .scalar: break
        }
        switch resolved {
        case .null: return "nothing"
        case .bool: return "a boolean"
        case .int, .float: return "a number"
        case .string, .none: return "a string"
        }
    }
}
