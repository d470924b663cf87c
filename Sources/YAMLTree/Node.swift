package import Diagnostics

/// A YAML value with its place. Order is kept; aliases are expanded, and remember where they stood.
package struct Node: Sendable {
    package enum Content: Sendable {
        case scalar(Scalar)
        case sequence([Node])
        case mapping(Mapping)
    }

    package var content: Content
    /// Where the value stands. For an expanded alias: where the anchored value stands (see `annotation.aliasSite`).
    package var range: SourceRange
    /// What few nodes have; nil for most, to keep nodes small.
    package var annotation: Annotation?

    package init(_ content: Content, range: SourceRange, annotation: Annotation? = nil) {
        self.content = content
        self.range = range
        self.annotation = annotation
    }
}

/// The rare properties of a node.
package final class Annotation: Sendable {
    /// An explicit tag as written, such as `!reset` or `!!str` (resolved: `tag:yaml.org,2002:str`).
    package let tag: String?
    /// Where the `*alias` stood that brought the node here.
    package let aliasSite: SourceRange?
    /// Where a template got its value: words for "value comes from .env:3".
    package let origin: String?
    /// Whether variables were filled in and the text is no longer what is written.
    package let isInterpolated: Bool

    package init(tag: String? = nil, aliasSite: SourceRange? = nil, origin: String? = nil, isInterpolated: Bool = false) {
        self.tag = tag
        self.aliasSite = aliasSite
        self.origin = origin
        self.isInterpolated = isInterpolated
    }
}

/// A scalar as written (after escapes and folding), with what go-yaml v3 makes of it.
package struct Scalar: Sendable, Hashable {
    package var text: String
    /// Whether it may resolve to something other than a string: plain style and no tag, or a tag that says so.
    package var style: Style

    package enum Style: UInt8, Sendable {
        case plain, singleQuoted, doubleQuoted, literal, folded
    }

    package init(_ text: String, style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

/// An ordered mapping. Keys are kept as text with their own place; no two entries have the same key.
package struct Mapping: Sendable {
    package struct Entry: Sendable {
        package var key: Key
        package var value: Node

        package init(key: Key, value: Node) {
            self.key = key
            self.value = value
        }
    }

    package struct Key: Sendable, Hashable {
        package var text: String
        package var range: SourceRange
        /// False for a key such as `1:` or `true:` that is not a string in YAML.
        package var isString: Bool

        package init(_ text: String, range: SourceRange, isString: Bool = true) {
            self.text = text
            self.range = range
            self.isString = isString
        }
    }

    package var entries: [Entry]

    package init(_ entries: [Entry] = []) {
        self.entries = entries
    }

    /// The value under this key; nil where there is none.
    package subscript(key: String) -> Node? {
        entries.first { $0.key.text == key }?.value
    }
}
