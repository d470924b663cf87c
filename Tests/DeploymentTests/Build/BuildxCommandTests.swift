import Deployment
import EngineModel
import Testing

/// What buildx is told of each key of a build section.
@Suite struct BuildxCommandTests {
    typealias Change = @Sendable (inout DesiredBuild) -> Void

    private func command(
        _ change: Change, wishes: BuildWishes = BuildWishes(), platform: String = "", instance: String? = nil,
        display: BuildxCommand.Display = .plain
    ) -> BuildxCommand {
        var build = DesiredBuild(context: "/ctx")
        change(&build)
        let service = DesiredHostService(project: "home", name: "web", platform: platform, image: "home-web", build: build)
        return BuildxCommand(
            service, build, wishes: wishes, instance: instance, display: display, environment: ["FROM_HERE": "there"])
    }

    @Test func aBuildOfNothingButAContext() {
        let command = command { _ in }
        #expect(command.arguments == ["build", "--progress=plain", "--load", "--tag=home-web", "--file=/ctx/Dockerfile", "/ctx"])
        #expect(command.environment.isEmpty && command.input.isEmpty && !command.pushes)
    }

    static let keys: [(String, Change, [String])] = [
        ("dockerfile", { $0.dockerfile = "sub/Other" }, ["--file=/ctx/sub/Other"]),
        ("absolute dockerfile", { $0.dockerfile = "/elsewhere/Other" }, ["--file=/elsewhere/Other"]),
        ("remote", { ($0.context, $0.dockerfile) = ("https://x.example/a.git#main", "Other") }, ["--file=Other"]),
        (
            "args", { $0.args = ["B": "2=3", "A": "a b", "FROM_HERE": nil, "NOWHERE": nil] },
            ["--build-arg=A=a b", "--build-arg=B=2=3", "--build-arg=FROM_HERE"]
        ),
        ("args that a file gave their value", { $0.args = ["FROM_HERE": "there"] }, ["--build-arg=FROM_HERE"]),
        ("args of another value", { $0.args = ["FROM_HERE": "elsewhere"] }, ["--build-arg=FROM_HERE=elsewhere"]),
        ("labels", { $0.labels = ["b": "", "a": "x,y"] }, ["--label=a=x,y", "--label=b="]),
        ("tags", { $0.tags = ["other:2"] }, ["--tag=home-web", "--tag=other:2"]),
        ("target", { $0.target = "-stage" }, ["--target=-stage"]),
        ("network", { $0.network = "host" }, ["--network=host"]),
        ("cache_from", { $0.cacheFrom = ["img", "type=local,src=/c"] }, ["--cache-from=img", "--cache-from=type=local,src=/c"]),
        ("cache_to", { $0.cacheTo = ["type=local,dest=/c"] }, ["--cache-to=type=local,dest=/c"]),
        ("no_cache", { $0.noCache = true }, ["--no-cache"]),
        ("no_cache_filter", { $0.noCacheFilter = ["a", "b"] }, ["--no-cache-filter=a", "--no-cache-filter=b"]),
        ("pull", { $0.pull = true }, ["--pull"]),
        ("shm_size", { $0.shmSize = 67_108_864 }, ["--shm-size=67108864"]),
        ("extra_hosts", { $0.extraHosts = ["db:10.0.0.1", "six:::1"] }, ["--add-host=db:10.0.0.1", "--add-host=six:::1"]),
        ("privileged", { $0.privileged = true }, ["--allow=security.insecure"]),
        ("entitlements", { $0.entitlements = ["network.host"] }, ["--allow=network.host"]),
        ("ulimits", { $0.ulimits = [Ulimit(name: "nofile", hard: 20, soft: 10)] }, ["--ulimit=nofile=10:20"]),
        ("platforms", { $0.platforms = ["linux/arm64"] }, ["--platform=linux/arm64", "--load"]),
        (
            "several platforms", { $0.platforms = ["linux/amd64", "linux/arm64"] },
            ["--platform=linux/amd64,linux/arm64", "--output=type=image,push=false"]
        ),
        (
            "additional_contexts", { $0.additionalContexts = ["base": "docker-image://x", "a": "/b=c"] },
            ["--build-context=a=/b=c", "--build-context=base=docker-image://x"]
        ),
        ("secret of a file", { $0.secrets = [.init(id: "key", file: "/k,\"1\"")] }, [#"--secret=id=key,type=file,"src=/k,""1""""#]),
        ("ssh", { $0.ssh = ["default", "git=/k"] }, ["--ssh=default", "--ssh=git=/k"]),
        ("provenance", { $0.provenance = "mode=max" }, ["--provenance=mode=max"]),
        ("sbom", { $0.sbom = "true" }, ["--sbom=true"]),
    ]

    @Test(arguments: keys.indices) func eachKeyIsToldInWordsOfItsOwn(position: Int) {
        let (key, change, words) = Self.keys[position]
        let arguments = command(change).arguments
        for word in words { #expect(arguments.contains(word), "\(key): \(arguments)") }
        let option = words[0].prefix { $0 != "=" }
        let expected = words.count { $0.hasPrefix(option) }
        #expect(arguments.count { $0.hasPrefix(option + "=") || $0 == option } == expected, "\(key): \(arguments)")
    }

    /// Buildx reads docker's configuration itself, and a proxy's password stays off its command line.
    @Test func proxiesAreForTheEnginesOwnBuilder() {
        var build = DesiredBuild(context: "/ctx")
        build.proxies = ["HTTP_PROXY": "http://me:secret@proxy", "NO_PROXY": "a"]
        build.args = ["NO_PROXY": "b", "ftp_proxy": nil]
        let wishes = BuildWishes()
        #expect(
            wishes.arguments(of: build, environment: [:], includesProxies: true)
                == ["HTTP_PROXY": "http://me:secret@proxy", "NO_PROXY": "b"])
        let proxies = build.proxies
        #expect(!command({ $0.proxies = proxies }).arguments.contains { $0.contains("secret") })
    }

    @Test func theDockerfileOfTheFileIsRead() {
        let command = command { $0.dockerfileInline = "FROM scratch\n" }
        #expect(command.arguments.contains("--file=-") && command.input == Array("FROM scratch\n".utf8))
    }

    @Test func theValueOfASecretIsInTheEnvironmentOnly() {
        let command = command { build in
            build.secrets = [.init(id: "a", file: "/a"), .init(id: "b", environment: "PATH", value: Array("hunter2".utf8))]
        }
        #expect(command.arguments.contains("--secret=id=b,type=env,env=SKEP_BUILD_SECRET_2"))
        #expect(command.environment == ["SKEP_BUILD_SECRET_2": "hunter2"], "a name of the user's could mean something to buildx")
        #expect(!command.arguments.contains { $0.contains("hunter2") })
    }

    @Test func theCommandLineAddsToTheFile() {
        var wishes = BuildWishes()
        (wishes.noCache, wishes.pulls, wishes.ssh, wishes.arguments) = (true, true, ["git=/k"], ["A": "9", "FROM_HERE": nil])
        let command = command({ ($0.args, $0.ssh) = (["A": "1"], ["default"]) }, wishes: wishes, instance: "pi", display: .quiet)
        #expect(
            command.arguments == [
                "build", "--builder=pi", "--quiet", "--load", "--tag=home-web", "--file=/ctx/Dockerfile", "--build-arg=A=9",
                "--build-arg=FROM_HERE", "--no-cache", "--pull", "--ssh=default", "--ssh=git=/k", "/ctx",
            ])
    }

    static let platforms: [(service: String, build: [String], running: [String], sent: [String])] = [
        ("", [], [], []), ("linux/arm64", [], ["linux/arm64"], ["linux/arm64"]), ("", ["linux/386"], ["linux/386"], ["linux/386"]),
        ("", ["linux/386", "linux/arm64"], [], ["linux/386", "linux/arm64"]),
        ("linux/386", ["linux/386", "linux/arm64"], ["linux/386"], ["linux/386", "linux/arm64"]),
    ]

    @Test(arguments: platforms.indices) func whatRunsHereIsBuiltForOnePlatform(position: Int) {
        let row = Self.platforms[position]
        var wishes = BuildWishes()
        wishes.pushes = true
        for (isForRunning, expected) in [(true, row.running), (false, row.sent)] {
            wishes.isForRunning = isForRunning
            let command = command({ $0.platforms = row.build }, wishes: wishes, platform: row.service)
            let told = command.arguments.filter { $0.hasPrefix("--platform=") }
            #expect(told == (expected.isEmpty ? [] : ["--platform=" + expected.joined(separator: ",")]))
            #expect(command.pushes == (expected.count > 1) && command.arguments.contains("--load") == (expected.count < 2))
        }
    }
}
