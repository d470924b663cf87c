/// What each folder of code may import; the table of docs/architecture.md in words a test understands.
struct ImportRow {
    /// The folder's name: below `Sources`, or `samples` itself.
    let folder: String
    /// Targets of this package.
    let ours: Set<String>
    /// Modules from elsewhere, those of `platform` and `FoundationEssentials` not counted.
    let external: Set<String>
    let platform: Platform

    /// How much of the system a folder may see.
    enum Platform {
        /// The standard library only: pure values.
        case none
        /// `FoundationEssentials` for JSON and dates.
        case essentials
        /// The system, and no Foundation: it would make the workers larger by a quarter (docs/decisions/0010).
        case bare
        /// Also the C library, threads and locks.
        case system
    }

    init(_ folder: String, _ ours: Set<String> = [], external: Set<String> = [], _ platform: Platform = .none) {
        self.folder = folder
        self.ours = ours
        self.external = external
        self.platform = platform
    }

    var allowed: Set<String> {
        let system: Set<String> = ["Glibc", "Musl", "Darwin", "Dispatch", "Synchronization"]
        switch platform {
        case .none: return ours.union(external)
        case .essentials: return ours.union(external).union(["FoundationEssentials"])
        case .bare: return ours.union(external).union(system)
        case .system: return ours.union(external).union(system).union(["FoundationEssentials"])
        }
    }

    static let table: [ImportRow] = [
        ImportRow("CLibYAML"),
        ImportRow("CRabbitMQ"),
        ImportRow("CSQLite"),
        ImportRow("Diagnostics"),
        // Reads a long text on a second thread.
        ImportRow("YAMLTree", ["Diagnostics", "CLibYAML"], .system),
        // Asks the C library whether a text is an address.
        ImportRow("ComposeModel", ["Diagnostics"], .system),
        // Reads files.
        ImportRow("ComposeLoading", ["Diagnostics", "YAMLTree", "ComposeModel"], .system),
        ImportRow("EngineModel", [], .essentials),
        // Orders names by the C library.
        ImportRow("Translation", ["Diagnostics", "ComposeModel", "EngineModel"], .system),
        ImportRow("Planning", ["EngineModel"], .essentials),
        ImportRow("HTTPTransport", external: ["NIOCore", "NIOPosix", "NIOHTTP1"], .bare),
        ImportRow("EngineClient", ["EngineModel", "HTTPTransport"], .system),
        ImportRow("Deployment", ["EngineModel", "Planning", "EngineClient"], .system),
        ImportRow("Terminal", ["Diagnostics"], .system),
        ImportRow("ManualMarkup"),
        ImportRow(
            "Commands",
            [
                "Diagnostics", "YAMLTree", "ComposeModel", "ComposeLoading", "EngineModel", "Translation", "Planning", "EngineClient",
                "Deployment", "ManualMarkup", "Terminal",
            ], external: ["ArgumentParser"], .system),
        ImportRow("skep", ["Commands"], .system),
        ImportRow("Messaging"),
        ImportRow("RabbitMQ", ["Messaging", "CRabbitMQ"], .bare),
        ImportRow("Sensors", ["HTTPTransport", "ManualMarkup", "Messaging", "RabbitMQ"], external: ["CSQLite"], .bare),
        ImportRow("samples", ["Messaging", "RabbitMQ", "Sensors"], .bare),
    ]
}
