import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// `stacks/web` on one host and on a swarm: Varnish, nginx, PHP and Redis are real.
    @Suite struct WebStack {
        private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
        private static let stack = repository.appendingPathComponent("stacks/web").path

        @Test("on one host, from its file in format 2") func onOneHost() async throws {
            try await Stack.with("web") { stack in
                try await getImages(for: stack)
                // Any port will do: the tests ask from inside.
                try stack.write("WEB_PORT=0\n", to: "settings.env")
                let project = ["-f", Self.stack + "/compose.v2.yml", "--env-file", "settings.env", "-p", stack.name]
                let started = try await stack.skep(["up", "-d", "--wait"] + project)
                #expect(started.status == 0, "\(started.all)")
                try await expectCountedVisits("\(stack.name)-front-1", of: stack)
                try await expectKeptPage("\(stack.name)-front-1", of: stack)
                try await stack.skep(["down", "-v", "-t", "2"] + project)
            }
        }

        @Test("on a swarm, where every task of nginx is replaced under Varnish") func onASwarm() async throws {
            try await Stack.with("web") { stack in
                try await getImages(for: stack)
                let file = Self.stack + "/compose.yml"
                try stack.write("WEB_PORT=0\n", to: "settings.env")
                let options = ["--resolve-image", "never", "--env-file", "settings.env", file, stack.name]
                let deployed = try await stack.skep(["deploy"] + options)
                #expect(deployed.status == 0, "\(deployed.all)")
                try await expectCountedVisits(stack.container(of: "front"), of: stack)
                try await expectKeptPage(stack.container(of: "front"), of: stack)

                let again = try await stack.skep(["plan"] + options)
                #expect(again.status == 0, "\(again.all)")

                let old = try await addresses(of: "web", in: stack)
                try await stack.skep("restart", stack.name, "web")
                let isReached = try await eventually {
                    let now = try await addresses(of: "web", in: stack)
                    let answer = try await get("/", from: stack.container(of: "front"), of: stack)
                    return now.isDisjoint(with: old) && answer.contains("visit ")
                }
                #expect(isReached, "Varnish did not follow nginx")
                // The volume stays after a stack; this one is not wanted.
                try await stack.skep("rm", stack.name)
                try await stack.docker("volume", "rm", "\(stack.name)_visits")
            }
        }

        private func getImages(for stack: Stack) async throws {
            let images = Self.repository.appendingPathComponent("scripts/images").path
            let made = try await Program(path: images).run(
                ["varnish:7.6.1", "nginx:1.26.2", "php:8.3.14-fpm", "redis:7.4.1"], environment: ["DOCKER_HOST": stack.host],
                limit: .seconds(600))
            #expect(made.status == 0, "\(made.all)")
        }

        /// The page, then the headers.
        private func get(_ path: String, from container: String, of stack: Stack) async throws -> String {
            try await stack.docker("exec", container, "wget", "-q", "-S", "-O", "-", "http://127.0.0.1:8080\(path)").all
        }

        /// Six visits in a row with no number left out; and sooner or later, both replicas answer.
        private func expectCountedVisits(_ front: String, of stack: Stack) async throws {
            var answers: [String] = []
            for _ in 1...6 { answers.append(try await get("/", from: front, of: stack)) }
            for visit in 1...6 { #expect(answers.contains { $0.contains("visit \(visit),") }, "\(answers)") }
            var replicas: Set<Substring> = []
            let bothAnswer = try await eventually {
                let answer = try await get("/", from: front, of: stack)
                if let last = answer.split(separator: "\n").first?.split(separator: " ").last { replicas.insert(last) }
                return replicas.count == 2
            }
            #expect(bothAnswer, "\(replicas)")
        }

        /// Varnish keeps what its sender allows it to.
        private func expectKeptPage(_ front: String, of stack: Stack) async throws {
            let isKept = try await eventually {
                let first = try await get("/time", from: front, of: stack)
                let second = try await get("/time", from: front, of: stack)
                return second.contains("X-Cache: hit") && first.split(separator: "\n").first == second.split(separator: "\n").first
            }
            #expect(isKept)
            #expect(try await get("/", from: front, of: stack).contains("X-Cache: miss"))
        }

        /// Where the engine's DNS says that the tasks of a service are.
        private func addresses(of service: String, in stack: Stack) async throws -> Set<String> {
            let front = try await stack.container(of: "front")
            let found = try await stack.docker("exec", front, "getent", "ahostsv4", service)
            return Set(found.output.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) })
        }
    }
}
