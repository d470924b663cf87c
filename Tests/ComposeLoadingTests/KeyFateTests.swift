import ComposeModel
import Testing

@testable import ComposeLoading

/// The tables of fates and the tables of fields name the same keys.
@Suite struct KeyFateTests {
    @Test func everyKeyOfAServiceHasAFate() {
        #expect(Set(Service.table.keys).subtracting(KeyFate.service.map(\.path)) == [])
    }

    @Test func everyFateIsThatOfAKey() {
        #expect(Set(KeyFate.service.map(\.path)).subtracting(Service.table.keys) == [])
    }

    @Test func aKeyHasOneFate() {
        let paths = KeyFate.service.map(\.path)
        #expect(Set(paths).count == paths.count)
    }

    /// Only what is lost can leave something unprotected.
    @Test func protectingKeysAreLost() {
        for row in KeyFate.service where row.protects {
            #expect(row.swarm != .applied)
        }
    }
}
