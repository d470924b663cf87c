import ComposeLoading
import ComposeModel
import TestSupport
import Testing

/// Where the project's name comes from, and what it may be.
@Suite struct ProjectNameTests {
    @Test(
        arguments: [
            (nil, nil, nil, "p"), (nil, nil, "written", "written"), (nil, "exported", "written", "exported"),
            ("given", "exported", "written", "given"), (nil, "", "written", "written"), (nil, nil, "${HOME_NAME:-filled}", "filled"),
        ] as [(String?, String?, String?, String)])
    func precedence(_ given: String?, _ exported: String?, _ written: String?, _ expected: String) {
        let name = written.map { "name: \($0)\n" } ?? ""
        let environment = exported.map { ["COMPOSE_PROJECT_NAME": $0] } ?? [:]
        let result = load(name + "services: {web: {image: i}}\n", environment: environment) { $0.projectName = given }
        #expect(result.name == expected)
        #expect(result.project?.name == expected)
        #expect(result.errors == [])
    }

    @Test(arguments: [("My Project", "myproject"), ("_-x", "x"), ("a.b", "ab"), ("Ünï", "n"), ("9to5", "9to5")])
    func foldersMakeNames(_ folder: String, _ expected: String) {
        let result = load(["/work/\(folder)/compose.yaml": "services: {web: {image: i}}\n"], named: []) {
            $0.workingDirectory = "/work/\(folder)"
        }
        #expect(result.name == expected)
    }

    @Test(arguments: ["Upper", "with space", "-dash", "", "a.b"])
    func aGivenNameIsNotChanged(_ name: String) {
        let result = load("services: {web: {image: i}}\n") { $0.projectName = name }
        #expect(result.errors == (name.isEmpty ? [] : ["compose.project.name"]))
    }

    @Test func anEnvironmentFileNamesTheProject() {
        let result = load("name: written\nservices: {web: {image: i}}\n", files: ["/p/.env": "COMPOSE_PROJECT_NAME=exported\n"])
        #expect(result.name == "exported")
    }

    @Test func theLastFileNamesTheProject() {
        let result = load(
            ["/p/a.yml": "name: one\nservices: {web: {image: i}}\n", "/p/b.yml": "name: two\nservices: {}\n"], named: ["a.yml", "b.yml"])
        #expect(result.name == "two")
    }

    @Test func namesOfResourcesStartWithIt() {
        let result = load("name: n\nservices: {web: {image: i, volumes: ['vol:/v']}}\nvolumes: {vol: {}}\n")
        #expect(result.canonical(["volumes", "vol", "name"]) == #""n_vol""#)
        #expect(result.canonical(["networks", "default", "name"]) == #""n_default""#)
    }

    @Test func isAVariableOfTheFile() {
        let result = load("name: n\nservices: {web: {image: 'i:${COMPOSE_PROJECT_NAME}'}}\n")
        #expect(result.project?.service("web")?.image == "i:n")
    }
}
