import Foundation
import TestSupport
import Testing

extension EndToEndTests {
    /// What cannot run is reported with its cause, and the rest is left running.
    @Suite struct Failing {
        struct Case: Sendable, CustomTestStringConvertible {
            let label: String
            /// The keys of the service that fails.
            let service: String
            /// What has to be said about it.
            let cause: [String]
            /// Of deploy: a busy engine may call a program running for seconds after it has ended.
            var options: [String] = []

            var testDescription: String { label }
        }

        static let cases = [
            Case(label: "image", service: "image: nowhere.invalid/absent:1", cause: ["No such image"]),
            Case(
                label: "command", service: "image: busybox:1\ncommand: [\"sh\", \"-c\", \"echo the pump is stuck; exit 3\"]",
                cause: ["exit code 3", "the pump is stuck"], options: ["--stable-for", "15s"]),
            Case(label: "executable", service: "image: busybox:1\ncommand: [\"no-such-program\"]", cause: ["no-such-program"]),
            Case(
                label: "bind", service: "image: busybox:1\ncommand: [\"sleep\", \"1000\"]\nvolumes: [\"/no/such/path:/data\"]",
                cause: ["/no/such/path"]),
            Case(
                label: "placement", service: "image: busybox:1\ndeploy: {placement: {constraints: [node.labels.sky == green]}}",
                cause: ["no suitable node"]),
        ]

        @Test(arguments: cases) func saysWhy(_ example: Case) async throws {
            try await Stack.with("fail-\(example.label)") { stack in
                let broken = example.service.split(separator: "\n").map { "    \($0)\n" }.joined()
                try stack.write("version: \"3.8\"\nservices:\n  broken:\n\(broken)\n\(idle("sound"))")
                let deploy = ["deploy", "--resolve-image", "never", "--timeout", "250"] + example.options
                let run = try await stack.skep(deploy + ["compose.yml", stack.name])
                #expect(run.status != 0)
                #expect(run.all.contains("\(stack.name)_broken"), "\(run.all)")
                for words in example.cause { #expect(run.all.contains(words), "\(run.all)") }
                let isUp = try await eventually { try await stack.replicas(of: "sound") == "1/1" }
                #expect(isUp, "a sound service suffered from a broken one")
            }
        }

        @Test func aPortInUseIsSaidSo() async throws {
            let ports = "ports: [{target: 80, published: 18090, mode: host}]\ndeploy: {endpoint_mode: dnsrr}"
            let file = "version: \"3.8\"\nservices:\n\(idle("web", ports))"
            try await Stack.with("port-first") { first in
                try first.write(file)
                try await first.deploy()
                try await Stack.with("port-second") { second in
                    try second.write(file)
                    let run = try await second.skep("deploy", "--resolve-image", "never", "--timeout", "250", "compose.yml", second.name)
                    #expect(run.status != 0)
                    #expect(run.all.contains("\(second.name)_web"), "\(run.all)")
                    #expect(run.all.contains("port already in use"), "\(run.all)")
                }
            }
        }

        @Test func aBrokenServiceIsMendedByTheNextDeploy() async throws {
            try await Stack.with("mend") { stack in
                let file = "version: \"3.8\"\nservices:\n\(idle("web"))"
                try stack.write(file.replacingOccurrences(of: "\"sleep\", \"100000\"", with: "\"false\""))
                let deploy = ["deploy", "--resolve-image", "never", "--timeout", "250", "--stable-for", "15s"]
                let run = try await stack.skep(deploy + ["compose.yml", stack.name])
                #expect(run.status != 0, "\(run.all)")
                try stack.write(file)
                try await stack.deploy()
                #expect(try await stack.replicas(of: "web") == "1/1")
            }
        }
    }
}
