import TestSupport
import Testing

extension EndToEndTests {
    /// A service is made anew while it is used.
    ///
    /// The load does what any HTTP client does: it asks for the service's addresses, takes the first that answers, and tries once more
    /// before a request counts as failed.
    @Suite struct Replacement {
        private static func file(version: Int) -> String {
            """
            services:
              web:
                image: busybox:1
                command: ["sh", "-c", "mkdir /www; echo $$VERSION > /www/version; sleep 4; exec httpd -f -p 8080 -h /www"]
                stop_signal: SIGKILL
                environment: {VERSION: "\(version)"}
                healthcheck: {test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8080/version"], interval: 1s, start_period: 60s}
                scale: 2
                deploy: {update_config: {parallelism: 0, order: start-first}}
              load:
                image: busybox:1
                stop_signal: SIGKILL
                command: ["sh", "-c", "\(load)"]
                depends_on: {web: {condition: service_healthy}}
            """
        }

        private static let load = """
            while :; do \
            answer=failed; \
            for attempt in 1 2; do \
            for ip in $$(timeout 20 nslookup web 127.0.0.11 | sed -n '/^Name/,$$s/^Address[^:]*: *\\\\([0-9.]*\\\\).*/\\\\1/p'); do \
            text=$$(timeout 20 wget -q -O - http://$$ip:8080/version 2>&1) && { answer=version:$$text; break 2; }; \
            done; \
            done; \
            echo $$answer; \
            done
            """

        @Test func startFirstFailsNoRequest() async throws {
            try await Stack.withProject("start-first") { stack in
                try await raise(stack, version: 1)
                try await raise(stack, version: 2)
                let answers = try await stack.answers()
                #expect(answers["failed"] == nil, "\(answers)")
                #expect(answers["version:1", default: 0] > 20 && answers["version:2", default: 0] > 20, "\(answers)")
                // The same load sees when nothing answers, so it would have seen it here too.
                try await stack.docker("kill", "\(stack.name)-web-1", "\(stack.name)-web-2")
                let isNoticed = try await eventually { try await stack.answers()["failed", default: 0] > 0 }
                #expect(isNoticed)
            }
        }

        /// Brings the version up and waits until the load has seen it for a while.
        private func raise(_ stack: Stack, version: Int) async throws {
            try stack.write("name: \(stack.name)\n" + Self.file(version: version))
            try await stack.up()
            let isSeen = try await eventually { try await stack.answers()["version:\(version)", default: 0] > 20 }
            let answers = try await stack.answers()
            #expect(isSeen, "\(answers)")
        }
    }
}

extension Stack {
    /// How often the load got which answer so far.
    fileprivate func answers() async throws -> [String: Int] {
        try await lines("logs", "\(name)-load-1").reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
