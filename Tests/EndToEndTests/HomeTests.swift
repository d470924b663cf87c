import Foundation
import TestSupport
import Testing

extension SwarmTests {
    /// `stacks/home` as it stands, with real RabbitMQ and InfluxDB, on three nodes of which one loses its power under load.
    @Test func aHomeKeepsEveryConfirmedReadingWhenANodeIsLost() async throws {
        try await Stack.onSwarm("home") { stack in
            let home = Home(stack)
            try await home.deploy(rate: 100)
            try await home.awaitLedger(lines: 300)
            // The broker and the stores are bound to the manager; of two climate workers one is elsewhere.
            let lost = try #require(try await stack.running("climate").keys.filter { $0 != "skep1" }.sorted().first?.last?.wholeNumberValue)
            try await TestSwarm.engine("kill", node: lost)
            do {
                let areElsewhere = try await eventually {
                    guard try await stack.nodeStates()[TestSwarm.hostName(lost)] == "Down" else { return false }
                    return try await home.workersElsewhere()
                }
                #expect(areElsewhere, "the workers of the lost node did not come up on the others")
                try await home.awaitLedger(lines: try await home.ledgerLength() + 300)
                try await home.expectEverythingStored()
            } catch {
                try await TestSwarm.engine("start", node: lost)
                throw error
            }
            try await TestSwarm.engine("start", node: lost)
            try await stack.awaitNodes(count: 3)
            try await stack.docker("stack", "rm", stack.name)
            try await home.removeVolumes()
        }
    }
}

/// The stack of a home on the test swarm.
private struct Home {
    private let stack: Stack
    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    private static let folder = repository.appendingPathComponent("stacks/home")
    private static let workers = ["climate": 2, "light": 1, "motion": 1, "openings": 1, "energy": 1, "record": 1]

    private var ledger: String { stack.folder.appendingPathComponent("ledger.jsonl").path }

    init(_ stack: Stack) { self.stack = stack }

    /// Deploys it, with images where they are needed and a simulator that writes down what the broker confirmed.
    func deploy(rate: Int) async throws {
        for host in TestSwarm.nodes {
            let folder = URL(fileURLWithPath: try Program.skep().path).deletingLastPathComponent().path
            try await script("containers", [folder, "sensor-worker"], host: host)
        }
        try await script("images", ["rabbitmq:3.13.7", "influxdb:1.8.10"], host: TestSwarm.manager)
        try stack.write("SIMULATOR_RATE=\(rate)\nSIMULATOR_LEDGER=/data/ledger.jsonl\n", to: "settings.env")
        let files = ["compose.yml", "offline.yml"].flatMap { ["-f", Self.folder.appendingPathComponent($0).path] }
        let run = try await stack.skep(["deploy", "--resolve-image", "never", "--env-file", "settings.env"] + files + [stack.name])
        #expect(run.status == 0, "\(run.all)")
    }

    private func script(_ name: String, _ arguments: [String], host: String) async throws {
        let path = Self.repository.appendingPathComponent("scripts/\(name)").path
        let run = try await Program(path: path).run(arguments, environment: ["DOCKER_HOST": host], limit: .seconds(400))
        #expect(run.status == 0, "scripts/\(name): \(run.all)")
    }

    /// Waits until the broker has confirmed so many messages.
    func awaitLedger(lines: Int) async throws {
        let isThere = try await eventually { try await ledgerLength() >= lines }
        let log = try await stack.docker("service", "logs", "--tail", "20", "\(stack.name)_simulator")
        #expect(isThere, "\(log.all)")
    }

    /// How many messages the broker has confirmed so far; the ledger is copied here for that.
    func ledgerLength() async throws -> Int {
        let simulator = try await stack.container(of: "simulator")
        let copied = try await stack.docker("cp", "\(simulator):/data/ledger.jsonl", ledger)
        guard copied.status == 0 else { return 0 }
        return try Data(contentsOf: URL(fileURLWithPath: ledger)).count { $0 == UInt8(ascii: "\n") }
    }

    /// Whether as many tasks of every worker as there should be run on nodes that are up.
    func workersElsewhere() async throws -> Bool {
        for (worker, count) in Self.workers {
            guard try await stack.running(worker).values.reduce(0, +) == count else { return false }
        }
        return true
    }

    /// Compares the latest copy of the ledger with what InfluxDB has.
    func expectEverythingStored() async throws {
        let address = try await stack.docker("node", "inspect", "self", "--format", "{{.Status.Addr}}").output
        let python = try #require(Program.onPath("python3"))
        let judge = Self.repository.appendingPathComponent("Tests/Soak/confirmed.py").path
        let password = Self.folder.appendingPathComponent("secrets/influx_password.txt").path
        let run = try await python.run(
            [
                judge, ledger, "--influx", "http://\(address.trimmingCharacters(in: .whitespacesAndNewlines)):8086",
                "--password-file", password, "--wait", "400",
            ], limit: .seconds(500))
        #expect(run.status == 0 && run.output.contains(" 0 missing"), "\(run.all)")
        print(run.output, terminator: "")
    }

    /// Removes the volumes once no container uses them any more.
    func removeVolumes() async throws {
        let areGone = try await eventually {
            let list = try await stack.docker("volume", "ls", "-q", "--filter", "label=com.docker.stack.namespace=\(stack.name)")
            let names = list.output.split(separator: "\n").map(String.init)
            if names.isEmpty { return true }
            return try await stack.docker(["volume", "rm"] + names).status == 0
        }
        #expect(areGone)
    }
}
