/// What format 3.x allows at one place. Minor versions stand for themselves: 7 is 3.7.
///
/// docker/cli cli/compose/schema/data, all fourteen files in one table. Where docker has alternatives, they differ by the kind
/// of the value, so the kind of the value picks the one that is checked.
indirect enum StackShape: Sendable {
    /// One of these kinds of scalar, maybe in a format.
    case scalar(ScalarKinds, StackFormat?)
    /// One of a few words.
    case word([String])
    /// A list; `unique` lists have no two equal items in the versions given.
    case list(StackShape, unique: Range<Int>)
    case mapping(StackMapping)
    /// One of these, each from the version on that is beside it.
    case either([(shape: StackShape, since: Int)])
}

/// Kinds of scalars, as JSON Schema has them: a whole number is a number too.
struct ScalarKinds: OptionSet, Sendable {
    let rawValue: UInt8

    static let string = ScalarKinds(rawValue: 1)
    static let number = ScalarKinds(rawValue: 2)
    static let integer = ScalarKinds(rawValue: 4)
    static let boolean = ScalarKinds(rawValue: 8)
    static let null = ScalarKinds(rawValue: 16)
}

/// What a text or a number must look like.
enum StackFormat: Sendable {
    /// Go's duration, from a minor version on.
    case duration(since: Int)
    /// A port in the short form.
    case port
    /// Not negative.
    case positive
    /// Written without a point: `2.0` is whole to docker's schema, but not to what comes after it.
    case pointless
}

/// A mapping's keys.
struct StackMapping: Sendable {
    struct Key: Sendable {
        let name: String
        let since: Int
        let shape: StackShape
        /// False for a key that docker checks and then forgets.
        let isRead: Bool
    }

    let keys: [String: Key]
    /// The shape of entries whose keys are names that the user chooses.
    let names: (pattern: NamePattern, shape: StackShape)?
    let required: [String]
    /// From which minor version on unknown keys pass unread; nil: never.
    let isOpenSince: Int?
    /// From which minor version on `x-` keys are allowed; nil: never.
    let extensionsSince: Int?

    init(
        _ keys: [Key] = [], names: (NamePattern, StackShape)? = nil, required: [String] = [], isOpenSince: Int? = nil,
        extensionsSince: Int? = nil
    ) {
        self.keys = Dictionary(keys.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.names = names.map { ($0.0, $0.1) }
        self.required = required
        self.isOpenSince = isOpenSince
        self.extensionsSince = extensionsSince
    }
}

/// Which keys are names.
enum NamePattern: Sendable {
    /// `[a-zA-Z0-9._-]+`
    case resource
    /// `[a-z]+`
    case lowercase
    /// Not empty, in one line.
    case line
    /// Has something in it that is not a line's end.
    case text

    func matches(_ name: String) -> Bool {
        switch self {
        case .resource: !name.isEmpty && name.utf8.allSatisfy(Self.isResourceByte)
        case .lowercase: !name.isEmpty && name.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        case .line: !name.isEmpty && !name.utf8.contains(UInt8(ascii: "\n"))
        case .text: name.utf8.contains { $0 != UInt8(ascii: "\n") }
        }
    }

    private static func isResourceByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

extension StackShape {
    static let string = StackShape.scalar(.string, nil)
    static let boolean = StackShape.scalar(.boolean, nil)
    static let integer = StackShape.scalar(.integer, nil)
    static let number = StackShape.scalar(.number, nil)
    static let null = StackShape.scalar(.null, nil)
    static let duration = StackShape.scalar(.string, .duration(since: 0))
    static let strings = StackShape.list(.string, unique: never)
    static let uniqueStrings = StackShape.list(.string, unique: always)
    static let stringOrStrings = StackShape.any(.string, .strings)
    static let stringOrUniqueStrings = StackShape.any(.string, .uniqueStrings)

    static let always = 0..<100
    static let never = 0..<0

    /// A list of `key=value`, or a mapping to texts, numbers and nothing.
    static let pairs = StackShape.any(
        .uniqueStrings, .mapping(StackMapping(names: (.text, .scalar([.string, .number, .null], nil)))))

    /// A driver's options.
    static let options = StackShape.mapping(
        StackMapping(names: (.line, .scalar([.string, .number], nil)), isOpenSince: 0))

    static func any(_ shapes: StackShape...) -> StackShape { .either(shapes.map { ($0, 0) }) }
    static func object(_ keys: StackMapping.Key...) -> StackShape { .mapping(StackMapping(keys)) }
    /// A mapping whose unknown keys docker neither refuses nor reads.
    static func open(_ keys: StackMapping.Key...) -> StackShape { .mapping(StackMapping(keys, isOpenSince: 0)) }
    static func list(_ shape: StackShape) -> StackShape { .list(shape, unique: never) }
}

extension StackMapping.Key {
    static func key(_ name: String, _ shape: StackShape, since: Int = 0, isRead: Bool = true) -> StackMapping.Key {
        StackMapping.Key(name: name, since: since, shape: shape, isRead: isRead)
    }
}
