import Foundation
import TestSupport
import Testing

/// docs/diagnostics.md explains every id that can be reported, and none that cannot.
@Suite struct DiagnosticDocumentTests {
    private static let prefixes = ["yaml", "interpolation", "env-file", "compose", "stack", "swarm", "host", "rollout", "cli"]

    /// Ids that are put together from words when they are reported.
    private static let families = [
        "compose": ["network", "volume", "secret", "config", "model"].map { "compose.\($0).undefined" },
        "stack": ["mode", "mount", "restart"].map { "stack.\($0).unknown" },
    ]

    private func documented() throws -> [String] {
        let file = PackageFolder.root.appendingPathComponent("docs/diagnostics.md")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        return lines.filter { $0.hasPrefix("| `") }.map { String($0.dropFirst(3).prefix { $0 != "`" }) }
    }

    @Test(arguments: prefixes)
    func explainsEveryID(_ prefix: String) throws {
        let sources = PackageFolder.root.appendingPathComponent("Sources")
        let reported = DiagnosticCatalogue.ids(in: sources, prefix: prefix).filter { id in
            !["yml", "yaml", "."].contains { id.hasSuffix($0) }
        }
        let explained = try documented().filter { $0.hasPrefix(prefix + ".") }
        #expect(explained.sorted() == reported.union(Self.families[prefix] ?? []).sorted())
    }

    @Test func explainsNothingElse() throws {
        let unknown = try documented().filter { id in !Self.prefixes.contains { id.hasPrefix($0 + ".") } }
        #expect(unknown == [])
    }
}
