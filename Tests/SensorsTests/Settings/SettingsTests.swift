import Sensors
import Testing

@Suite struct SettingsTests {
    static let table = [
        Setting("amqp-url", "URL", default: "amqp://rabbitmq", help: ""), Setting("sinks", "LIST", help: ""),
        Setting("limit", "N", help: ""),
        Setting("time-limit", "TIME", help: ""), Setting("memory-limit", "SIZE", help: ""), .flag("no-declare", help: ""),
    ]

    private func parse(_ arguments: String..., environment: [String: String] = [:], files: [String: String] = [:]) throws(UsageError)
        -> Settings
    {
        try Settings.parse(arguments, environment: environment, table: Self.table) { path throws(UsageError) in
            guard let text = files[path] else { throw UsageError(path, "cannot be read") }
            return text
        }
    }

    @Test func aFlagCountsBeforeAVariableBeforeADefault() throws {
        #expect(try parse()["amqp-url"] == "amqp://rabbitmq")
        #expect(try parse(environment: ["AMQP_URL": "amqp://a"])["amqp-url"] == "amqp://a")
        #expect(try parse("--amqp-url", "amqp://b", environment: ["AMQP_URL": "amqp://a"])["amqp-url"] == "amqp://b")
        #expect(try parse("--amqp-url=amqp://c?x=y")["amqp-url"] == "amqp://c?x=y")
        #expect(try parse(environment: ["AMQP_URL": ""])["amqp-url"] == "amqp://rabbitmq")
    }

    @Test func aSecretIsReadFromItsFileWithoutTheNewlineAtItsEnd() throws {
        let files = ["/run/secrets/url": "amqp://u:p@h\r\n\n"]
        #expect(try parse(environment: ["AMQP_URL_FILE": "/run/secrets/url"], files: files)["amqp-url"] == "amqp://u:p@h")
        #expect(throws: UsageError("AMQP_URL", "is set, and AMQP_URL_FILE too: which one counts?")) {
            try parse(environment: ["AMQP_URL_FILE": "/run/secrets/url", "AMQP_URL": "x"], files: files)
        }
        #expect(throws: UsageError("/none", "cannot be read")) { try parse(environment: ["AMQP_URL_FILE": "/none"]) }
    }

    @Test func switchesAndWords() throws {
        let settings = try parse("one", "--no-declare", "two", "--", "--three")
        #expect(settings.isOn("no-declare") && settings.words == ["one", "two", "--three"])
        #expect(try parse(environment: ["NO_DECLARE": "yes"]).isOn("no-declare"))
        #expect(try !parse("--no-declare=false", environment: ["NO_DECLARE": "1"]).isOn("no-declare"))
    }

    @Test(arguments: [
        (["--prefetch", "1"], "--prefetch: is unknown"), (["--sinks"], "--sinks: wants a value"),
        (["--amqp"], "--amqp: is unknown; did you mean --amqp-url?"),
    ])
    func mistakesAreNamed(arguments: [String], expected: String) throws {
        let error = #expect(throws: UsageError.self) { try Settings.parse(arguments, environment: [:], table: Self.table) }
        #expect(error?.description == expected)
    }

    @Test(arguments: [("10", 10_000), ("250ms", 250), ("1.5s", 1500), ("2m", 120_000), ("1h", 3_600_000), ("1d", 86_400_000), ("0", 0)])
    func timesHaveUnits(text: String, milliseconds: Int64) throws {
        #expect(try parse("--time-limit", text).duration("time-limit") == .milliseconds(milliseconds))
    }

    @Test(arguments: [("512", 512), ("64M", 67_108_864), ("1k", 1024), ("1.5G", 1_610_612_736)])
    func sizesHaveUnits(text: String, bytes: UInt64) throws {
        #expect(try parse("--memory-limit", text).bytes("memory-limit") == bytes)
    }

    @Test(arguments: ["", "x", "-1", "1w", "1e400", "s", "1 s", "999999999999d"]) func nonsenseIsNoTimeAndNoSize(text: String) throws {
        let settings = try parse("--time-limit=\(text)", "--memory-limit=\(text)q", "--limit=\(text)")
        guard !text.isEmpty else { return #expect(try settings.duration("time-limit") == nil) }
        #expect(throws: UsageError.self) { try settings.duration("time-limit") }
        #expect(throws: UsageError.self) { try settings.bytes("memory-limit") }
        #expect(throws: UsageError.self) { try settings.count("limit", in: 1...10) }
    }

    @Test func listsAreTrimmed() throws {
        #expect(try parse("--sinks", " a=b ,, c").list("sinks") == ["a=b", "c"])
    }
}
