import EngineModel
import TestSupport
import Testing
import Translation

/// The plain fields of a container.
@Suite struct HostContainerTests {
    @Test(
        arguments: table(
            #"""
            command: [a, b]
                ["a","b"]
            command: a "b c"
                ["a","b c"]
            command: []
                []
            user: root
                absent
            """#))
    func command(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("Cmd") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            entrypoint: /e
                ["/e"]
            entrypoint: []
                []
            user: root
                absent
            """#))
    func entrypoint(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("Entrypoint") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            environment: {B: "1", A: "", TOKEN: null, NOWHERE: null}
                ["A=","B=1","NOWHERE","TOKEN=t"]
            """#))
    func environment(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("Env") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            healthcheck: {test: [CMD, a], interval: 1m, timeout: 2s, retries: 3, start_period: 4s, start_interval: 5s}
                {"Interval":60000000000,"Retries":3,"StartInterval":5000000000,"StartPeriod":4000000000,"Test":["CMD","a"],"Timeout":2000000000}
            healthcheck: {disable: true}
                {"Test":["NONE"]}
            healthcheck: {test: exit 0}
                {"Test":["CMD-SHELL","exit 0"]}
            """#))
    func health(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("Healthcheck") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            healthcheck: {test: [CMD, a], start_interval: 5s}
                ! host.healthcheck.start-interval
            """#))
    func healthOnOldEngines(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input, api: APIVersion(1, 41)).wire("Healthcheck") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            stop_grace_period: 1m30s
                90
            stop_grace_period: 0s
                0
            user: root
                absent
            """#))
    func stopTime(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("StopTimeout") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            extra_hosts: ["a:1.2.3.4", "b=::1"]
                ["a:1.2.3.4","b:::1"]
            """#))
    func hosts(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.ExtraHosts") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            logging: {driver: json-file, options: {max-size: 1m}}
                {"Config":{"max-size":"1m"},"Type":"json-file"}
            user: root
                absent
            """#))
    func log(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.LogConfig") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            init: false
                false
            user: root
                absent
            """#))
    func initProcess(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Init") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            sysctls: {net.core.somaxconn: 1024}
                {"net.core.somaxconn":"1024"}
            """#))
    func kernel(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Sysctls") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            cgroup: private
                "private"
            """#))
    func controlGroups(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.CgroupnsMode") == row.expected)
    }

    @Test func namesABuiltImageAfterTheService() throws {
        let translated = HostTranslated("services: {web: {build: ./x}}")
        #expect(try translated.wire("Image") == "\"p-web\"")
        #expect(translated.service()?.build?.context == "/p/x")
    }

    @Test(arguments: [
        ("linux/x86_64", "linux/amd64"), ("linux/arm64/v8", "linux/arm64/v8"), ("linux/aarch64", "linux/arm64"),
        ("linux/arm/v7", "linux/arm/v7"), ("linux/armhf", "linux/arm"), ("linux/armel", "linux/arm/v6"), ("linux/arm", "linux/arm"),
        ("linux/arm/6", "linux/arm/v6"), ("linux/i386", "linux/386"), ("wasi/wasm", "wasi/wasm"), ("Linux/AMD64", "linux/amd64"),
        ("arm64", "linux/arm64"), ("linux", ""),
    ])
    func platform(_ written: String, _ sent: String) throws {
        #expect(try HostTranslated(service: "platform: \"\(written)\"").creation()?.platform == sent)
    }
}
