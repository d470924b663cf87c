import ComposeModel
import Diagnostics
import YAMLTree

/// Reads a project: files to trees, trees to one tree, the tree to a typed, complete `ComposeFile`.
package struct ComposeLoader: Sendable {
    private let source: any FileSource

    package init(source: any FileSource) {
        self.source = source
    }

    /// Everything that is wrong with the files is in the result's diagnostics; nothing is thrown.
    package func load(_ request: LoadRequest) -> LoadedProject {
        let files = FileDiscovery(source: source).files(for: request)
        let directory = Self.projectDirectory(request, firstFile: files.first)
        guard !files.isEmpty else {
            return LoadedProject(
                project: nil, diagnostics: [.noComposeFile(in: request.workingDirectory)], sources: SourceMap(), name: "",
                directory: directory)
        }
        var loaded = read(files, request, directory)
        loaded.files = files
        return loaded
    }

    private func read(_ files: [String], _ request: LoadRequest, _ directory: String) -> LoadedProject {
        switch request.dialect {
        case .specification:
            var loading = ProjectLoading(request: request, source: source, directory: directory)
            return loading.run(files)
        case .stack:
            return StackLoader(source: source).load(request, files: files, directory: directory)
        }
    }

    /// Whether files were named or are found from the working folder upward; nothing is read.
    package func findsFiles(for request: LoadRequest) -> Bool { !FileDiscovery(source: source).files(for: request).isEmpty }

    private static func projectDirectory(_ request: LoadRequest, firstFile: String?) -> String {
        if let directory = request.projectDirectory { return FilePath.resolve(directory, in: request.workingDirectory) }
        guard let firstFile, firstFile != "-" else { return request.workingDirectory }
        return FilePath.directory(of: firstFile)
    }
}
