import ComposeLoading
import ComposeModel
import TestSupport
import Testing

/// Which files are read when none are named.
@Suite struct FileDiscoveryTests {
    private static func text(_ image: String) -> String { "services: {web: {image: \(image)}}\n" }

    @Test(
        arguments: [
            (["/p/compose.yaml", "/p/compose.yml", "/p/docker-compose.yml"], "/p/compose.yaml"),
            (["/p/compose.yml", "/p/docker-compose.yml"], "/p/compose.yml"),
            (["/p/docker-compose.yml", "/p/docker-compose.yaml"], "/p/docker-compose.yml"),
            (["/p/docker-compose.yaml"], "/p/docker-compose.yaml"),
            (["/compose.yaml"], "/compose.yaml"),
            (["/compose.yaml", "/p/docker-compose.yaml"], "/p/docker-compose.yaml"),
        ])
    func order(_ paths: [String], _ expected: String) {
        let files = Dictionary(uniqueKeysWithValues: paths.map { ($0, Self.text($0.replacing("/", with: ""))) })
        #expect(load(files, named: []).project?.service("web")?.image == expected.replacing("/", with: ""))
    }

    @Test(arguments: ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"])
    func anOverrideBesideItIsLaidOver(_ name: String) {
        let files = ["/p/compose.yaml": Self.text("base"), "/p/\(name)": Self.text("over")]
        #expect(load(files, named: []).project?.service("web")?.image == "over")
    }

    @Test func namedFilesHaveNoOverride() {
        let files = ["/p/compose.yaml": Self.text("base"), "/p/compose.override.yaml": Self.text("over")]
        #expect(load(files, named: ["compose.yaml"]).project?.service("web")?.image == "base")
    }

    @Test(arguments: [(":", nil), (";", ";")] as [(String, String?)])
    func theEnvironmentNamesFiles(_ separator: String, _ setting: String?) {
        let files = ["/p/a.yml": Self.text("a"), "/p/b.yml": Self.text("b")]
        var environment = ["COMPOSE_FILE": "a.yml\(separator)b.yml"]
        environment["COMPOSE_PATH_SEPARATOR"] = setting
        #expect(load(files, named: [], environment: environment).project?.service("web")?.image == "b")
    }

    @Test func theEnvironmentFileNamesFiles() {
        let files = ["/p/.env": "COMPOSE_FILE=a.yml\n", "/p/a.yml": Self.text("a"), "/p/compose.yaml": Self.text("b")]
        #expect(load(files, named: []).project?.service("web")?.image == "a")
    }

    @Test func theFolderIsThatOfTheFirstFile() {
        let files = ["/p/sub/a.yml": "services: {web: {image: i, volumes: ['./x:/x']}}\n", "/p/b.yml": "services: {web: {build: ./b}}\n"]
        let result = load(files, named: ["sub/a.yml", "b.yml"])
        #expect(result.directory == "/p/sub")
        #expect(result.project?.service("web")?.volumes.first?.source == "/p/sub/x")
        #expect(result.project?.service("web")?.build?.context == "/p/sub/b")
    }

    @Test func aGivenFolderMovesRelativePaths() {
        let result = load("services: {web: {image: i, volumes: ['./x:/x']}}\n") { $0.projectDirectory = "elsewhere" }
        #expect(result.project?.service("web")?.volumes.first?.source == "/p/elsewhere/x")
    }

    @Test func noneIsAnError() {
        #expect(load([:], named: []).errors == ["compose.file.none"])
    }

    @Test func aMissingNamedFileIsAnError() {
        #expect(load([:], named: ["x.yml"]).errors == ["compose.file.unreadable"])
    }

    @Test(arguments: ["", "# nothing\n", "---\n", "~\n"])
    func anEmptyFileIsAnError(_ text: String) {
        #expect(load(text).errors == ["compose.empty"])
    }
}
