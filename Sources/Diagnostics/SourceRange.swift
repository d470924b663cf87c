/// A place in a text: both numbers start at 1; columns count Unicode scalars, as libyaml does.
package struct SourcePosition: Hashable, Comparable, Sendable {
    package var line: UInt32
    package var column: UInt32

    package init(line: UInt32, column: UInt32) {
        self.line = line
        self.column = column
    }

    package static func < (a: SourcePosition, b: SourcePosition) -> Bool {
        (a.line, a.column) < (b.line, b.column)
    }
}

/// A half-open stretch of one file: `end` is the first position after it.
package struct SourceRange: Hashable, Sendable {
    package var file: SourceFileID
    package var start: SourcePosition
    package var end: SourcePosition

    package init(file: SourceFileID, start: SourcePosition, end: SourcePosition) {
        self.file = file
        self.start = start
        self.end = end
    }
}
