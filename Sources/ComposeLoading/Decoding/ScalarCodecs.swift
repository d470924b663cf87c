import ComposeModel
import Diagnostics
import YAMLTree

extension Codec where Value == String {
    /// A string; numbers and booleans are not strings.
    static let string = Codec<String>(
        decode: { node, decoder in
            if let text = node.text, node.resolved == .string { return text }
            decoder.report(.wrongType(decoder.pathText, expected: "string", found: node))
            return nil
        },
        encode: { value, _ in .string(value) })

    /// A string that is left out of the canonical form where it is empty.
    static let nonEmptyString = Codec<String>(
        decode: Codec<String>.string.decode, encode: { value, _ in value.isEmpty ? nil : .string(value) })

    /// A string or a number or, in the specification's dialect, a boolean, as text in Go's format.
    static let scalarText = Codec<String>(
        decode: { node, decoder in
            if let text = node.goText, node.resolved != .null { return text }
            decoder.report(.wrongType(decoder.pathText, expected: "string, number or boolean", found: node))
            return nil
        },
        encode: { value, _ in .string(value) })

    /// One of a few words.
    static func oneOf(_ words: String...) -> Codec<String> {
        Codec(
            decode: { node, decoder in
                guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
                if words.contains(text) { return text }
                decoder.report(.notOneOf(decoder.pathText, text, words: words, at: node.range))
                return nil
            },
            encode: { value, _ in .string(value) })
    }
}

extension Codec where Value == Bool {
    /// A boolean, or a text that YAML 1.1 reads as one.
    static let bool = Codec<Bool>(
        decode: { node, decoder in
            switch node.resolved {
            case .bool(let value): return value
            case .string:
                if let text = node.text, let value = Bool(yaml11: text) { return value }
                decoder.report(.invalidBoolean(decoder.pathText, at: node.range))
            default: decoder.report(.wrongType(decoder.pathText, expected: "boolean", found: node))
            }
            return nil
        },
        encode: { value, _ in .bool(value) })

    /// A boolean that is left out of the canonical form where it is false.
    static let flag = Codec<Bool>(decode: Codec<Bool>.bool.decode, encode: { value, _ in value ? .bool(true) : nil })
}

extension Bool {
    /// `y`, `yes`, `true`, `on` and their opposites, in any case; yaml.org/type/bool.html.
    init?(yaml11 text: String) {
        switch text.lowercased() {
        case "y", "yes", "true", "on": self = true
        case "n", "no", "false", "off": self = false
        default: return nil
        }
    }
}

extension Codec where Value == Int64 {
    /// A whole number, or a text that is one.
    static let int = Codec<Int64>(
        decode: { node, decoder in
            switch node.resolved {
            case .int(let value): return value
            case .float(let value) where value == value.rounded() && value.magnitude < 9e18: return Int64(value)
            case .string:
                if let text = node.text, let value = Int64(text) { return value }
                decoder.report(.invalidInteger(decoder.pathText, at: node.range))
            default: decoder.report(.wrongType(decoder.pathText, expected: "whole number", found: node))
            }
            return nil
        },
        encode: { value, _ in .integer(value) })

    /// A number whose fraction is cut off, or a text that is a whole number; compose-spec.json, `number`. 0 is left out of the
    /// canonical form.
    static let truncated = Codec<Int64>(
        decode: { node, decoder in
            if case .float(let value) = node.resolved, value.magnitude < 9e18 { return Int64(value) }
            return int.decode(node, &decoder)
        },
        encode: { value, _ in value == 0 ? nil : .integer(value) })

    /// A whole number within bounds.
    static func int(in bounds: ClosedRange<Int64>) -> Codec<Int64> {
        Codec(
            decode: { node, decoder in
                guard let value = Codec<Int64>.int.decode(node, &decoder) else { return nil }
                if bounds.contains(value) { return value }
                decoder.report(.outOfRange(decoder.pathText, value, bounds: bounds, at: node.range))
                return nil
            },
            encode: { value, _ in .integer(value) })
    }

    /// A whole number that is left out of the canonical form where it is 0.
    static let nonZeroInt = Codec<Int64>(decode: Codec<Int64>.int.decode, encode: { value, _ in value == 0 ? nil : .integer(value) })
}

extension Codec where Value == UInt64 {
    /// A whole number that is not negative.
    static let unsigned = Codec<UInt64>(
        decode: { node, decoder in
            guard let value = Codec<Int64>.int(in: 0...Int64.max).decode(node, &decoder) else { return nil }
            return UInt64(value)
        },
        encode: { value, _ in .integer(value) })

    /// A whole number that is left out of the canonical form where it is 0.
    static let nonZeroUnsigned = Codec<UInt64>(
        decode: unsigned.decode, encode: { value, _ in value == 0 ? nil : .integer(value) })
}

