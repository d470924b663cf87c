import ComposeLoading
import ComposeModel
import Diagnostics
import Testing
import YAMLTree

@Suite struct InterpolatorTests {
    private func interpolated(_ text: String, _ dialect: Dialect = .specification) throws -> (node: Node, diagnostics: [Diagnostic]) {
        try Interpolator(dialect: dialect, variables: sampleVariables).interpolate(tree(text))
    }

    private func value(_ node: Node, _ path: String...) -> Node? {
        path.reduce(node) { current, key in
            switch current?.content {
            case .mapping(let mapping)?: mapping[key]
            case .sequence(let items)?: Int(key).map { items[$0] }
            default: nil
            }
        }
    }

    @Test func changesValuesOnly() throws {
        let (node, diagnostics) = try interpolated("$V: [$V, {a: '${V}', b: 5, c: |\n  x$V\n}]\n".replacing("|\n  x$V\n", with: "x$V"))
        #expect(diagnostics.isEmpty)
        #expect(value(node, "$V", "0")?.goText == "val")
        #expect(value(node, "$V", "1", "a")?.goText == "val")
        #expect(value(node, "$V", "1", "b")?.resolved == .int(5))
        #expect(value(node, "$V", "1", "c")?.goText == "xval")
    }

    @Test func marksWhatChanged() throws {
        let (node, _) = try interpolated("a: ${U:-8080}\nb: \"8080\"\nc: $1\nd: $$\n")
        #expect(value(node, "a")?.annotation?.isInterpolated == true)
        #expect(value(node, "a")?.resolved == .string)
        #expect(value(node, "a")?.goText == "8080")
        #expect(value(node, "b")?.annotation == nil)
        #expect(value(node, "c")?.annotation == nil)
        #expect(value(node, "d")?.annotation?.isInterpolated == true)
    }

    @Test func tellsWhereValuesComeFrom() throws {
        let file = VariableScope([EnvironmentFileEntry(name: "PORT", value: "70000", range: place(3, 1))], path: ".env")
        let scope = VariableScope { $0 == "HOST" ? "h" : nil }.over(file)
        let node = try tree("a: $HOST:${PORT}:${X:-y}:$HOST")
        let result = Interpolator(dialect: .specification, variables: scope).interpolate(node).node
        let origin = try #require(value(result, "a")?.annotation?.origin)
        #expect(origin == "HOST comes from the environment, PORT comes from .env:3, X has its default")
    }

    private func place(_ line: UInt32, _ column: UInt32) -> SourceRange {
        SourceRange(
            file: sampleFile, start: SourcePosition(line: line, column: column), end: SourcePosition(line: line, column: column + 1))
    }

    @Test func keepsTagsAndAliasSites() throws {
        let (node, _) = try interpolated("a: !!str ${V}\nb: &x [$V]\nc: *x\n")
        #expect(value(node, "a")?.annotation?.tag == "tag:yaml.org,2002:str")
        #expect(value(node, "c")?.annotation?.aliasSite != nil)
        #expect(value(node, "c", "0")?.goText == "val")
    }

    /// The template itself is underlined where its columns are known, else the scalar.
    @Test(
        arguments: [
            ("a: xé${U:?m}y", "1:6-13"), ("a: \"x ${U?}\"", "1:7-12"), ("a: 'x ${U?}'", "1:7-12"), ("a: \"\\t${U?}\"", "1:4-13"),
            ("a: !!str ${U?}", "1:4-15"), ("a: ${U:-${", "1:4-6"), ("a: ${U:-${}}", "1:9-12"), ("- - ${", "1:5-7"),
        ])
    func underlinesTemplates(_ text: String, _ expected: String) throws {
        let (_, diagnostics) = try interpolated(text)
        #expect(diagnostics.map { placeText($0.range) } == [expected])
    }

    @Test func warnsOncePerUnsetVariable() throws {
        let (_, diagnostics) = try interpolated("a: $U\nb: ${U} ${X}\nc: ${Y:-} ${Z+}\n")
        #expect(diagnostics.map(\.severity) == [.warning, .warning])
        #expect(diagnostics.map(\.message).map { $0.split(separator: " ")[2] } == ["U", "X"])
        #expect(diagnostics.map { placeText($0.range) } == ["1:4-6", "2:9-13"])
        #expect(try interpolated("a: $U", .stack).diagnostics.isEmpty)
    }

    @Test func warnsOfWhatDockerForgets() throws {
        let (node, diagnostics) = try interpolated("a: ${U:?m} $V", .stack)
        #expect(value(node, "a")?.goText == " val")
        #expect(diagnostics.map(\.id) == ["interpolation.forgotten"])
        #expect(diagnostics.map(\.severity) == [.warning])
    }

    @Test func neverTellsValues() throws {
        let secret = VariableScope { _ in "hunter2" }
        for text in ["a: $U ${", "a: ${V:?m} ${}", "a: ${V}$V ${V:x}"] {
            for dialect in [Dialect.specification, .stack] {
                let (node, diagnostics) = try Interpolator(dialect: dialect, variables: secret).interpolate(tree(text))
                #expect(!diagnostics.contains { "\($0)".contains("hunter2") })
                #expect(value(node, "a")?.annotation?.origin?.contains("hunter2") != true)
            }
        }
    }

    @Test func boundsTheResult() throws {
        let large = VariableScope { _ in String(repeating: "x", count: 1_000_000) }
        let template = Node(.scalar(Scalar(String(repeating: "$A", count: 10_000))), range: place(1, 1))
        for dialect in [Dialect.specification, .stack] {
            let (_, diagnostics) = Interpolator(dialect: dialect, variables: large).interpolate(template)
            #expect(diagnostics.map(\.id) == ["interpolation.size"])
        }
    }

    @Test func listsVariables() throws {
        let node = try tree(
            "a: $A ${B:-x} ${C-y} ${D:?m} ${E:+z} ${F:-${G:-{}}} $$H\nb: ['${A:-late}', {c: \"${I\"}]\n$K: ${1}\nd: ${L?}\n")
        let expected = [
            TemplateVariable(name: "A"), TemplateVariable(name: "B", defaultValue: "x"), TemplateVariable(name: "C", defaultValue: "y"),
            TemplateVariable(name: "D", isRequired: true), TemplateVariable(name: "E", alternateValue: "z"),
            TemplateVariable(name: "F", defaultValue: "${G:-{}}"), TemplateVariable(name: "G", defaultValue: "{}"),
            TemplateVariable(name: "I"), TemplateVariable(name: "L", isRequired: true),
        ]
        #expect(TemplateVariable.all(in: node) == expected)
    }

    @Test func looksScopesUpInOrder() {
        let scope = VariableScope { $0 == "A" ? "1" : nil }.over(VariableScope(["A": .init("2", from: "x"), "B": .init("3", from: "y")]))
        #expect(scope["A"] == .init("1", from: "the environment"))
        #expect(scope["B"] == .init("3", from: "y"))
        #expect(scope["a"] == nil)
        #expect(VariableScope()["A"] == nil)
    }
}
