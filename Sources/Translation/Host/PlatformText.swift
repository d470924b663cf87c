/// Names of platforms, such as `linux/arm64/v8`.
enum PlatformText {
    /// The engine's way to say it: `os/architecture[/variant]`, with Go's names.
    ///
    /// containerd `platforms.Parse` and `Normalize`.
    static func normalized(_ text: String) -> String {
        let parts = text.lowercased().split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1 { return alone(parts[0]) }
        let os = parts[0] == "macos" ? "darwin" : parts[0]
        var (name, variant) = architecture(parts[1], parts.count > 2 ? parts[2] : "")
        if parts.count == 2, name == "arm", variant == "v7" { variant = "" }
        if parts.count > 2, name == "arm64", variant.isEmpty { variant = "v8" }
        return ([os, name] + (variant.isEmpty ? [] : [variant])).joined(separator: "/")
    }

    /// An operating system leaves the architecture to the engine; an architecture means Linux.
    private static func alone(_ name: String) -> String {
        if name == "linux" { return "" }
        let isArchitecture = ["386", "amd64", "arm", "arm64", "loong64", "mips64le", "ppc64le", "riscv64", "s390x", "wasm"]
        let known = architecture(name, "").0
        return isArchitecture.contains(known) ? normalized("linux/" + known) : name
    }

    private static func architecture(_ name: String, _ variant: String) -> (String, String) {
        switch name {
        case "i386": ("386", "")
        case "x86_64", "x86-64", "amd64": ("amd64", variant == "v1" ? "" : variant)
        case "aarch64", "arm64": ("arm64", ["8", "v8", "v8.0"].contains(variant) ? "" : variant)
        case "armhf": ("arm", "v7")
        case "armel": ("arm", "v6")
        case "arm" where variant.isEmpty: ("arm", "v7")
        case "arm" where ["5", "6", "7", "8"].contains(variant): ("arm", "v" + variant)
        default: (name, variant)
        }
    }
}
