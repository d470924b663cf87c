import ArgumentParser
import ComposeLoading

/// What the words after `deploy` mean: files, and at most one stack.
struct DeployTargets: Hashable, Sendable {
    /// Compose files in the order in which they were given.
    var files: [String]
    /// nil: the name comes from the file or its folder.
    var stack: String?

    /// A word that ends in `.yml` or `.yaml`, is `-`, or is an existing file, is a file; another one is the stack.
    ///
    /// - Parameters:
    ///   - words: the arguments.
    ///   - options: the files given with `-f` or `-c`, which come after those among the words.
    /// - Throws: `ValidationError` for two stacks.
    init(words: [String], options: [String], isFile: (String) -> Bool) throws {
        files = []
        for word in words {
            if word == "-" || word.hasSuffix(".yml") || word.hasSuffix(".yaml") || (word.contains("/") || options.isEmpty) && isFile(word) {
                files.append(word)
            } else if let stack {
                throw ValidationError("two names for the stack: \"\(stack)\" and \"\(word)\"; files end in .yml or .yaml or exist")
            } else {
                try StackName.validate(word)
                stack = word
            }
        }
        files += options
    }
}

extension DeployOptions {
    /// What the words mean where the command runs.
    ///
    /// - Throws: `ValidationError` for two stacks.
    func targets(in context: CommandContext) throws -> DeployTargets {
        let disk = DiskFiles()
        return try DeployTargets(words: words, options: files) { disk.exists(context.absolute($0)) }
    }
}
