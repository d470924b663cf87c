package import ComposeLoading
import ComposeModel
import Diagnostics

/// Where the projects of tests are, and who their user is.
package enum TestProject {
    /// The folder of the project.
    package static let directory = "/p"
    /// The path of the file whose text a test gives.
    package static let file = "/p/compose.yaml"
    /// The variables that every test has beside its own.
    package static let environment = ["HOME": "/home/me"]
}

/// Loads `/p/compose.yaml` with this text, beside other files.
package func load(
    _ yaml: String, files: [String: String] = [:], environment: [String: String] = [:],
    _ adjust: (inout LoadRequest) -> Void = { _ in }
) -> LoadedProject {
    load(files.merging([TestProject.file: yaml]) { $1 }, named: [TestProject.file], environment: environment, adjust)
}

/// Loads the files with these paths, in this order; without any, the loader looks for them.
package func load(
    _ files: [String: String], named paths: [String], environment: [String: String] = [:],
    _ adjust: (inout LoadRequest) -> Void = { _ in }
) -> LoadedProject {
    var request = LoadRequest(workingDirectory: TestProject.directory)
    request.files = paths
    request.environment = TestProject.environment.merging(environment) { $1 }
    adjust(&request)
    return ComposeLoader(source: MemoryFiles(files)).load(request)
}

extension LoadedProject {
    /// The ids of the errors, sorted; each as often as it occurs.
    package var errors: [String] {
        diagnostics.filter { $0.severity == .error }.map(\.id.description).sorted()
    }
}
