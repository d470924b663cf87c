import Foundation

extension HostileInput {
    private static func text(_ name: String, _ error: String?, _ text: @autoclosure @escaping @Sendable () -> String) -> HostileInput {
        HostileInput(name, error) { try $0.compose(text()) }
    }

    private static func web(_ lines: String) -> String { HostileFolder.service + lines + "\n" }

    private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

    private static func lines(_ count: Int, _ line: (Int) -> String) -> String { (0..<count).map(line).joined(separator: "\n") }

    static let all = syntax + references + scale

    /// What the text alone does.
    private static let syntax: [HostileInput] = [
        text("100 MB scalar", "compose.file.unreadable", web("    hostname: " + times(100_000_000, "x"))),
        text("60 MB scalar", nil, web("    environment: {A: \"" + times(60_000_000, "x") + "\"}")),
        text("50 MB line with a fault", "yaml.syntax", web("    environment: {A: \"" + times(50_000_000, "x") + "\", B: [}")),
        text("flow collections 100,000 deep", "yaml.depth", "a: " + times(100_000, "[")),
        text("block sequences 100,000 deep", "yaml.depth", times(100_000, "- ") + "a\n"),
        text("alias bomb", "yaml.alias.expansion", "x-a: &a0 [x]\n" + lines(12) { bomb($0 + 1) } + "\n" + web("")),
        text("merge bomb", "yaml.alias.expansion", "x-a: &a0 {k: v}\n" + lines(12) { mergeBomb($0 + 1) } + "\n" + web("")),
        text("alias of itself", "yaml.alias.recursive", "x-a: &a [*a]\n" + web("")),
        text("number of 1,000,000 digits", "compose.size", web("    mem_limit: " + times(1_000_000, "9"))),
        text(
            "templates 100,000 deep", "interpolation.depth", web("    command: \"" + times(100_000, "${A:-") + times(100_000, "}") + "\"")),
        HostileInput("bytes that are not UTF-8", "yaml.encoding") {
            try $0.file("compose.yaml", Data(HostileFolder.service.utf8) + Data([0x20, 0x20, 0x20, 0x20, 0xFF, 0xFE, 0xC0]))
        },
        HostileInput("zero bytes", "yaml.encoding") { try $0.sparse("compose.yaml", bytes: 1_000_000) },
    ]

    private static func bomb(_ level: Int) -> String {
        "x-\(level): &a\(level) [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",") + "]"
    }

    private static func mergeBomb(_ level: Int) -> String {
        "x-\(level): &a\(level) {<<: [" + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ",") + "], k\(level): v}"
    }

    /// Where the text leads to.
    private static let references: [HostileInput] = [
        text("services that extend each other", "compose.extends.cycle", "services: {a: {image: i, extends: b}, b: {extends: a}}\n"),
        HostileInput("files that extend each other", "compose.extends.cycle") {
            try $0.compose("services: {a: {image: i, extends: {file: b.yml, service: a}}}\n")
            try $0.file("b.yml", Data("services: {a: {extends: {file: compose.yaml, service: a}}}\n".utf8))
        },
        HostileInput("files that include each other", "compose.include.cycle") {
            try $0.compose("include: [b.yml]\n" + HostileFolder.service)
            try $0.file("b.yml", Data("include: [compose.yaml]\n".utf8))
        },
        HostileInput("a chain of 1,100 includes", "compose.include.many") { folder in
            try folder.compose("include: [c1.yml]\n")
            for number in 1...1100 { try folder.file("c\(number).yml", Data("include: [c\(number + 1).yml]\n".utf8)) }
        },
        text("include of a device", "compose.file.unreadable", "include: [/dev/zero]\n" + web("")),
        text("include of a directory", "compose.file.unreadable", "include: [/tmp]\n" + web("")),
        HostileInput("include of a pipe", "compose.file.unreadable") {
            try $0.pipe("pipe")
            try $0.compose("include: [./pipe]\n" + HostileFolder.service)
        },
        HostileInput("include of a symlink loop", "compose.file.unreadable") {
            try $0.link("a", to: "b")
            try $0.link("b", to: "a")
            try $0.compose("include: [./a]\n" + HostileFolder.service)
        },
        HostileInput("env_file of 1 GB", "compose.file.unreadable") {
            try $0.sparse("big", bytes: 1 << 30)
            try $0.compose(HostileFolder.service + "    env_file: big\n")
        },
        HostileInput(".env of 1 GB", "compose.file.unreadable") {
            try $0.sparse(".env", bytes: 1 << 30)
            try $0.compose(HostileFolder.service)
        },
        HostileInput("secret of 1 GB", "compose.file.unreadable") {
            try $0.sparse("big", bytes: 1 << 30)
            try $0.compose("services: {web: {image: i, secrets: [s]}}\nsecrets: {s: {file: big}}\n")
        },
    ]

    /// How much of it there is.
    private static let scale: [HostileInput] = [
        text("1,000,000 duplicate keys", "yaml.key.duplicate", web("    labels:\n" + times(1_000_000, "      K: v\n"))),
        text("200,000 unknown keys", "compose.key.unknown", web(lines(200_000) { "    k\($0): v" })),
        text("100,000 extension keys", nil, web(lines(100_000) { "    x-\($0): v" })),
        text("100,000 unset variables", nil, web("    command: \"" + times(100_000, "${X}") + "\"")),
        text("200,000 variables of an environment", nil, web("    environment:\n" + lines(200_000) { "      K\($0): v" })),
        text(
            "a chain of 1,000 services", "compose.extends.depth",
            "services:\n" + lines(1_000) { "  s\($0): {extends: s\($0 + 1)}" } + "\n  s1000: {image: i}\n"),
        text("all ports", nil, web("    ports: [\"1-65535:1-65535\"]")),
        text("more ports than there are", "compose.port.range", web("    ports: [\"0-4294967295\"]")),
    ]
}
