import ArgumentParser
import FoundationEssentials
import Terminal

/// `skep manual`: the manual pages; `scripts/install` puts them where man(1) finds them.
struct ManualCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "manual",
        abstract: "Prints the manual page of a command, or writes those of all.",
        discussion: """
            Examples:
              skep manual deploy | man -l -
              skep manual --folder ~/.local/share/man/man1
            """)

    @Option(help: ArgumentHelp("Writes every page into this folder, such as skep-deploy.1.", valueName: "folder"), completion: .directory)
    var folder: String?
    @Argument(help: "The command; none for the program's own page.") var words: [String] = []

    func run() async throws {
        let context = CommandContext.current
        let pages = try ManualPage.all()
        if let folder { return try write(pages, into: folder) }
        let name = (["skep"] + words).joined(separator: "-")
        guard let page = pages.first(where: { $0.name == name }) else {
            throw CommandFailure(.usage, "there is no command \"\(words.joined(separator: " "))\"")
        }
        context.console.out.write(page.text)
    }

    private func write(_ pages: [ManualPage], into folder: String) throws {
        let path = CommandContext.current.absolute(folder)
        for page in pages where !FileManager.default.createFile(atPath: "\(path)/\(page.name).1", contents: Data(page.text.utf8)) {
            throw CommandFailure(.failed, "cannot write \(page.name).1 into \(folder)")
        }
    }
}
