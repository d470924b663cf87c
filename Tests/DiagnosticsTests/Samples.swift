import Diagnostics

/// A map with these files, in order.
func sources(_ texts: (path: String, text: String)...) -> SourceMap {
    var map = SourceMap()
    for file in texts { _ = map.add(SourceFile(path: file.path, bytes: Array(file.text.utf8))) }
    return map
}

/// A range on one line.
func range(_ line: UInt32, _ from: UInt32, _ to: UInt32, file: UInt32 = 0) -> SourceRange {
    SourceRange(
        file: SourceFileID(index: file), start: SourcePosition(line: line, column: from), end: SourcePosition(line: line, column: to))
}
