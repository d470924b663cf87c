import ComposeLoading
import ComposeModel
import Diagnostics
import EngineModel
import Foundation
import TestSupport
import Translation

/// A compose file translated for the stack `s`.
struct Translated {
    let state: DesiredSwarmState?
    let diagnostics: [Diagnostic]

    /// Loads and translates; what the loader complains about comes first.
    init(
        _ text: String, dialect: Dialect = .specification, api: APIVersion = .newest, allowsLostKeys: Bool = false,
        files: [String: String] = [:]
    ) {
        let loaded = load(text, files: files, environment: ["TOKEN": "t"]) { $0.readsContents = true }
        guard let project = loaded.project else {
            (state, diagnostics) = (nil, loaded.diagnostics)
            return
        }
        let translator = SwarmTranslator(stack: "s", dialect: dialect, api: api, allowsLostKeys: allowsLostKeys)
        let result = translator.translate(project)
        (state, diagnostics) = (result.state, loaded.diagnostics + result.diagnostics)
    }

    /// A file with one service `web` that has these keys (a flow mapping without braces), and the sections that they need.
    init(service: String, dialect: Dialect = .specification, api: APIVersion = .newest, allowsLostKeys: Bool = false) {
        self.init(
            """
            services:
              web: {image: i, \(service)}
              db: {image: i}
            networks: {front: {}, outside: {external: true}}
            volumes: {data: {}, nfs: {driver: local, driver_opts: {type: nfs}, labels: {a: b}}, shared: {external: true}}
            secrets: {cert: {environment: TOKEN}, key: {external: true, name: real}}
            configs: {conf: {content: x}}
            """, dialect: dialect, api: api, allowsLostKeys: allowsLostKeys, files: ["/p/profile.json": "{}"])
    }

    /// What the engine is sent for `web` under these members, as JSON with sorted keys; `absent` where there is nothing, and
    /// `! ` with the ids of the errors where there are some.
    func wire(_ path: String) throws -> String {
        guard let state else { return "! " + errors.joined(separator: " ") }
        guard let service = state.services.first(where: { $0.name == "s_web" }) else { return "absent" }
        let value = try JSONValue(encoding: service.spec)[path.split(separator: ".").map(String.init)]
        return try value.wireText
    }

    /// The ids of the errors, sorted.
    var errors: [String] { diagnostics.ids(.error) }
    /// The ids of the warnings, sorted.
    var warnings: [String] { diagnostics.ids(.warning) }
}

extension JSONValue? {
    /// The value as JSON with sorted keys, or `absent`.
    var wireText: String {
        get throws {
            guard let self else { return "absent" }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension [Diagnostic] {
    /// The ids of those of this severity, sorted.
    func ids(_ severity: Diagnostic.Severity) -> [String] { filter { $0.severity == severity }.map(\.id.description).sorted() }
}
