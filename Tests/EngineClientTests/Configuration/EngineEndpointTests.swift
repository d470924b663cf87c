import EngineClient
import HTTPTransport
import Testing

@Suite struct EngineEndpointTests {
    @Test(arguments: [
        ("unix:///run/d.sock", Endpoint.unix(path: "/run/d.sock")),
        ("unix://", .unix(path: "/var/run/docker.sock")),
        ("tcp://host", .tcp(host: "host", port: 2375)),
        ("tcp://10.0.0.1:1234/", .tcp(host: "10.0.0.1", port: 1234)),
        ("tcp://[fc00::1]:1234", .tcp(host: "fc00::1", port: 1234)),
        ("tcp://[fc00::1]", .tcp(host: "fc00::1", port: 2375)),
        ("tcp://:1234", .tcp(host: "127.0.0.1", port: 1234)),
    ])
    func hostVariable(text: String, endpoint: Endpoint) throws {
        let found = try EngineEndpoint.resolve(environment: ["DOCKER_HOST": text, "DOCKER_CONTEXT": "other"], home: nil)
        #expect(found == EngineEndpoint(endpoint: endpoint, origin: .hostVariable))
    }

    @Test(arguments: [
        ("/run/d.sock", EngineError.Reason.misconfigured, "says \"/run/d.sock\", which begins with neither unix:// nor tcp://"),
        ("gopher://h", .misconfigured, "says \"gopher://h\", which begins with neither unix:// nor tcp://"),
        ("tcp://h:0", .misconfigured, "says \"tcp://h:0\", whose port is not in 1...65535"),
        ("tcp://h:99999", .misconfigured, "says \"tcp://h:99999\", whose port is not in 1...65535"),
        ("tcp://h/path", .misconfigured, "says \"tcp://h/path\", which is no host and port"),
        ("tcp://h:1/path", .misconfigured, "says \"tcp://h:1/path\", whose port is not in 1...65535"),
        ("ssh://pi@pi-0", .unsupported, "says \"ssh://pi@pi-0\", and ssh:// is not supported yet; forward the socket with ssh -L"),
        ("https://h", .unsupported, "asks for TLS, which is not supported yet"),
        ("npipe:////./pipe/engine", .unsupported, "says \"npipe:////./pipe/engine\", which is not supported here"),
    ])
    func whatIsNotUnderstoodIsAnError(text: String, reason: EngineError.Reason, said: String) {
        let error = #expect(throws: EngineError.self) { try EngineEndpoint.resolve(environment: ["DOCKER_HOST": text], home: nil) }
        #expect(error?.reason == reason)
        #expect(error?.message == "DOCKER_HOST " + said)
    }

    @Test func tlsIsRefusedRatherThanLeftOut() {
        let environment = ["DOCKER_HOST": "tcp://h:2376", "DOCKER_TLS_VERIFY": "1"]
        let error = #expect(throws: EngineError.self) { try EngineEndpoint.resolve(environment: environment, home: nil) }
        #expect(error?.reason == .unsupported)
        #expect(error?.message == "DOCKER_HOST asks for TLS, which is not supported yet")
    }

    @Test func withoutAnyWordItIsThisMachine() throws {
        let folder = try TemporaryFolder()
        let standard = EngineEndpoint(endpoint: .unix(path: "/var/run/docker.sock"), origin: .standard)
        #expect(try EngineEndpoint.resolve(environment: [:], home: nil) == standard)
        #expect(try EngineEndpoint.resolve(environment: ["DOCKER_HOST": ""], home: folder.path) == standard)
        try folder.write(".docker/config.json", #"{"currentContext":"default"}"#)
        #expect(try EngineEndpoint.resolve(environment: [:], home: folder.path) == standard)
    }

    @Test func contextsAreFoundByName() throws {
        let folder = try TemporaryFolder()
        try folder.write("config.json", #"{"currentContext":"pi"}"#)
        try folder.write("contexts/meta/aa/meta.json", #"{"Name":"pi","Endpoints":{"docker":{"Host":"tcp://pi-0:2375"}}}"#)
        try folder.write("contexts/meta/bb/meta.json", #"{"Name":"safe","Endpoints":{"docker":{"Host":"tcp://pi-0:2376"}}}"#)
        try folder.write("contexts/tls/bb/docker/ca.pem", "")
        let environment = ["DOCKER_CONFIG": folder.path]
        #expect(
            try EngineEndpoint.resolve(environment: environment, home: nil)
                == EngineEndpoint(endpoint: .tcp(host: "pi-0", port: 2375), origin: .context("pi")))
        for (name, reason, message) in [
            ("safe", EngineError.Reason.unsupported, "the docker context \"safe\" asks for TLS, which is not supported yet"),
            ("absent", .misconfigured, "there is no docker context \"absent\""),
        ] {
            let error = #expect(throws: EngineError.self) {
                try EngineEndpoint.resolve(environment: environment.merging(["DOCKER_CONTEXT": name]) { $1 }, home: nil)
            }
            #expect(error?.reason == reason)
            #expect(error?.message == message)
        }
    }

    @Test func brokenConfigurationIsNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write("config.json", "{")
        let path = folder.path
        let error = #expect(throws: EngineError.self) { try EngineEndpoint.resolve(environment: ["DOCKER_CONFIG": path], home: nil) }
        #expect(error?.description.contains("\(path)/config.json") == true)
    }
}
