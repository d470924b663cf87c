import EngineModel
import Testing

/// Networks, volumes and containers are those that docker-compose sent to an engine for the same files.
///
/// The recordings are made by scripts/record-host-goldens, which knows nothing of compose files; Tests/HostGoldens/RECORDED says
/// with which version.
@Suite struct HostGoldenTests {
    @Test("enough cases are there") func enoughCases() {
        #expect(HostGolden.all.count >= 25)
    }

    @Test(arguments: HostGolden.all) func agrees(_ golden: HostGolden) throws {
        // The recording is put into the same form, so that lists without an order are sorted by one rule.
        let expected = HostGoldenForm(folder: "@CASE@").normal(try golden.expected()).lines()
        let actual = try golden.actual().lines()
        let missing = Set(expected).subtracting(actual).map { $0 + "  <- docker-compose" }
        let added = Set(actual).subtracting(expected).map { $0 + "  <- Skep" }
        let difference = (missing + added).sorted().prefix(40).joined(separator: "\n")
        #expect(difference == "")
    }
}
