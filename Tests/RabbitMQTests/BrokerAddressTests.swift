import RabbitMQ
import Testing

@Suite struct BrokerAddressTests {
    @Test func defaultsAreRabbitMQs() throws {
        let address = try BrokerAddress(parsing: "amqp://rabbit")
        #expect(address == BrokerAddress(host: "rabbit"))
        #expect(address.port == 5672 && address.user == "guest" && address.password == "guest" && address.virtualHost == "/")
        #expect(try BrokerAddress(parsing: "amqps://rabbit").port == 5671)
    }

    @Test func everyPartIsTaken() throws {
        let address = try BrokerAddress(
            parsing:
                "amqps://us%2Fer:p%40ss@rabbit.example:1234/a%2fb?heartbeat=7&connection_timeout=1500&cacertfile=/ca&certfile=c&keyfile=k&verify=verify_none"
        )
        #expect(address.user == "us/er" && address.password == "p@ss" && address.host == "rabbit.example" && address.port == 1234)
        #expect(address.virtualHost == "a/b" && address.heartbeat == .seconds(7) && address.connectionTimeout == .milliseconds(1500))
        #expect(address.tls == .init(authorities: "/ca", certificate: "c", key: "k", verifiesBroker: false))
    }

    @Test(arguments: [
        ("amqp://h/", ""), ("amqp://h/%2f", "/"), ("amqp://h/%2F", "/"), ("amqp://h/home", "home"), ("amqp://h?heartbeat=1", "/"),
    ])
    func virtualHosts(url: String, expected: String) throws {
        #expect(try BrokerAddress(parsing: url).virtualHost == expected)
    }

    @Test func hostsMayBeIPv6() throws {
        let address = try BrokerAddress(parsing: "amqp://u:p@[fe80::1]:5673/x")
        #expect(address.host == "fe80::1" && address.port == 5673)
    }

    @Test(
        arguments: [
            ("", .scheme), ("rabbit:5672", .scheme), ("http://h", .scheme), ("amqp://", .host), ("amqp://:5672", .host),
            ("amqp://[::1", .host),
            ("amqp://[::1]x", .host), ("amqp://a b", .host), ("amqp://h:0", .port("0")), ("amqp://h:65536", .port("65536")),
            ("amqp://h:x", .port("x")), ("amqp://h/%zz", .escape(part: "virtual host")), ("amqp://h/%2", .escape(part: "virtual host")),
            ("amqp://h/%ff", .escape(part: "virtual host")), ("amqp://h/%00", .escape(part: "virtual host")),
            ("amqp://h/a/b", .virtualHost),
            ("amqp://h?nope=1", .unknownParameter("nope")), ("amqp://h?heartbeat", .unknownParameter("heartbeat")),
            ("amqp://h?heartbeat=-1", .parameterValue(name: "heartbeat", value: "-1")),
            ("amqp://h?heartbeat=99999", .parameterValue(name: "heartbeat", value: "99999")),
            ("amqps://h?verify=maybe", .parameterValue(name: "verify", value: "maybe")), ("amqps://h?certfile=c", .halfCertificate),
        ] as [(String, BrokerAddressError)])
    func mistakesAreNamed(url: String, expected: BrokerAddressError) {
        #expect(throws: expected) { try BrokerAddress(parsing: url) }
    }

    @Test(arguments: [
        "amqp://u:geheim/x@h", "amqp://u:geheim?x@h", "amqp://u@x:geheim/y@h", "amqp://u:1/geheim@h", "amqp://u:1?geheim@h",
        "amqp://u:1/v?geheim=@h",
    ])
    func aPasswordThatIsNotEscapedIsNotShown(url: String) {
        #expect(throws: BrokerAddressError.credentials) { try BrokerAddress(parsing: url) }
        #expect(!BrokerAddressError.credentials.description.contains("geheim"))
    }

    @Test func listsNameTheNodesOfACluster() throws {
        #expect(try BrokerAddress.list(parsing: "amqp://a, amqp://b").map(\.host) == ["a", "b"])
        #expect(throws: BrokerAddressError.empty) { try BrokerAddress.list(parsing: " ,") }
    }

    @Test func descriptionsHideThePassword() throws {
        let said = try BrokerAddress(parsing: "amqp://u:geheim@h/v").description
        #expect(!said.contains("geheim") && said.contains("amqp://u@h:5672"))
    }
}
