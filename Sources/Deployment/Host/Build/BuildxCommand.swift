package import EngineModel

/// One call of buildx: what it is told on its command line, in its environment and through its standard input.
///
/// The same that docker compose gives to BuildKit (docker/compose 2.26, `pkg/compose/build.go`).
package struct BuildxCommand: Hashable, Sendable {
    /// How buildx shows what it does: its `--progress`.
    package enum Display: String, Hashable, Sendable, CaseIterable {
        case auto, tty, plain, quiet
    }

    /// Without the program's name.
    package let arguments: [String]
    /// Variables beside those that the engine is found with: the values of secrets, which must not be seen on a command line.
    package let environment: [String: String]
    /// The Dockerfile, where it is part of the compose file.
    package let input: [UInt8]
    /// Whether the image goes to its registry by this.
    package let pushes: Bool

    /// - Parameters:
    ///   - instance: the name of one of buildx's builders.
    ///   - display: nil leaves it to buildx.
    ///   - environment: the one in which buildx is run; build arguments without a value find one there.
    package init(
        _ service: DesiredHostService, _ build: DesiredBuild, wishes: BuildWishes, instance: String?, display: Display?,
        environment: [String: String]
    ) {
        let platforms = wishes.platforms(of: service)
        pushes = wishes.pushes && platforms.count > 1
        var options = Options()
        options.add("builder", instance)
        options.add("progress", display == .quiet ? nil : display?.rawValue)
        options.add("quiet", display == .quiet)
        // The engine keeps images of one platform only, as long as its store is the classic one.
        if platforms.count > 1 { options.add("output", "type=image,push=\(pushes)") } else { options.add("load", true) }
        options.add("tag", [service.image] + build.tags)
        options.add("platform", platforms.isEmpty ? nil : platforms.joined(separator: ","))
        options.add(build)
        options.addArguments(wishes.arguments(of: build, environment: environment), environment)
        options.add("no-cache", build.noCache || wishes.noCache)
        options.add("pull", build.pull || wishes.pulls)
        options.add("ssh", build.ssh + wishes.ssh)
        var variables: [String: String] = [:]
        for (number, secret) in build.secrets.enumerated() { options.add(secret, number: number, &variables) }
        self.environment = variables
        input = build.dockerfileInline.map { Array($0.utf8) } ?? []
        arguments = ["build"] + options.words + [build.context]
    }
}

/// The words of a command line. A value stands in the same word as its option, so that none can be taken for an option.
private struct Options {
    private(set) var words: [String] = []

    mutating func add(_ name: String, _ value: String?) {
        if let value, !value.isEmpty { words.append("--\(name)=\(value)") }
    }

    mutating func add(_ name: String, _ isSet: Bool) {
        if isSet { words.append("--\(name)") }
    }

    mutating func add(_ name: String, _ values: [String]) { values.forEach { add(name, $0) } }

    mutating func add(_ name: String, _ pairs: [String: String]) {
        add(name, pairs.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    }

    /// A value that the environment has too is for buildx to find there: every user of the machine can read a command line.
    mutating func addArguments(_ values: [String: String], _ environment: [String: String]) {
        let fields = values.sorted { $0.key < $1.key }.map { environment[$0.key] == $0.value ? $0.key : "\($0.key)=\($0.value)" }
        add("build-arg", fields)
    }

    /// The keys that are words for buildx as they are.
    mutating func add(_ build: DesiredBuild) {
        add("file", build.dockerfileInline == nil ? build.dockerfilePath : "-")
        add("target", build.target)
        add("label", build.labels)
        add("cache-from", build.cacheFrom)
        add("cache-to", build.cacheTo)
        add("no-cache-filter", build.noCacheFilter)
        add("build-context", build.additionalContexts)
        add("network", build.network)
        add("add-host", build.extraHosts.map(\.asField))
        add("shm-size", build.shmSize > 0 ? String(build.shmSize) : nil)
        add("ulimit", build.ulimits.map { "\($0.name)=\($0.soft):\($0.hard)" })
        add("allow", (build.entitlements + (build.privileged ? ["security.insecure"] : [])).map(\.asField))
        add("provenance", build.provenance)
        add("sbom", build.sbom)
    }

    /// A variable is given under a name of ours: its own could mean something to buildx.
    mutating func add(_ secret: DesiredBuild.BuildSecret, number: Int, _ variables: inout [String: String]) {
        let id = "id=\(secret.id)".asField
        if let value = secret.value {
            let name = "SKEP_BUILD_SECRET_\(number + 1)"
            variables[name] = String(decoding: value, as: UTF8.self)
            add("secret", "\(id),type=env,env=\(name)")
        } else if let file = secret.file {
            add("secret", "\(id),type=file,\("src=\(file)".asField)")
        }
    }
}

extension DesiredBuild {
    /// Where the Dockerfile is: in the context, unless the path is absolute; for a remote one it stays as it is.
    package var dockerfilePath: String {
        let path = dockerfile ?? "Dockerfile"
        return isRemote || path.hasPrefix("/") ? path : "\(context)/\(path)"
    }

    /// Whether the context is fetched: a git repository, or an archive somewhere (docker's rule, `urlutil`).
    package var isRemote: Bool {
        context.contains("://") || ["git@", "github.com/"].contains { context.hasPrefix($0) }
    }
}

extension String {
    /// As one field of a line of comma-separated values, which is how buildx reads some options.
    fileprivate var asField: String {
        guard contains(where: { $0 == "," || $0 == "\"" || $0 == "\n" || $0 == "\r" || $0 == "\r\n" }) else { return self }
        return "\"" + replacing("\"", with: "\"\"") + "\""
    }
}
