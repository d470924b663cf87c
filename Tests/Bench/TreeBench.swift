import CLibYAML
import Diagnostics
import Glibc
import YAMLTree

/// Built by scripts/bench-yaml only.
@main struct TreeBench {
    /// The most that a tree may cost, as a multiple of libyaml's own loop.
    static let budget = 2.5

    static func main() {
        let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 15
        let bytes = Array(composeFile(services: 1_500).utf8)
        let lines = bytes.count { $0 == UInt8(ascii: "\n") }
        var loop = Duration.seconds(3600)
        var tree = Duration.seconds(3600)
        // Taken in turns, so that the machine's other work falls on both.
        for _ in 0..<rounds {
            loop = min(loop, ContinuousClock().measure { countEvents(bytes) })
            tree = min(
                tree, ContinuousClock().measure { precondition(!YAMLParser.parse(bytes, file: SourceFileID(index: 0)).documents.isEmpty) })
        }
        let ratio = tree / loop
        print("\(lines) lines: libyaml's events \(loop), tree \(tree), ratio \((ratio * 100).rounded() / 100), budget \(budget)")
        exit(ratio > budget ? 1 : 0)
    }

    /// Reads all events and does nothing with them.
    static func countEvents(_ bytes: [UInt8]) {
        var parser = yaml_parser_t()
        precondition(yaml_parser_initialize(&parser) == 1)
        defer { yaml_parser_delete(&parser) }
        bytes.withUnsafeBufferPointer { buffer in
            withUnsafeMutablePointer(to: &parser) { parser in
                yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
                var event = yaml_event_t()
                var isDone = false
                while !isDone {
                    precondition(yaml_parser_parse(parser, &event) == 1)
                    isDone = event.type == YAML_STREAM_END_EVENT
                    yaml_event_delete(&event)
                }
            }
        }
    }

    /// 20 lines a service.
    static func composeFile(services: Int) -> String {
        var text = "services:\n"
        for number in 0..<services {
            text += """
                  service\(number):
                    image: "registry.example.org/team/service:\(number)"
                    command: ["--listen", "0.0.0.0:80", "--verbose"]
                    environment:
                      LOG_LEVEL: info
                      DATABASE_URL: postgres://database.example.org:5432/service\(number)
                      WORKERS: 4
                    ports:
                      - "\(10_000 + number):80"
                    networks: [front, back]
                    volumes:
                      - data:/var/lib/service
                    deploy:
                      replicas: 2
                      placement:
                        constraints:
                          - node.role == worker
                      resources:
                        limits: {cpus: "0.5", memory: 128M}
                    # A remark that ends the service.

                """
        }
        return text
    }
}
