/// What a failed task most likely failed of, read from the engine's commonest texts and from exit codes.
///
/// It only adds advice and points at a key of the file: no decision hangs on these texts, which differ between engines. They were seen on 20.10
/// and 26.1.
package enum FailureCause: Hashable, Sendable {
    case noNode
    case missingBindPath
    case missingImage
    case pullDenied
    case registryAway
    case portTaken
    case unhealthy
    case wrongArchitecture
    case missingProgram
    case notExecutable
    case missingNetwork
    case missingDriver
    /// The process was ended by a signal; its number.
    case signal(Int)
    /// It ended by itself, with this code.
    case exit(Int)
    case other

    private static let texts: [(text: String, cause: FailureCause)] = [
        ("no suitable node", .noNode),
        ("bind source path does not exist", .missingBindPath),
        ("pull access denied", .pullDenied), ("unauthorized", .pullDenied), ("no basic auth credentials", .pullDenied),
        ("No such image", .missingImage), ("manifest unknown", .missingImage),
        ("connection refused", .registryAway), ("no such host", .registryAway), ("i/o timeout", .registryAway),
        ("port is already allocated", .portTaken), ("address already in use", .portTaken), ("port already in use", .portTaken),
        ("unhealthy container", .unhealthy),
        ("exec format error", .wrongArchitecture),
        ("executable file not found", .missingProgram), ("no such file or directory", .missingProgram),
        ("permission denied", .notExecutable),
        ("network not found", .missingNetwork), ("could not find network", .missingNetwork),
        ("plugin not found", .missingDriver), ("error looking up volume plugin", .missingDriver),
    ]

    package init(message: String, exitCode: Int?) {
        if let entry = Self.texts.first(where: { message.contains($0.text) }) {
            self = entry.cause
            return
        }
        switch exitCode {
        case nil: self = .other
        case 126?: self = .notExecutable
        case 127?: self = .missingProgram
        case let code? where code > 128 && code < 128 + 65: self = .signal(code - 128)
        case let code?: self = .exit(code)
        }
    }

    /// What it means, where the engine's own words do not say it.
    package var meaning: String? {
        switch self {
        case .signal(4): "it was ended by SIGILL: an instruction that the processor does not have, often a build for a newer one"
        case .signal(6): "it aborted (SIGABRT)"
        case .signal(7): "it was ended by SIGBUS"
        case .signal(9): "it was killed (SIGKILL): out of memory, or not ended within stop_grace_period"
        case .signal(11): "it crashed (SIGSEGV)"
        case .signal(15): "it was asked to end (SIGTERM) and did"
        case .signal(let number): "it was ended by signal \(number)"
        case .missingProgram: "the program was not found in the image"
        case .notExecutable: "the program may not be executed, or something it needs may not be read"
        case .wrongArchitecture: "the program was built for another architecture than the node's"
        default: nil
        }
    }

    /// What helps; nil if nothing general is known.
    package var help: String? {
        switch self {
        case .noNode: "change the key or a node; `docker node ls` and `docker node inspect NODE` show what nodes have"
        case .missingBindPath: "create the path on every node that may run the task, or use a volume"
        case .missingImage: "the node can neither find nor pull the image: check its name, or push it to a registry that all nodes reach"
        case .pullDenied: "`docker login` to the registry, and deploy again: the credentials are sent along"
        case .registryAway: "the node cannot reach the registry: check its network and DNS, or the image's name"
        case .portTaken: "another container or program on that node has the port: publish another one"
        case .unhealthy: "the health check failed: see what it said, and try its command in the container; start_period gives more time"
        case .wrongArchitecture: "use an image with a build for the node, or keep the service off it: node.platform.arch == x86_64"
        case .missingProgram: "check command and entrypoint against what the image has"
        case .notExecutable: "check the program's mode, user and read-only mounts"
        case .missingNetwork: "deploy again: the network may have been removed a moment ago"
        case .missingDriver: "install the plugin on every node that may run the task"
        case .signal(9): "raise deploy.resources.limits.memory if it needs more, or stop_grace_period if it stops slowly"
        case .signal, .exit, .other: nil
        }
    }

    /// The keys of the service, nested, that it is about; empty where none is.
    package var keys: [String] {
        switch self {
        case .noNode: ["deploy", "placement", "constraints"]
        case .missingBindPath: ["volumes"]
        case .missingImage, .pullDenied, .registryAway, .wrongArchitecture: ["image"]
        case .portTaken: ["ports"]
        case .unhealthy: ["healthcheck"]
        case .missingProgram, .notExecutable: ["command"]
        case .missingNetwork: ["networks"]
        case .signal(9): ["deploy", "resources", "limits", "memory"]
        case .missingDriver, .signal, .exit, .other: []
        }
    }
}
