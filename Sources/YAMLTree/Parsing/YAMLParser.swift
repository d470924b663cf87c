package import Diagnostics

/// Reads YAML text into trees of nodes.
package enum YAMLParser {
    /// The documents of a text in order, and everything that is wrong with it.
    ///
    /// Never traps, whatever the bytes are. After a syntax error the documents before it are still there; after other
    /// errors (a duplicate key, an unknown alias) reading goes on, so that one run tells as much as possible.
    /// - Parameter bytes: UTF-8, or UTF-16 with a byte order mark.
    package static func parse(
        _ bytes: [UInt8], file: SourceFileID, limits: YAMLLimits = YAMLLimits()
    ) -> ParsedText {
        bytes.withUnsafeBufferPointer { buffer in
            var composer = Composer(events: EventStream(buffer), file: file, limits: limits)
            let documents = composer.composeAll()
            return ParsedText(documents: documents, diagnostics: composer.diagnostics, hasLocalTags: composer.hasLocalTags)
        }
    }
}

/// What is in a text.
package struct ParsedText: Sendable {
    package var documents: [Node]
    package var diagnostics: [Diagnostic]
    /// Whether any node has a tag that is not YAML's own, such as `!reset`.
    package var hasLocalTags: Bool
}

/// What a text may cost, so that a few lines cannot fill the memory or the stack.
package struct YAMLLimits: Sendable {
    /// How deep collections may stand in each other, counted after aliases are expanded.
    package var depth: Int
    /// How many nodes aliases and merge keys may add to those that are written, over all documents of a text.
    package var expandedNodes: Int

    package init(depth: Int = 256, expandedNodes: Int = 100_000) {
        self.depth = depth
        self.expandedNodes = expandedNodes
    }
}
