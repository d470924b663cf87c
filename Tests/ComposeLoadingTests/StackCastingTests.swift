import Diagnostics
import Testing
import YAMLTree

@testable import ComposeLoading

@Suite("docker stack's casts")
struct StackCastingTests {
    /// The tree of a text in which every value but those under `plain` came from a variable.
    private func interpolated(_ node: Node) -> Node {
        var node = node
        switch node.content {
        case .scalar(let scalar):
            node.content = .scalar(Scalar(scalar.text, style: .doubleQuoted))
            node.annotation = Annotation(isInterpolated: true)
        case .sequence(let items): node.content = .sequence(items.map(interpolated))
        case .mapping(let mapping):
            node.content = .mapping(Mapping(mapping.entries.map { .init(key: $0.key, value: interpolated($0.value)) }))
        }
        return node
    }

    private func value(_ root: Node, _ path: String) -> Node? {
        path.split(separator: "/").reduce(Optional(root)) { node, key in
            switch node?.content {
            case .mapping(let mapping): mapping[String(key)]
            case .sequence(let items): Int(key).flatMap { items.indices.contains($0) ? items[$0] : nil }
            default: nil
            }
        }
    }

    @Test(arguments: [
        ("services: {web: {tty: \"YES\"}}", "services/web/tty", ResolvedScalar.bool(true)),
        ("services: {web: {tty: off}}", "services/web/tty", .bool(false)),
        ("services: {web: {deploy: {replicas: \"03\"}}}", "services/web/deploy/replicas", .int(3)),
        ("services: {web: {secrets: [{source: a, mode: \"0440\"}]}}", "services/web/secrets/0/mode", .int(440)),
        ("services: {web: {ports: [{target: \"80\"}]}}", "services/web/ports/0/target", .int(80)),
        ("services: {web: {ulimits: {nofile: \"5\"}}}", "services/web/ulimits/nofile", .int(5)),
        ("services: {web: {ulimits: {nofile: {soft: \"5\"}}}}", "services/web/ulimits/nofile/soft", .int(5)),
        (
            "services: {web: {deploy: {update_config: {max_failure_ratio: \"0.5\"}}}}",
            "services/web/deploy/update_config/max_failure_ratio", .float(0.5)
        ),
        ("networks: {a: {external: \"true\"}}", "networks/a/external", .bool(true)),
        ("services: {web: {image: \"5\"}}", "services/web/image", .string),
        ("services: {web: {ports: [\"80\"]}}", "services/web/ports/0", .string),
        ("services: {a.b: {tty: \"true\"}}", "services/a.b/tty", .string),
    ])
    func casts(_ yaml: String, _ path: String, _ expected: ResolvedScalar) throws {
        let (tree, diagnostics) = StackCasting.apply(interpolated(try Fixture.tree(yaml)))
        #expect(diagnostics.isEmpty)
        #expect(value(tree, path)?.resolved == expected)
    }

    @Test("what was written so is not cast")
    func written() throws {
        let (tree, _) = StackCasting.apply(try Fixture.tree("services: {web: {tty: \"true\"}}"))
        #expect(value(tree, "services/web/tty")?.resolved == .string)
    }

    @Test(arguments: [
        "services: {web: {tty: maybe}}", "services: {web: {deploy: {replicas: many}}}", "services: {web: {deploy: {replicas: \"1.0\"}}}",
        "services: {web: {deploy: {update_config: {max_failure_ratio: \"\"}}}}",
    ])
    func failures(_ yaml: String) throws {
        let (_, diagnostics) = StackCasting.apply(interpolated(try Fixture.tree(yaml)))
        #expect(diagnostics.map(\.id.description) == ["stack.cast"])
        #expect(diagnostics.first?.range != nil)
    }
}
