import ComposeLoading
import EngineModel
import Foundation
import Testing
import Translation

/// A folder of Tests/HostGoldens: a compose file, and what docker-compose sent to an engine for it.
struct HostGolden: Sendable, CustomTestStringConvertible {
    /// What a case needs beside its compose file.
    private struct Description: Decodable {
        var files: [String]?
        var env: [String: String]?
    }

    let name: String

    var testDescription: String { name }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("HostGoldens")

    static let all: [HostGolden] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { FileManager.default.fileExists(atPath: "\(folder.path)/\($0)/compose.yml") }.sorted().map(
            HostGolden.init(name:))
    }()

    private var path: String { Self.folder.appendingPathComponent(name).path }

    /// What the recorder wrote.
    func expected() throws -> JSONValue {
        let data = try Data(contentsOf: URL(fileURLWithPath: path + "/expected.json"))
        return try JSONDecoder().decode(JSONValue.self, from: data)
    }

    /// What Skep would send, in the recorder's form. Services are made in the order of their names, so that those that share are
    /// given the containers that the others get.
    func actual() throws -> JSONValue {
        let refused = JSONValue.object(["exit": .integer(1), "networks": .object([:]), "volumes": .object([:]), "containers": .object([:])])
        let loaded = ComposeLoader(source: DiskFiles()).load(try request())
        guard let project = loaded.project else { return refused }
        let origin = ProjectOrigin(directory: loaded.directory, files: loaded.files, toolVersion: "1")
        let translator = HostTranslator(project: "golden", origin: origin, api: APIVersion(1, 41))
        guard let state = translator.translate(project).state else { return refused }
        let networks = try state.networks.map { ($0.name, try Self.part(["body": JSONValue(encoding: $0.request)])) }
        let volumes = try state.volumes.map { ($0.name, try Self.part(["body": JSONValue(encoding: $0)])) }
        return HostGoldenForm(folder: path).normal(
            .object([
                "exit": .integer(0), "networks": .object(Dictionary(uniqueKeysWithValues: networks)),
                "volumes": .object(Dictionary(uniqueKeysWithValues: volumes)), "containers": .object(try containers(state)),
            ]))
    }

    private func request() throws -> LoadRequest {
        var description = Description()
        if let data = FileManager.default.contents(atPath: path + "/case.json") {
            description = try JSONDecoder().decode(Description.self, from: data)
        }
        var request = LoadRequest(workingDirectory: path)
        request.files = (description.files ?? ["compose.yml"]).map { path + "/" + $0 }
        request.projectName = "golden"
        request.environment = description.env ?? [:]
        request.readsContents = true
        request.mountsContents = true
        return request
    }

    private func containers(_ state: DesiredHostState) throws -> [String: JSONValue] {
        let peers = state.services.map { service in
            let names = (0..<service.scale).map { service.containerName($0 + 1) }
            return (service.name, names.map { ContainerOccasion.Peer(id: "<container:\($0)>", name: $0) })
        }
        var containers: [String: JSONValue] = [:]
        for service in state.services {
            for number in 0..<service.scale {
                let occasion = ContainerOccasion(number: number + 1, peers: Dictionary(uniqueKeysWithValues: peers))
                let creation = try service.creation(of: occasion)
                containers[creation.name] = try container(creation)
            }
        }
        return containers
    }

    private func container(_ creation: ContainerCreation) throws -> JSONValue {
        let joined = try creation.connections.map { ($0.network, try JSONValue(encoding: $0.settings)) }
        let files = creation.files.map { file in
            let text = "\(file.uid):\(file.gid):\(String(file.mode, radix: 8)):\(String(decoding: file.content, as: UTF8.self))"
            return (file.path, JSONValue.string(text))
        }
        return try Self.part([
            "body": JSONValue(encoding: creation.request), "platform": .string(creation.platform),
            "connect": .object(Dictionary(uniqueKeysWithValues: joined)), "files": .object(Dictionary(uniqueKeysWithValues: files)),
        ])
    }

    private static func part(_ members: [String: JSONValue]) throws -> JSONValue {
        .object(members.filter { !HostGoldenForm.isEmpty($0.value) })
    }
}

/// The form that the recorder gives its recordings, for what Skep sends.
struct HostGoldenForm {
    /// The folder of the case, written as @CASE@.
    let folder: String

    /// Maps whose keys and values are the user's own: an empty value there is a value.
    private static let free: Set<String> = [
        "Labels", "Options", "Sysctls", "DriverOpts", "Config", "Tmpfs", "ExposedPorts", "StorageOpt", "EndpointsConfig", "PortBindings",
        "connect", "files", "networks", "volumes", "containers", "",
    ]
    /// Absent and empty are different things here.
    private static let pointers: Set<String> = ["Init", "StopTimeout", "MaskedPaths", "ReadonlyPaths", "Cmd", "Entrypoint"]
    private static let unordered: Set<String> = ["Env", "Binds", "Mounts", "Ulimits", "ExtraHosts"]
    private static let own: Set<String> = [ProjectLabel.configHash, ProjectLabel.version, ProjectLabel.image]

    static func isEmpty(_ value: JSONValue) -> Bool {
        [.null, .bool(false), .integer(0), .string(""), .array([]), .object([:])].contains(value)
    }

    func normal(_ value: JSONValue, under key: String = "") -> JSONValue {
        switch value {
        case .object(let members):
            var out: [String: JSONValue] = [:]
            for (name, part) in members where !Self.own.contains(name) {
                let part = name == ProjectLabel.dependsOn ? sorted(part) : normal(part, under: name)
                if Self.free.contains(key) || !Self.isEmpty(part) || Self.pointers.contains(name) { out[name] = part }
            }
            return .object(out)
        case .array(let items):
            let parts = items.map { normal($0, under: "items") }
            return .array(Self.unordered.contains(key) ? parts.sorted { text($0) < text($1) } : parts)
        case .string(let text): return .string(text.replacingOccurrences(of: folder, with: "@CASE@"))
        default: return value
        }
    }

    private func sorted(_ dependencies: JSONValue) -> JSONValue {
        .string((dependencies.text ?? "").split(separator: ",").sorted().joined(separator: ","))
    }

    /// As the recorder sorts: Python's way to write JSON.
    private func text(_ value: JSONValue) -> String { value.lines().joined() }
}

extension JSONValue {
    /// One line for each leaf, `path: value`, sorted.
    func lines(_ path: String = "$") -> [String] {
        switch self {
        case .object(let members):
            members.isEmpty ? ["\(path): {}"] : members.sorted { $0.key < $1.key }.flatMap { $1.lines("\(path).\($0)") }
        case .array(let items): items.isEmpty ? ["\(path): []"] : items.enumerated().flatMap { $1.lines("\(path)[\($0)]") }
        case .string(let text): ["\(path): \"\(text)\""]
        case .integer(let number): ["\(path): \(number)"]
        default: ["\(path): \(self)"]
        }
    }
}
