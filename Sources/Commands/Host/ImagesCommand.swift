import ArgumentParser
import EngineClient
import EngineModel
import Terminal

/// `skep images`: what a project's containers were made from.
struct ImagesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration.command(
        "images",
        abstract: "Lists the images that a project's containers were made from.",
        discussion: """
            Examples:
              skep images
              skep images --format '{{.ContainerName}} {{.ID}}' home
            """)

    @OptionGroup var connection: ConnectionOptions
    @OptionGroup var targets: TargetOptions
    @OptionGroup var output: ListingOptions
    @Flag(name: .shortAndLong, help: "Only ids, each once.") var quiet = false
    @Argument(help: "A project if it is not this folder's, and services of it.", completion: .targets) var words: [String] = []

    static let listing = Listing([
        .init("ContainerName", "CONTAINER"), .init("Repository", "REPOSITORY"), .init("Tag", "TAG"), .init("ID", "IMAGE ID"),
        .init("Size", "SIZE"),
    ])

    func run() async throws {
        let context = CommandContext.current
        try await context.withEngine(connection) { connection in
            let containers = try await targets.containers(words, connection.engine, context).containers
                .sorted { NaturalOrder.precedes($0.name, $1.name) }
            var rows: [TemplateRow] = []
            var seen: Set<String> = []
            for container in containers {
                guard !quiet || seen.insert(container.imageID).inserted else { continue }
                rows.append(row(container, try await inspect(container, connection.engine)))
            }
            // One list, as docker compose's; its other listings are one object a line.
            guard output.format != "json" else { return context.say("[" + rows.map(\.json).joined(separator: ",") + "]") }
            context.console.out.write(try Self.listing.rendered(rows, format: output.format, quiet: quiet))
        }
    }

    /// nil for an image that is gone although a container was made from it.
    private func inspect(_ container: ContainerSummary, _ engine: any ContainerEngine) async throws -> ImageInspect? {
        do {
            return try await engine.image(container.imageID)
        } catch let error as EngineError where error.isNotFound {
            return nil
        }
    }

    private func row(_ container: ContainerSummary, _ image: ImageInspect?) -> TemplateRow {
        let name = image?.repoTags.first ?? container.image
        let reference = try? ImageReference(name)
        let id = container.imageID.hasPrefix("sha256:") ? String(container.imageID.dropFirst(7)) : container.imageID
        let row: TemplateRow = [
            "ContainerName": container.name, "Repository": reference?.familiarName ?? "<none>", "Tag": reference?.tag ?? "<none>",
            "ID": quiet ? id : String(id.prefix(12)), "Size": image.map { HumanSize.decimal($0.size) } ?? "",
        ]
        // Other programs get the whole id and the number of bytes.
        return row.withJSON(["ID": JSONText.quoted(container.imageID), "Size": "\(image?.size ?? 0)"])
    }
}

/// Sizes as docker writes them: four digits at most, in powers of 1000.
enum HumanSize {
    static func decimal(_ bytes: Int64) -> String {
        var value = Double(bytes.magnitude)
        var units = ["B", "kB", "MB", "GB", "TB", "PB"][...]
        while value >= 1_000, units.count > 1 {
            value /= 1_000
            units = units.dropFirst()
        }
        return (bytes < 0 ? "-" : "") + number(value) + (units.first ?? "B")
    }

    /// Four digits, without zeros at the end of a fraction.
    private static func number(_ value: Double) -> String {
        let scale = value >= 100 ? 10.0 : value >= 10 ? 100.0 : 1_000.0
        let scaled = Int64((value * scale).rounded())
        var text = String(scaled / Int64(scale))
        var fraction = String(scaled % Int64(scale))
        fraction = String(repeating: "0", count: String(Int64(scale)).count - 1 - fraction.count) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        if !fraction.isEmpty { text += "." + fraction }
        return text
    }
}
