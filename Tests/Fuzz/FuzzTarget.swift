import ComposeLoading
import ComposeModel
import Diagnostics
import YAMLTree

/// Where libFuzzer gives an input: the first byte chooses the reader. Built by scripts/fuzz only.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let reader = input.first else { return 0 }
    let bytes = Array(input.dropFirst())
    switch reader % 4 {
    case 0: readTree(bytes)
    case 1: readEnvironment(bytes)
    case 2: load(bytes, .specification)
    default: load(bytes, .stack)
    }
    return 0
}

private let variables = VariableScope { ["V": "val", "E": ""][$0] }
private let file = SourceFileID(index: 0)

private func readTree(_ bytes: [UInt8]) {
    for document in YAMLParser.parse(bytes, file: file).documents {
        _ = Interpolator(dialect: .specification, variables: variables).interpolate(document)
        _ = Interpolator(dialect: .stack, variables: variables).interpolate(document)
        _ = TemplateVariable.all(in: document)
    }
}

private func readEnvironment(_ bytes: [UInt8]) {
    _ = DotenvFile.parse(bytes, file: file, variables: variables)
    _ = KeyValueFile.parse(bytes, file: file, variables: variables)
}

private func load(_ bytes: [UInt8], _ dialect: Dialect) {
    var request = LoadRequest(workingDirectory: "/p")
    request.files = ["compose.yaml"]
    request.dialect = dialect
    let loaded = ComposeLoader(source: OneFile(bytes: bytes)).load(request)
    let report = DiagnosticReport(loaded.diagnostics, sources: loaded.sources)
    _ = report.text()
    _ = report.json
}

/// A disk with one compose file.
private struct OneFile: FileSource {
    let bytes: [UInt8]

    func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        guard exists(path) else { throw .notFound }
        return bytes
    }

    func exists(_ path: String) -> Bool { path == "/p/compose.yaml" }
}
