import ComposeModel
import Foundation
import TestSupport
import Testing

@testable import ComposeLoading

/// The tables of fates and the tables of fields name the same keys, and the documentation says what the tables say.
@Suite struct KeyFateTests {
    static let tables: [(name: String, keys: [String], fates: [KeyFate])] = [
        ("service", Service.table.keys, KeyFate.service), ("build", Build.table.keys, KeyFate.build),
        ("deploy", Deploy.table.keys, KeyFate.deploy),
        ("attachment", NetworkAttachment.table.keys, KeyFate.attachment), ("network", Network.table.keys, KeyFate.network),
        ("volume", Volume.table.keys, KeyFate.volume), ("secret", FileObject.secretTable.keys, KeyFate.secret),
        ("config", FileObject.configTable.keys, KeyFate.config),
    ]

    @Test(arguments: tables.indices)
    func fieldsAndFatesAreTheSame(_ index: Int) {
        let table = Self.tables[index]
        #expect(table.fates.map(\.path).sorted() == table.keys.sorted(), "\(table.name)")
    }

    /// Only what is lost can leave something unprotected.
    @Test func protectingKeysAreLost() {
        for row in Self.tables.flatMap(\.fates) where row.protects {
            #expect(row.swarm != .applied)
        }
    }

    /// SKEP_UPDATE_GOLDENS=1 writes the file anew.
    @Test func theDocumentIsUpToDate() throws {
        let file = PackageFolder.root.appendingPathComponent("docs/compose-support.md")
        if ProcessInfo.processInfo.environment["SKEP_UPDATE_GOLDENS"] == "1" {
            try SupportDocument.text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == SupportDocument.text)
    }
}
