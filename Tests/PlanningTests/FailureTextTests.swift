import EngineModel
import Testing

@testable import Planning

/// Every sentence that a plan or a failed task can end with, word for word: what users search for and what guides quote.
@Suite("The words of failures") struct FailureTextTests {
    private let network = ResourceAddress(.network, "home_bus")
    private let secret = ResourceAddress(.secret, "home_key")
    private let config = ResourceAddress(.config, "home_rules")

    @Test("what stands in the way of a plan") func problems() {
        let problems: [PlanProblem] = [
            .externalMissing(network), .externalMissing(secret), .externalMissing(config),
            .externalNetworkScope(name: "proxy", scope: "local"),
            .nameTaken(network), .nameTaken(secret),
            .networkInUse(name: "home_bus", services: ["other_web", "other_db"]),
            .networkInUseOnHost(name: "home_bus", containers: ["home-web-1"]),
            .twinInUse(name: "home_bus", id: "0123456789ab", containers: ["home-web-1", "shop-web-1"]),
            .networkAmbiguous(name: "home_bus", ids: ["0123456789ab", "ba9876543210"]),
            .contentFixed(config),
            .externalMissingOnHost(network), .externalMissingOnHost(ResourceAddress(.volume, "data")),
        ]
        expectEveryCase(problems)
        expect(
            problems.flatMap { ["\($0)", "  \($0.help)"] },
            """
            network "home_bus" is declared as external, but could not be found. You need to create a swarm-scoped network before the stack is deployed
              docker network create --driver overlay home_bus
            secret not found: home_key
              docker secret create home_key FILE
            config not found: home_rules
              docker config create home_rules FILE
            network "proxy" is declared as external, but it is not in the right scope: "local" instead of "swarm"
              docker network create --driver overlay --scope swarm proxy, under another name
            network home_bus exists already and does not belong to this stack
              give it another name in the file, or remove the network that is there
            secret home_key exists already and does not belong to this stack
              give it another name in the file, or remove the secret that is there
            network home_bus cannot be made anew: it is used by other_web, other_db, which the file does not have
              remove them first: docker service rm, or --prune for services of this stack; or leave the network as it is
            network home_bus cannot be made anew: it is used by home-web-1, which stay as they are
              stop them first (--remove-orphans removes those of the project), or leave the network as it is
            two networks have the name home_bus, so no container can be started in either, and 0123456789ab cannot be removed: it is used by home-web-1, shop-web-1, which stay as they are
              stop them first (--remove-orphans removes those of the project), or name no services, so that all are made anew
            2 networks have the name home_bus, so no container can be started in any of them: 0123456789ab, ba9876543210
              keep one of them, and remove the others by their ids: docker network rm ba9876543210
            config home_rules has other content than the file, and the engine cannot change it
              give it another name: in the file, or none, so that each content gets a name of its own
            network home_bus declared as external, but could not be found
              docker network create home_bus
            external volume "data" not found
              docker volume create data
            """)
    }

    @Test("what a plan says beside its steps") func notes() {
        let notes: [PlanNote] = [
            .networkDiffers(name: "home_bus", changes: []), .replicasKept(service: "home_web", count: 5), .contentUnknown(secret),
            .superfluous([secret, config]), .volumeDiffers(name: "data", changes: []), .orphans(["home-old-1", "home-old-2"]),
            .belongsToAnother(ResourceAddress(.network, "shared"), project: "shop"),
        ]
        expectEveryCase(notes)
        expect(
            notes.flatMap(\.lines),
            """
              ! network home_bus differs from the file and is left as it is: --recreate-networks makes it anew
              · service home_web keeps its 5 replicas: the file says no number
              · secret home_key is taken to hold what the file says, for the engine does not compare it: a new name makes a new one
              ! not in the file any more, --prune removes: secret home_key, config home_rules
              ! volume data differs from the file and is left as it is: what is in it would be lost
              ! orphans, of services that the file does not have; --remove-orphans removes them: home-old-1, home-old-2
              ! network shared stays: it belongs to project shop
            """)
    }

