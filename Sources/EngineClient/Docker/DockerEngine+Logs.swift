import EngineModel
import HTTPTransport

extension DockerEngine {
    package func serviceLogs(_ idOrName: String, options: LogOptions) async throws -> EngineStream<LogLine> {
        try await logs("/services/\(idOrName.percentEncoded)/logs", options, to: "read the output of service \(idOrName)") {
            try await service(idOrName).spec.taskTemplate.containerSpec?.tty
        }
    }

    package func taskLogs(id: String, options: LogOptions) async throws -> EngineStream<LogLine> {
        try await logs("/tasks/\(id.percentEncoded)/logs", options, to: "read the output of task \(id)") {
            try await task(id: id).spec?.containerSpec?.tty
        }
    }

    package func containerLogs(_ idOrName: String, options: LogOptions) async throws -> EngineStream<LogLine> {
        try await logs("/containers/\(idOrName.percentEncoded)/logs", options, to: "read the output of container \(idOrName)") {
            try await container(idOrName).config?.tty
        }
    }

    private func logs(
        _ path: String, _ options: LogOptions, to operation: String, hasTerminal: () async throws -> Bool?
    ) async throws -> EngineStream<LogLine> {
        var query = QueryString()
        query.add("details", flag: true)
        query.add("timestamps", flag: true)
        query.add("follow", flag: options.follows)
        query.add("stdout", flag: options.stdout)
        query.add("stderr", flag: options.stderr)
        query.add("since", options.since?.decimal)
        query.add("until", options.until?.decimal)
        query.add("tail", options.tail.map { String(max(0, $0)) })
        let (exchange, response) = try await open(.get, path, query, to: operation)
        let isFramed: Bool
        switch response.fields["Content-Type"] {
        case "application/vnd.docker.multiplexed-stream": isFramed = true
        // Since API 1.42 this means a terminal; before, it was said of every stream or of none.
        case "application/vnd.docker.raw-stream" where try await apiVersion() >= APIVersion(1, 42): isFramed = false
        default: isFramed = try await hasTerminal() != true
        }
        let reader = LogReader(exchange: exchange, body: response.body, isFramed: isFramed)
        return EngineStream { try await reader.next() }
    }
}
