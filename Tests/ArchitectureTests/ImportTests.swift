import FoundationEssentials
import Testing

/// An import between our targets that Package.swift does not declare compiles on an incremental build; this test sees it.
@Suite struct ImportTests {
    private static let root: String = {
        // <root>/Tests/ArchitectureTests/ImportTests.swift
        #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    }()

    @Test(arguments: ImportRow.table.map(\.folder))
    func importsOnlyWhatTheTableAllows(_ folder: String) throws {
        let row = try #require(ImportRow.table.first { $0.folder == folder })
        for file in try Self.swiftFiles(below: Self.path(of: folder)) {
            for module in try Self.imports(of: file) {
                #expect(row.allowed.contains(module), "\(file.dropFirst(Self.root.count + 1)) imports \(module)")
            }
        }
    }

    @Test func coversEveryFolder() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/Sources").filter { !$0.hasPrefix(".") }
        #expect(!folders.isEmpty)
        #expect(Set(folders).subtracting(ImportRow.table.map(\.folder)) == [])
    }

    @Test func importsPointDownwards() {
        let order = Dictionary(uniqueKeysWithValues: ImportRow.table.enumerated().map { ($1.folder, $0) })
        for row in ImportRow.table {
            for other in row.ours { #expect((order[other] ?? .max) < (order[row.folder] ?? .min), "\(row.folder) -> \(other)") }
        }
    }

    @Test func keepsEnginesAndSensorsApart() {
        let engineSide: Set<String> = ["EngineModel", "Translation", "Planning", "EngineClient", "Deployment", "Commands"]
        let sensorSide: Set<String> = ["Messaging", "RabbitMQ", "Sensors"]
        for row in ImportRow.table {
            #expect(row.ours.isDisjoint(with: engineSide) || row.ours.isDisjoint(with: sensorSide), "\(row.folder)")
            #expect(!engineSide.contains(row.folder) || row.ours.isDisjoint(with: sensorSide), "\(row.folder)")
            #expect(!sensorSide.contains(row.folder) || row.ours.isDisjoint(with: engineSide), "\(row.folder)")
        }
    }

    /// The reader of import lines must see every form, or the table guards nothing.
    @Test(
        arguments: [
            ("import A", "A"), ("package import B", "B"), ("public import struct C.D", "C"), ("@testable import E", "E"),
            ("  @preconcurrency internal import F // why", "F"), ("import G.H", "G"), ("@_exported public import I", "I"),
            ("importance = 1", nil), ("// import J", nil), ("let text = \"import K\"", nil), ("#if canImport(L)", nil),
        ] as [(String, String?)])
    func readsImportLines(_ line: String, _ expected: String?) {
        #expect(Self.importedModule(Substring(line)) == expected)
    }

    private static func path(of folder: String) -> String {
        folder == "samples" ? root + "/samples" : root + "/Sources/" + folder
    }

    private static func swiftFiles(below folder: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".swift") }.map { folder + "/" + $0 }
    }

    private static func imports(of file: String) throws -> [String] {
        guard let data = FileManager.default.contents(atPath: file) else { throw UnreadableFile(path: file) }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).compactMap(importedModule)
    }

    private struct UnreadableFile: Error {
        let path: String
    }

    /// The module of an import line; nil for any other line.
    private static func importedModule(_ line: Substring) -> String? {
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "var", "let"]
        let levels: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
        var words = line.split(whereSeparator: { $0 == " " || $0 == "\t" })[...]
        while let word = words.first, word.hasPrefix("@") || levels.contains(word) { words.removeFirst() }
        guard words.popFirst() == "import" else { return nil }
        if let word = words.first, kinds.contains(word) { words.removeFirst() }
        return words.first?.split(separator: ".").first.map(String.init)
    }
}
