/// One thing a person can set: by flag, by environment variable, or by a file that a variable names.
///
/// `amqp-url` is the flag `--amqp-url URL`, the variable `AMQP_URL`, and the file that `AMQP_URL_FILE` names (a Docker secret).
public struct Setting: Sendable, Equatable {
    /// Lower case, words joined by dashes.
    public let name: String
    /// What stands for the value in the help; nil for a switch, which has none.
    public let placeholder: String?
    /// Counts when nobody says anything.
    public let fallback: String?
    /// One line for people.
    public let help: String

    /// A setting with a value.
    public init(_ name: String, _ placeholder: String, default fallback: String? = nil, help: String) {
        self.name = name
        self.placeholder = placeholder
        self.fallback = fallback
        self.help = help
    }

    /// A switch: off unless given; in the environment `1`, `true`, `yes` and `on` turn it on.
    public static func flag(_ name: String, help: String) -> Setting { Setting(flag: name, help: help) }

    private init(flag name: String, help: String) {
        self.name = name
        self.help = help
        placeholder = nil
        fallback = nil
    }

    /// `--amqp-url`
    public var flag: String { "--\(name)" }

    /// `AMQP_URL`
    public var variable: String {
        String(
            decoding: name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: "_") : $0 & ($0 >= 0x61 && $0 <= 0x7A ? 0xDF : 0xFF) },
            as: UTF8.self)
    }

    /// `AMQP_URL_FILE`
    public var fileVariable: String { variable + "_FILE" }
}