    @Test("what a task most likely failed of") func causes() {
        let causes: [FailureCause] = [
            .noNode, .missingBindPath, .missingImage, .pullDenied, .registryAway, .portTaken, .unhealthy, .wrongArchitecture,
            .missingProgram, .notExecutable, .missingNetwork, .missingDriver, .signal(4), .signal(6), .signal(7), .signal(9), .signal(11),
            .signal(15), .signal(31), .exit(3), .other,
        ]
        expectEveryCase(causes)
        expect(
            causes.flatMap { cause in ["\(cause)"] + [cause.meaning, cause.help].compactMap { $0.map { "  " + $0 } } },
            """
            noNode
              change the key or a node; `docker node ls` and `docker node inspect NODE` show what nodes have
            missingBindPath
              create the path on every node that may run the task, or use a volume
            missingImage
              the node can neither find nor pull the image: check its name, or push it to a registry that all nodes reach
            pullDenied
              `docker login` to the registry, and deploy again: the credentials are sent along
            registryAway
              the node cannot reach the registry: check its network and DNS, or the image's name
            portTaken
              another container or program on that node has the port: publish another one
            unhealthy
              the health check failed: see what it said, and try its command in the container; start_period gives more time
            wrongArchitecture
              the program was built for another architecture than the node's
              use an image with a build for the node, or keep the service off it: node.platform.arch == x86_64
            missingProgram
              the program was not found in the image
              check command and entrypoint against what the image has
            notExecutable
              the program may not be executed, or something it needs may not be read
              check the program's mode, user and read-only mounts
            missingNetwork
              deploy again: the network may have been removed a moment ago
            missingDriver
              install the plugin on every node that may run the task
            signal(4)
              it was ended by SIGILL: an instruction that the processor does not have, often a build for a newer one
            signal(6)
              it aborted (SIGABRT)
            signal(7)
              it was ended by SIGBUS
            signal(9)
              it was killed (SIGKILL): out of memory, or not ended within stop_grace_period
              raise deploy.resources.limits.memory if it needs more, or stop_grace_period if it stops slowly
            signal(11)
              it crashed (SIGSEGV)
            signal(15)
              it was asked to end (SIGTERM) and did
            signal(31)
              it was ended by signal 31
            exit(3)
            other
            """)
    }

    @Test(
        "the engine's words that are recognised",
        arguments: [
            ("no suitable node (missing plugin on 1 node)", FailureCause.noNode),
            ("invalid mount config for type \"bind\": bind source path does not exist: /x", .missingBindPath),
            ("pull access denied for x, repository does not exist", .pullDenied), ("unauthorized: authentication required", .pullDenied),
            ("no basic auth credentials", .pullDenied), ("No such image: x:1", .missingImage), ("manifest unknown", .missingImage),
            ("dial tcp 10.0.0.1:443: connect: connection refused", .registryAway), ("lookup r.example: no such host", .registryAway),
            ("read: i/o timeout", .registryAway), ("Bind for 0.0.0.0:80 failed: port is already allocated", .portTaken),
            ("listen tcp 0.0.0.0:80: bind: address already in use", .portTaken), ("task: unhealthy container", .unhealthy),
            ("exec /bin/x: exec format error", .wrongArchitecture), ("exec: \"x\": executable file not found in $PATH", .missingProgram),
            ("exec: \"/x\": stat /x: no such file or directory", .missingProgram), ("exec: \"/x\": permission denied", .notExecutable),
            ("network not found", .missingNetwork), ("could not find network attachment", .missingNetwork),
            ("plugin not found", .missingDriver), ("error looking up volume plugin nfs", .missingDriver),
        ]) func recognised(message: String, cause: FailureCause)
    {
        #expect(FailureCause(message: message, exitCode: 1) == cause)
    }

    @Test("why a node takes no task") func obstacles() throws {
        let constraint = try #require(PlacementConstraint("node.labels.zone == a"))
        let engine = try #require(PlacementConstraint("engine.labels.usb == yes"))
        let role = try #require(PlacementConstraint("node.role != manager"))
        let obstacles: [PlacementObstacle] = [
            .notReady(.down), .unavailable(.drain), .unavailable(.pause),
            .processors(wanted: 2_000_000_000, free: 250_000_000), .memory(wanted: 1 << 30, free: 300 << 20),
            .constraint(constraint, .absent), .constraint(engine, .absent), .constraint(role, .absent), .constraint(constraint, .other),
            .constraint(role, .excluded), .constraint(role, .unknownKey),
            .platform(Platform(architecture: "aarch64", os: "linux")), .hostPort(8080, .tcp, taskOf: "home_web"), .maxReplicas(2),
        ]
        expectEveryCase(obstacles)
        expect(
            obstacles.flatMap { ["one " + $0.text(ofMany: false), "two " + $0.text(ofMany: true)] },
            """
            one is down
            two are down
            one is drained
            two are drained
            one is paused
            two are paused
            one has 0.25 of the 2 CPUs that are reserved
            two have 0.25 of the 2 CPUs that are reserved
            one has 300 MiB of the 1 GiB of memory that is reserved
            two have 300 MiB of the 1 GiB of memory that is reserved
            one lacks the label zone
            two lack the label zone
            one lacks the engine label usb
            two lack the engine label usb
            one says nothing about node.role
            two say nothing about node.role
            one has another node.labels.zone than "a"
            two have another node.labels.zone than "a"
            one has the node.role "manager", which is excluded
            two have the node.role "manager", which is excluded
            one cannot be judged by "node.role": the engine knows no such property
            two cannot be judged by "node.role": the engine knows no such property
            one is arm64, which the image has no build for
            two are arm64, which the image has no build for
            one already publishes port 8080/tcp, with home_web
            two already publish port 8080/tcp, with home_web
            one runs 2 tasks of it already, which is max_replicas_per_node
            two run 2 tasks of it already, which is max_replicas_per_node
            """)
    }