extension Codec where Value == Double {
    /// A number, or a text that is one.
    static let number = Codec<Double>(
        decode: { node, decoder in
            switch node.resolved {
            case .int(let value): return Double(value)
            case .float(let value) where value.isFinite: return value
            case .string:
                if let text = node.text, let value = Double(text), value.isFinite { return value }
            default: break
            }
            decoder.report(.wrongType(decoder.pathText, expected: "number", found: node))
            return nil
        },
        encode: { value, _ in .number(value) })

    /// A number that is left out of the canonical form where it is zero.
    static let nonZeroNumber = Codec<Double>(
        decode: number.decode, encode: { value, dialect in value == 0 ? nil : number.encode(value, dialect) })
}

extension Codec where Value == ComposeDuration {
    /// A duration with units.
    static let duration = Codec<ComposeDuration>(
        decode: { node, decoder in
            guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
            do throws(ComposeDuration.ParseError) {
                return try ComposeDuration(text, allowDays: decoder.dialect == .specification)
            } catch {
                decoder.report(.invalidDuration(decoder.pathText, text, error, at: node.range))
                return nil
            }
        },
        encode: { value, _ in .string(value.description) })

    /// A duration that is left out of the canonical form where it is zero.
    static let nonZeroDuration = Codec<ComposeDuration>(
        decode: duration.decode, encode: { value, dialect in value.nanoseconds == 0 ? nil : duration.encode(value, dialect) })
}

extension Codec where Value == ByteCount {
    /// A size: a text with an optional unit, or a number of bytes.
    static let bytes = Codec<ByteCount>(
        decode: { node, decoder in
            switch node.resolved {
            case .int(let value): return ByteCount(bytes: value)
            case .float(let value) where value.magnitude < 9e18: return ByteCount(bytes: Int64(value))
            default: break
            }
            guard let text = Codec<String>.string.decode(node, &decoder) else { return nil }
            if text == "-1" { return ByteCount(bytes: -1) }
            do {
                return try ByteCount(text)
            } catch {
                decoder.report(.invalidSize(decoder.pathText, text, at: node.range))
                return nil
            }
        },
        encode: { value, _ in .string(String(value.bytes)) })

    /// A size that may not be a fraction of a number; compose-spec.json, `integer` or `string`.
    static let wholeBytes = Codec<ByteCount>(
        decode: { node, decoder in
            if case .float(let value) = node.resolved, value != value.rounded(), decoder.dialect == .specification {
                decoder.report(.wrongType(decoder.pathText, expected: "whole number or a text with a unit", found: node))
                return nil
            }
            return bytes.decode(node, &decoder)
        },
        encode: nonZeroBytes.encode)

    /// A size that is a text even where it has no unit; compose-spec.json, `deploy.resources`.
    static let bytesText = Codec<ByteCount>(
        decode: { node, decoder in
            guard decoder.dialect == .stack || Codec<String>.string.decode(node, &decoder) != nil else { return nil }
            return bytes.decode(node, &decoder)
        },
        encode: nonZeroBytes.encode)

    /// A size that is left out of the canonical form where it is zero.
    static let nonZeroBytes = Codec<ByteCount>(
        decode: bytes.decode, encode: { value, dialect in value.bytes == 0 ? nil : bytes.encode(value, dialect) })
}

extension Codec where Value == CPUCount {
    /// A number of processors, as a text or a number. docker stack takes an empty text, often that of a variable, for none.
    static let cpus = Codec<CPUCount>(
        decode: { node, decoder in
            guard let text = Codec<String>.scalarText.decode(node, &decoder) else { return nil }
            if text.isEmpty, decoder.dialect == .stack { return nil }
            do throws(CPUCount.ParseError) {
                return try CPUCount(text)
            } catch {
                decoder.report(.invalidCPUs(decoder.pathText, text, error, at: node.range))
                return nil
            }
        },
        encode: { value, _ in .string(value.text) })
}

extension Codec where Value == UInt32 {
    /// Permission bits: a number as YAML reads it, or a text in octal. Both peers' `config` writes them as a number, which
    /// every version of them reads alike.
    static let fileMode = Codec<UInt32>(
        decode: { node, decoder in
            switch node.resolved {
            case .int(let value) where (0...0o7777777).contains(value): return UInt32(value)
            case .float(let value) where value >= 0 && value < 4e9: return UInt32(value)
            case .string:
                let radix = decoder.dialect == .specification ? 8 : 10
                if let text = node.text, let value = UInt32(text, radix: radix) { return value }
            default: break
            }
            decoder.report(.invalidFileMode(decoder.pathText, at: node.range))
            return nil
        },
        encode: { value, _ in .integer(value) })
}
