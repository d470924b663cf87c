import ComposeLoading
import ComposeModel
import Diagnostics
import EngineModel
import Foundation
import TestSupport
import Testing
import Translation

/// Files that a swarm or one host cannot have as they are: what is said stands on the line that it is about.
@Suite struct BrokenTranslationTests {
    static let swarm = files("swarm")
    static let host = files("host")

    private static func files(_ target: String) -> [BrokenFile] {
        BrokenFile.all(in: PackageFolder.root.appendingPathComponent("Tests/TranslationTests/Fixtures/" + target))
    }

    @Test(arguments: swarm)
    func isToldOfASwarm(_ file: BrokenFile) throws {
        #expect(!file.expected.isEmpty)
        let loaded = file.load()
        let dialect: Dialect = file.settings.contains("compat") ? .stack : .specification
        let translator = SwarmTranslator(stack: "s", dialect: dialect, api: file.api)
        let told = translator.translate(try #require(loaded.project)).diagnostics
        #expect(BrokenFile.described(loaded.diagnostics + told) == file.expected)
    }

    @Test(arguments: host)
    func isToldOfOneHost(_ file: BrokenFile) throws {
        #expect(!file.expected.isEmpty)
        let loaded = file.load()
        let origin = ProjectOrigin(directory: loaded.directory, files: loaded.files, toolVersion: "1")
        let translator = HostTranslator(project: "p", origin: origin, api: file.api)
        let project = try #require(loaded.project)
        let (state, told) = translator.translate(project)
        let claims = state.map { HostPortClaims($0.services, in: project).conflicts(.warning) } ?? []
        #expect(BrokenFile.described(loaded.diagnostics + told + claims) == file.expected)
    }

    @Test(arguments: [("swarm", swarm), ("host", host)])
    func everyIDHasALine(_ prefix: String, _ files: [BrokenFile]) {
        let ids = DiagnosticCatalogue.ids(in: PackageFolder.root.appendingPathComponent("Sources/Translation"), prefix: prefix)
        #expect(ids.count > 10)
        let placed = files.flatMap(\.expected).filter { !$0.hasSuffix(" -") }
        let shown = Set(placed.flatMap { $0.split(separator: " ").map(String.init) })
        #expect(ids.subtracting(shown).sorted() == [])
    }
}

extension BrokenFile {
    /// The engine of the setting `api=1.44`, otherwise the newest.
    fileprivate var api: APIVersion {
        settings.compactMap { $0.hasPrefix("api=") ? APIVersion(String($0.dropFirst("api=".count))) : nil }.first ?? .newest
    }
}
