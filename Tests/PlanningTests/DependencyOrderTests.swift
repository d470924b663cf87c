import Testing

@testable import Planning

/// In which order services come that need each other.
@Suite struct DependencyOrderTests {
    @Test(arguments: [
        (["b", "a", "c"], [:], ["a", "b", "c"]),
        (["a", "b", "c"], ["a": ["c"], "b": ["a"]], ["c", "a", "b"]),
        (["a", "b", "c", "d"], ["a": ["d"], "c": ["d"]], ["b", "d", "a", "c"]),
        (["a", "b"], ["a": ["a", "elsewhere"], "b": ["a", "a"]], ["a", "b"]),
        (["a", "b", "c", "d"], ["a": ["b"], "b": ["a"], "c": ["a"]], ["d", "a", "b", "c"]),
        ([], [:], []),
    ])
    func order(_ names: [String], _ needs: [String: [String]], _ expected: [String]) {
        #expect(DependencyOrder.sorted(names) { needs[$0] ?? [] } == expected)
    }
}
