import ComposeLoading
import ComposeModel
import Diagnostics
import EngineModel
import TestSupport
import Translation

/// A compose file translated for the project `p` on one host.
struct HostTranslated {
    let state: DesiredHostState?
    let diagnostics: [Diagnostic]

    /// Loads and translates; what the loader complains about comes first.
    init(_ text: String, api: APIVersion = .newest, files: [String: String] = [:]) {
        let loaded = load(text, files: files, environment: ["TOKEN": "t"]) {
            $0.readsContents = true
            $0.mountsContents = true
        }
        guard let project = loaded.project else {
            (state, diagnostics) = (nil, loaded.diagnostics)
            return
        }
        let origin = ProjectOrigin(directory: loaded.directory, files: loaded.files, toolVersion: "1")
        let result = HostTranslator(project: "p", origin: origin, api: api).translate(project)
        (state, diagnostics) = (result.state, loaded.diagnostics + result.diagnostics)
    }

    /// A file with one service `web` that has these keys (a flow mapping without braces), and the sections that they need.
    init(service: String, api: APIVersion = .newest) {
        self.init(
            """
            services:
              web: {image: i, \(service)}
              db: {image: i, scale: 2}
            networks: {front: {}, back: {name: spine}, outside: {external: true}}
            volumes: {data: {}, local: {driver_opts: {type: none, o: bind, device: /d}}, shared: {external: true}}
            secrets: {cert: {environment: TOKEN}, key: {file: ./key}, far: {external: true}}
            configs: {conf: {content: x}, site: {file: ./site}, drawn: {file: ./site, template_driver: golang}}
            """, api: api, files: ["/p/profile.json": "{ \"a b\" : [ 1 ] }", "/p/broken.json": "{", "/p/key": "k", "/p/site": "s"])
    }

    /// The service, where there is no error.
    func service(_ name: String = "web") -> DesiredHostService? { state?.services.first { $0.name == name } }

    /// The calls that make container `number` of `web`; the containers of `db` exist.
    func creation(_ number: Int = 1) throws -> ContainerCreation? {
        let peers = [1, 2].map { ContainerOccasion.Peer(id: "id\($0)", name: "p-db-\($0)") }
        return try service()?.creation(of: ContainerOccasion(number: number, peers: ["db": peers]))
    }

    /// What the engine is sent for `web` under these members, as JSON with sorted keys; `absent` where there is nothing, and
    /// `! ` with the ids of the errors where there are some.
    func wire(_ path: String) throws -> String {
        guard let creation = try creation() else { return "! " + errors.joined(separator: " ") }
        return try JSONValue(encoding: creation.request)[path.split(separator: ".").map(String.init)].wireText
    }

    /// The ids of the errors, sorted.
    var errors: [String] { diagnostics.ids(.error) }
    /// The ids of the warnings, sorted.
    var warnings: [String] { diagnostics.ids(.warning) }
}
