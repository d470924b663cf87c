import ComposeLoading
import Diagnostics
import Foundation
import TestSupport
import Testing

/// Each broken file yields exactly the diagnostics that its comments expect: none missing, none more, each in its place.
@Suite struct BrokenFileTests {
    static let files = BrokenFile.all(in: PackageFolder.root.appendingPathComponent("Tests/ComposeLoadingTests/Fixtures/broken"))

    @Test(arguments: files)
    func reports(_ file: BrokenFile) {
        #expect(!file.expected.isEmpty)
        #expect(BrokenFile.described(file.load().diagnostics) == file.expected)
    }

    /// Ids that a file with comments cannot show, and the suite that tests them.
    static let elsewhere = [
        "compose.file.none": "FileDiscoveryTests", "compose.extends.depth": "ExtendsTests", "compose.include.many": "IncludeTests",
    ]

    @Test func everyIDHasAFile() {
        let sources = PackageFolder.root.appendingPathComponent("Sources/ComposeLoading")
        let ids = DiagnosticCatalogue.ids(in: sources, prefix: "compose").filter { !$0.hasSuffix("yml") && !$0.hasSuffix("yaml") }
        #expect(ids.count > 40)
        let shown = Set(Self.files.flatMap(\.expected).flatMap { $0.split(separator: " ").map(String.init) })
        #expect(ids.subtracting(Self.elsewhere.keys).subtracting(shown).sorted() == [])
    }

    @Test func thereAreMany() {
        #expect(Self.files.count >= 70)
    }
}
