import ComposeLoading
import ComposeModel
import TestSupport
import Testing

/// `include`: the services and resources of other projects.
@Suite struct IncludeTests {
    @Test func addsServicesWithTheirOwnFolder() throws {
        let result = load(
            "include: [db/compose.yaml]\nservices:\n  web: {image: i, depends_on: [db]}\n",
            files: ["/p/db/compose.yaml": "services:\n  db: {image: pg, volumes: ['./data:/d']}\n"])
        let db = try #require(result.project?.service("db"))
        #expect(db.volumes.first?.source == "/p/db/data")
        #expect(result.project?.services.count == 2)
    }

    @Test(
        arguments: [
            "include: [sub/a.yml]", "include: [{path: sub/a.yml}]", "include: [{path: [sub/a.yml]}]",
            "include:\n  - path: ./sub/a.yml\n    project_directory: sub",
        ])
    func hasForms(_ include: String) {
        let result = load(
            "\(include)\nservices: {web: {image: i}}\n", files: ["/p/sub/a.yml": "services: {a: {image: j, build: ./x}}\n"])
        #expect(result.project?.service("a")?.build?.context == "/p/sub/x")
    }

    @Test func projectDirectoryMovesRelativePaths() {
        let result = load(
            "include: [{path: sub/a.yml, project_directory: other}]\nservices: {}\n",
            files: ["/p/sub/a.yml": "services: {a: {image: j, volumes: ['.:/x']}}\n"])
        #expect(result.project?.service("a")?.volumes.first?.source == "/p/other")
    }

    @Test func severalPathsAreLayers() {
        let result = load(
            "include: [{path: [sub/a.yml, sub/b.yml]}]\nservices: {}\n",
            files: ["/p/sub/a.yml": "services: {a: {image: one, user: u}}\n", "/p/sub/b.yml": "services: {a: {image: two}}\n"])
        #expect(result.project?.service("a")?.image == "two")
        #expect(result.project?.service("a")?.user == "u")
    }

    @Test func theIncludingFileHasTheLastWord() {
        let result = load(
            "include: [a.yml]\nservices: {a: {image: mine}}\n", files: ["/p/a.yml": "services: {a: {image: theirs, user: u}}\n"])
        #expect(result.project?.service("a")?.image == "mine")
        #expect(result.project?.service("a")?.user == "u")
    }

    @Test func nests() {
        let result = load(
            "include: [a/a.yml]\nservices: {}\n",
            files: [
                "/p/a/a.yml": "include: [b/b.yml]\nservices: {a: {image: i}}\n",
                "/p/a/b/b.yml": "services: {b: {image: i, volumes: ['.:/x']}}\nvolumes: {v: {}}\n",
            ])
        #expect(result.project?.services.map(\.key).sorted() == ["a", "b"])
        #expect(result.project?.service("b")?.volumes.first?.source == "/p/a/b")
        #expect(result.project?.volume("v") != nil)
    }

    @Test func aDiamondIsNoCycle() {
        let result = load(
            "include: [a.yml, b.yml]\nservices: {}\n",
            files: [
                "/p/a.yml": "include: [common.yml]\nservices: {a: {image: i}}\n",
                "/p/b.yml": "include: [common.yml]\nservices: {b: {image: i}}\n",
                "/p/common.yml": "services: {c: {image: i, ports: ['80:80']}}\n",
            ])
        #expect(result.errors == [])
        #expect(result.project?.service("c")?.ports.count == 1)
    }

    @Test func theNameStaysThatOfTheIncludingProject() {
        let result = load("include: [a.yml]\nservices: {}\n", files: ["/p/a.yml": "name: theirs\nservices: {a: {image: i}}\n"])
        #expect(result.name == "p")
    }

    @Test(
        arguments: [
            ("include: [missing.yml]", "compose.file.unreadable"),
            ("include: [compose.yaml]", "compose.include.cycle"),
            ("include: [back.yml]", "compose.include.cycle"),
            ("include: a.yml", "compose.type"),
            ("include: [5]", "compose.type"),
            ("include: [{}]", "compose.key.missing"),
            ("include: [{file: a.yml}]", "compose.key.unknown"),
            ("include: [{path: []}]", "compose.key.missing"),
        ])
    func refused(_ include: String, _ id: String) {
        let files = ["/p/a.yml": "services: {a: {image: i}}\n", "/p/back.yml": "include: [compose.yaml]\nservices: {b: {image: i}}\n"]
        let result = load("\(include)\nservices: {web: {image: i}}\n", files: files)
        #expect(result.project == nil)
        #expect(result.errors.contains(id))
    }

    /// Thirty files that each include the next one twice would be a thousand million.
    @Test func theNumberIsLimited() {
        let files = (0..<30).map { ("/p/\($0).yml", "include: [\($0 + 1).yml, \($0 + 1).yml]\n") }
        let last = [("/p/30.yml", "services: {a: {image: i}}\n")]
        let result = load("include: [0.yml]\nservices: {}\n", files: Dictionary(uniqueKeysWithValues: files + last))
        #expect(result.errors == ["compose.include.many"])
    }
}
