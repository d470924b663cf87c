import ComposeLoading
import ComposeModel
import Diagnostics
import TestSupport
import Testing
import YAMLTree

/// Nothing that a file says may trap. A trap ends the test process: the seed of the run is printed before it starts.
@Suite(.serialized) struct MutationTests {
    /// Together 200,000 inputs for the readers of text, and 8,000 for the whole loader, over every fixture.
    private static let seeds: [UInt64] = [1, 2, 3, 4]
    private static let treesPerSeed = 40_000
    private static let environmentsPerSeed = 10_000
    private static let projectsPerSeed = 2_000

    @Test(arguments: seeds)
    func treesNeverTrap(_ seed: UInt64) {
        print("mutation of trees, seed \(seed)")
        var mutator = Mutator(seed: seed)
        for _ in 0..<Self.treesPerSeed {
            let input = mutator.input(from: MutationSamples.trees)
            let parsed = YAMLParser.parse(input, file: sampleFile)
            var diagnostics = parsed.diagnostics
            for dialect in [Dialect.specification, .stack] {
                for document in parsed.documents {
                    diagnostics += Interpolator(dialect: dialect, variables: sampleVariables).interpolate(document).diagnostics
                }
            }
            #expect(Self.misplaced(diagnostics) == nil, "seed \(seed): \(input)")
        }
    }

    @Test(arguments: seeds)
    func environmentFilesNeverTrap(_ seed: UInt64) {
        print("mutation of environment files, seed \(seed)")
        var mutator = Mutator(seed: seed)
        for _ in 0..<Self.environmentsPerSeed {
            let input = mutator.input(from: MutationSamples.environments)
            let dotenv = DotenvFile.parse(input, file: sampleFile, variables: sampleVariables)
            let raw = KeyValueFile.parse(input, file: sampleFile, variables: sampleVariables)
            #expect(Self.misplaced(dotenv.diagnostics + raw.diagnostics) == nil, "seed \(seed): \(input)")
            #expect(!(dotenv.entries + raw.entries).contains { $0.name.isEmpty }, "seed \(seed): \(input)")
        }
    }

    /// Both dialects read mutations of every fixture to the end, and say what is wrong exactly where they have no project.
    @Test(arguments: seeds)
    func projectsNeverTrap(_ seed: UInt64) {
        print("mutation of projects, seed \(seed)")
        var mutator = Mutator(seed: seed)
        let samples = MutationSamples.projects + BrokenFileTests.files.map { Array($0.text.utf8) }
        for round in 0..<Self.projectsPerSeed {
            let input = mutator.input(from: samples)
            var request = LoadRequest(workingDirectory: "/p")
            request.files = ["compose.yaml"]
            request.environment = ["S": "x"]
            request.dialect = round % 2 == 0 ? .specification : .stack
            request.readsContents = true
            let files = MutatedFiles(files: ["/p/compose.yaml": input, "/p/o.yaml": MutationSamples.trees[0]])
            let loaded = ComposeLoader(source: files).load(request)
            #expect((loaded.project == nil) == loaded.diagnostics.hasErrors, "seed \(seed): \(input)")
            #expect(!DiagnosticReport(loaded.diagnostics, sources: loaded.sources).text().isEmpty)
        }
    }

    /// The first diagnostic whose place cannot be one; nil where all are well.
    private static func misplaced(_ diagnostics: [Diagnostic]) -> Diagnostic? {
        diagnostics.first { diagnostic in
            ([diagnostic.range] + diagnostic.labels.map(\.range)).contains { range in
                guard let range else { return true }
                return range.start.line == 0 || range.start.column == 0 || range.end < range.start
            }
        }
    }
}

/// Files in memory whose bytes need not be text.
private struct MutatedFiles: FileSource {
    let files: [String: [UInt8]]

    func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        guard let bytes = files[path] else { throw .notFound }
        return bytes
    }

    func exists(_ path: String) -> Bool { files[path] != nil }
}
