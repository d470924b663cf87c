import TestSupport
import Testing

/// Where tasks run.
@Suite struct PlacementTests {
    @Test(
        arguments: table(
            #"""
            deploy: {placement: {constraints: ["node.role == manager"], preferences: [{spread: node.labels.a}], max_replicas_per_node: 2}}
                {"Constraints":["node.role == manager"],"MaxReplicas":2,"Preferences":[{"Spread":{"SpreadDescriptor":"node.labels.a"}}]}
            platform: linux/arm64/v8
                {"Platforms":[{"Architecture":"arm64","OS":"linux"}]}
            platform: linux
                {}
            user: root
                {}
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("TaskTemplate.Placement") == row.expected)
    }
}
