/// A whole JSON text, checked to its last byte, as a flat list of nodes over the original bytes.
///
/// One array is allocated for a text; strings and numbers are made only when asked for. Where a key occurs twice in an
/// object the **last** one counts, as in JavaScript, Python and Go; the earlier members are not seen.
///
/// A class, so that each value that is taken out of it holds one reference and not two arrays.
package final class JSONDocument: Sendable {
    /// Values (keys count too) that a text may have by default: the largest status of any known device has about 400.
    package static let defaultValueLimit = 4096

    struct Node: Sendable {
        enum Content: Sendable {
            case object, array, null
            case boolean(Bool)
            case string(JSONText)
            case key(JSONText)
            case number(DecimalNumber)
        }
        let content: Content
        private let start: UInt32
        private var following: UInt32
        /// A later member of the object has the same key.
        var isShadowed = false

        init(content: Content, offset: Int, next: Int) {
            self.content = content
            start = UInt32(clamping: offset)
            following = UInt32(clamping: next)
        }

        /// First byte of the value.
        var offset: Int { Int(start) }
        /// Index of the node after this value and everything in it; while a container is open, one more than the index of the one around it.
        var next: Int {
            get { Int(following) }
            set { following = UInt32(clamping: newValue) }
        }
    }

    let bytes: [UInt8]
    let nodes: [Node]

    /// Reads `bytes`; fails at the first byte that is not JSON.
    package init(
        _ bytes: [UInt8], depthLimit: Int = JSONReader.defaultDepthLimit, valueLimit: Int = JSONDocument.defaultValueLimit
    ) throws(JSONFailure) {
        self.bytes = bytes
        var reader = JSONReader(bytes, depthLimit: depthLimit)
        var list = NodeList(bytes: bytes)
        while true {
            let token = try reader.next()
            if case .end = token { break }
            guard list.nodes.count < valueLimit else { throw JSONFailure(.tooManyValues, at: reader.offset) }
            list.add(token, before: reader.offset)
        }
        nodes = list.nodes
    }

    /// The whole text's value.
    package var root: JSONValue { JSONValue(document: self, index: 0) }

    /// Where the value of an object's member stands; nil when there is none of that key, or no object. No member is made for the search.
    func value(of key: String, inObjectAt object: Int) -> Int? {
        guard case .object = nodes[object].content else { return nil }
        let found = key.utf8.withContiguousStorageIfAvailable { key -> Int? in
            var member = object + 1
            while member + 1 < nodes[object].next {
                if !nodes[member].isShadowed, case .key(let text) = nodes[member].content, isEqual(text, key) { return member + 1 }
                member = nodes[member + 1].next
            }
            return nil
        }
        return found ?? nil
    }

    /// Whether a string of the text is the same as these bytes.
    func isEqual(_ text: JSONText, _ other: UnsafeBufferPointer<UInt8>) -> Bool {
        withBytes(of: text) { Bytes.areEqual(other, $0) }
    }

    /// The bytes of a string of the text, with its escapes replaced.
    func withBytes<Result>(of text: JSONText, _ use: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        guard !text.isEscaped else { return JSONEscape.decoded(text, in: bytes).withUnsafeBufferPointer(use) }
        return bytes.withUnsafeBufferPointer { use(UnsafeBufferPointer(rebasing: $0[text.range])) }
    }

    func string(_ text: JSONText) -> String {
        text.isEscaped
            ? String(decoding: JSONEscape.decoded(text, in: bytes), as: UTF8.self) : String(decoding: bytes[text.range], as: UTF8.self)
    }
}

/// The nodes of a document that is being read.
private struct NodeList {
    private let bytes: [UInt8]
    private(set) var nodes: [JSONDocument.Node] = []
    /// One more than the index of the innermost open container; 0 is none.
    private var innermost = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
        nodes.reserveCapacity(min(max(bytes.count / 6, 8), 256))
    }

    mutating func add(_ token: JSONToken, before end: Int) {
        switch token {
        case .beginObject, .beginArray:
            if case .beginObject = token { append(.object, at: end - 1) } else { append(.array, at: end - 1) }
            nodes[nodes.count - 1].next = innermost
            innermost = nodes.count
        case .endObject, .endArray:
            guard innermost > 0 else { return }
            let container = innermost - 1
            innermost = nodes[container].next
            nodes[container].next = nodes.count
            if case .endObject = token { shadowRepeatedKeys(of: container) }
        case .key(let text): append(.key(text), at: text.range.lowerBound - 1)
        case .string(let text): append(.string(text), at: text.range.lowerBound - 1)
        case .number(let number): append(.number(number), at: number.range.lowerBound)
        case .boolean(let value): append(.boolean(value), at: end - (value ? 4 : 5))
        case .null: append(.null, at: end - 4)
        case .end: break
        }
    }

    private mutating func append(_ content: JSONDocument.Node.Content, at offset: Int) {
        nodes.append(JSONDocument.Node(content: content, offset: offset, next: nodes.count + 1))
    }

    private mutating func shadowRepeatedKeys(of object: Int) {
        // Few keys are compared with each other; many are looked up, so that no object costs quadratic time.
        guard memberCount(of: object) <= 24 else { return shadowByLookup(in: object) }
        var first = object + 1
        while first + 1 < nodes[object].next {
            var later = nodes[first + 1].next
            while later + 1 < nodes[object].next, !nodes[first].isShadowed {
                if sameKey(first, later) { nodes[first].isShadowed = true }
                later = nodes[later + 1].next
            }
            first = nodes[first + 1].next
        }
    }

    private func memberCount(of object: Int) -> Int {
        var count = 0
        var member = object + 1
        while member + 1 < nodes[object].next {
            count += 1
            member = nodes[member + 1].next
        }
        return count
    }

    private mutating func shadowByLookup(in object: Int) {
        var members: [Int] = []
        var member = object + 1
        while member + 1 < nodes[object].next {
            members.append(member)
            member = nodes[member + 1].next
        }
        var seen = Set<[UInt8]>()
        for member in members.reversed() { nodes[member].isShadowed = !seen.insert(keyBytes(member)).inserted }
    }

    private func sameKey(_ first: Int, _ second: Int) -> Bool {
        guard case .key(let a) = nodes[first].content, case .key(let b) = nodes[second].content else { return false }
        if a.isEscaped || b.isEscaped { return keyBytes(first) == keyBytes(second) }
        guard a.range.count == b.range.count else { return false }
        return bytes.withUnsafeBufferPointer {
            Bytes.areEqual(UnsafeBufferPointer(rebasing: $0[a.range]), UnsafeBufferPointer(rebasing: $0[b.range]))
        }
    }

    private func keyBytes(_ index: Int) -> [UInt8] {
        guard case .key(let text) = nodes[index].content else { return [] }
        return text.isEscaped ? JSONEscape.decoded(text, in: bytes) : Array(bytes[text.range])
    }
}