    @Test("why a saved plan is no longer what would be done") func savedPlans() throws {
        func plan(_ level: String, web: Bool = false, seen: (inout ObservedSwarmState) -> Void = { _ in }) -> Plan {
            let desired = Fixture.desired {
                $0.services[1].spec.taskTemplate.containerSpec?.env = ["LEVEL=" + level]
                if web { $0.services[0].spec.taskTemplate.containerSpec?.env = ["LEVEL=" + level] }
            }
            return Fixture.plan(desired, Fixture.observed(change: seen))
        }
        func differences(_ fresh: Plan, from saved: Plan) throws -> [String] {
            let request = SavedRequest(workingDirectory: "/home/ann", stack: "home")
            return try SavedPlan(saved, request: request, images: [:], key: "swarm").differences(from: fresh, key: "swarm")
        }
        func answered(_ version: UInt64, id: String = "id-home_cache") -> (inout ObservedSwarmState) -> Void {
            { state in
                let spec = Fixture.asAnswered(Fixture.spec("cache") { $0.taskTemplate.containerSpec?.env = ["LEVEL=warning"] })
                state.services[1] = Fixture.service(spec, version: version)
                state.services[1].id = id
            }
        }
        #expect(try differences(plan("debug"), from: plan("debug")).isEmpty)
        expect(
            try differences(plan("trace"), from: plan("debug")) + differences(plan("debug", web: true), from: plan("debug"))
                + differences(plan("info"), from: plan("debug")) + differences(plan("debug", seen: answered(31)), from: plan("debug"))
                + differences(plan("debug", seen: answered(31, id: "other")), from: plan("debug")),
            """
            update service home_cache would do something else: the files, the variables or the engine are not what they were
            new: update service home_web
            no longer to be done: update service home_cache
            service home_cache was changed since: version 20 -> 31
            service home_cache is another one by now
            """)
    }

    @Test("what is wrong with the name of an image") func images() {
        let errors: [ImageReferenceError] = [
            .empty, .bareIdentifier, .invalidRegistry("-r"), .upperCase("Team/app"), .invalidName("a//b"), .invalidTag("one two"),
            .invalidDigest("md5:1"), .tooLong,
        ]
        expect(
            errors.map(\.description),
            """
            an image name cannot be empty
            64 hexadecimal digits are the id of an image, not its name
            "-r" is no name of a registry
            the repository "Team/app" must be lower case
            "a//b" is no name of a repository
            "one two" is no tag: letters, digits, _ . - and at most 128 of them
            "md5:1" is no digest, such as sha256: and 64 hexadecimal digits
            an image name has at most 255 characters
            """)
    }

    private func expect(_ lines: [String], _ text: String, at place: SourceLocation = #_sourceLocation) {
        #expect(lines.joined(separator: "\n") == text, sourceLocation: place)
    }

    /// Fails when a case is added that no row shows; the compiler asks for its number here.
    private func expectEveryCase<Case: Numbered>(_ rows: [Case], at place: SourceLocation = #_sourceLocation) {
        #expect(Set(rows.map(\.number)) == Set(0..<Case.count), "a case without its words", sourceLocation: place)
    }
}

/// Cases with values, counted by hand: such an enumeration cannot be `CaseIterable`.
private protocol Numbered {
    static var count: Int { get }
    var number: Int { get }
}

extension PlanProblem: Numbered {
    static let count = 9
    var number: Int {
        switch self {
        case .externalMissing: 0
        case .externalNetworkScope: 1
        case .nameTaken: 2
        case .networkInUse: 3
        case .networkInUseOnHost: 4
        case .contentFixed: 5
        case .externalMissingOnHost: 6
        case .twinInUse: 7
        case .networkAmbiguous: 8
        }
    }
}

extension PlanNote: Numbered {
    static let count = 7
    var number: Int {
        switch self {
        case .networkDiffers: 0
        case .replicasKept: 1
        case .contentUnknown: 2
        case .superfluous: 3
        case .volumeDiffers: 4
        case .orphans: 5
        case .belongsToAnother: 6
        }
    }
}

extension FailureCause: Numbered {
    static let count = 15
    var number: Int {
        switch self {
        case .noNode: 0
        case .missingBindPath: 1
        case .missingImage: 2
        case .pullDenied: 3
        case .registryAway: 4
        case .portTaken: 5
        case .unhealthy: 6
        case .wrongArchitecture: 7
        case .missingProgram: 8
        case .notExecutable: 9
        case .missingNetwork: 10
        case .missingDriver: 11
        case .signal: 12
        case .exit: 13
        case .other: 14
        }
    }
}

extension PlacementObstacle: Numbered {
    static let count = 8
    var number: Int {
        switch self {
        case .notReady: 0
        case .unavailable: 1
        case .processors: 2
        case .memory: 3
        case .constraint: 4
        case .platform: 5
        case .hostPort: 6
        case .maxReplicas: 7
        }
    }
}
