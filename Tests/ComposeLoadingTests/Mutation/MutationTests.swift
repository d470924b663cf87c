import ComposeLoading
import ComposeModel
import Diagnostics
import Testing
import YAMLTree

/// Nothing that a file says may trap. A trap ends the test process: the seed of the run is printed before it starts.
@Suite(.serialized) struct MutationTests {
    /// Together 200,000 inputs.
    private static let seeds: [UInt64] = [1, 2, 3, 4]
    private static let treesPerSeed = 40_000
    private static let environmentsPerSeed = 10_000

    @Test(arguments: seeds)
    func treesNeverTrap(_ seed: UInt64) {
        print("mutation of trees, seed \(seed)")
        var mutator = Mutator(seed: seed)
        for _ in 0..<Self.treesPerSeed {
            let input = mutator.input(from: MutationSamples.trees)
            let (documents, problems) = YAMLParser.parse(input, file: sampleFile)
            var diagnostics = problems
            for dialect in [Dialect.specification, .stack] {
                for document in documents {
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
