import ComposeLoading
import ComposeModel
import Diagnostics
import EngineModel
import Terminal
import YAMLTree

/// One run of `config`.
struct ConfigRun {
    let command: ConfigCommand
    let context: CommandContext

    func run() throws {
        let loaded = load()
        DiagnosticPrinter(context: context, sources: loaded.sources).print(loaded.diagnostics)
        guard let file = loaded.project else { throw CommandFailure(.usage, nil) }
        guard !command.quiet else { return }
        try write(text(of: file, loaded))
        // The process ends now: giving back each of the many parts of a large project would only take time.
        _ = Unmanaged.passRetained(Kept(loaded))
    }

    /// Holds a project until the process ends.
    private final class Kept: Sendable {
        private let project: LoadedProject

        init(_ project: LoadedProject) {
            self.project = project
        }
    }

    private func load() -> LoadedProject {
        var request = command.project.request(in: context, moreFiles: command.words)
        request.interpolates = !command.noInterpolate
        request.listsVariables = command.listing == .variables || command.listing == .environment
        return ComposeLoader(source: DiskFiles()).load(request)
    }

    private func text(of file: ComposeFile, _ loaded: LoadedProject) throws -> [UInt8] {
        if command.listing == .variables { return Array(variables(loaded).utf8) }
        if let listing = command.listing { return Array(lines(listing, file, loaded).utf8) }
        if let hash = command.hash { return Array(try hashes(of: hash, file).utf8) }
        return command.format == .json ? Array(ConfigText.json(of: file, style).utf8) : ConfigText.yaml(of: file, style)
    }

    private var style: ConfigText.Style {
        let dialect = command.project.dialect
        return ConfigText.Style(dialect: dialect, doublesDollars: !command.noInterpolate && dialect == .specification)
    }

    /// Names, one a line, sorted.
    private func lines(_ listing: ConfigListing, _ file: ComposeFile, _ loaded: LoadedProject) -> String {
        let names: [String] =
            switch listing {
            case .services: file.services.map(\.key)
            case .images: Set(file.services.map { $0.image ?? "\(loaded.name)-\($0.key)" }).sorted()
            case .volumes: file.volumes.map(\.key)
            case .networks: file.networks.map(\.key)
            case .profiles: Set((file.services + file.disabledServices).flatMap(\.profiles)).sorted()
            case .variables: loaded.variables.map(\.name)
            case .environment: loaded.environment.map { "\($0)=\($1)" }
            }
        return names.sorted().map { $0 + "\n" }.joined()
    }

    /// A table of the variables that the files use, as docker compose's.
    private func variables(_ loaded: LoadedProject) -> String {
        let rows = loaded.variables.map { variable in
            "\(variable.name)\t\(variable.isRequired)\t\(variable.defaultValue)\t\(variable.alternateValue)"
        }
        return TabbedText().align(["NAME\tREQUIRED\tDEFAULT VALUE\tALTERNATE VALUE"] + rows)
    }

    /// `service digest` of the canonical form of each service.
    private func hashes(of selection: String, _ file: ComposeFile) throws -> String {
        let wanted = selection == "*" ? file.services.map(\.key) : selection.split(separator: ",").map(String.init)
        if let unknown = wanted.first(where: { file.service($0) == nil }) {
            throw CommandFailure(.usage, "there is no service \"\(unknown)\"")
        }
        let services = ConfigTree.services(of: file, command.project.dialect)
        return wanted.sorted().compactMap { name in
            services[name].map { "\(name) \(SHA256.hexDigest(of: JSONWriter.text(of: $0).utf8))\n" }
        }.joined()
    }

    private func write(_ text: [UInt8]) throws {
        guard let path = command.output else { return context.console.out.write(bytes: text) }
        do throws(FileError) {
            try DiskFiles().write(text, to: context.absolute(path))
        } catch {
            throw CommandFailure(.failed, "cannot write \(path): \(error.reason)")
        }
    }
}
