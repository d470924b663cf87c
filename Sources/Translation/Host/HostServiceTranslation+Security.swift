import ComposeModel
import EngineModel
import FoundationEssentials

/// `security_opt`.
extension HostServiceTranslation {
    /// Hides and protects none of the paths of /proc and /sys; a field of its own on the wire.
    static let unconfinedPaths = "systempaths=unconfined"

    /// As the file has them; the profile that `seccomp` names is sent as its text.
    var securityOptions: [String] {
        service.securityOpt.filter { $0 != Self.unconfinedPaths }.map { option in
            guard SecurityOption(option).seccompFile != nil, let profile = service.seccompProfile else { return option }
            return "seccomp=" + String(decoding: JSONText.compacted(profile), as: UTF8.self)
        }
    }
}

/// The text of a JSON document.
enum JSONText {
    /// Without white space between its parts; everything else stays as written.
    static func compacted(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var isInString = false
        var isEscaped = false
        for byte in bytes {
            if !isInString, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { continue }
            result.append(byte)
            if isInString, byte == UInt8(ascii: "\\"), !isEscaped {
                isEscaped = true
                continue
            }
            if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
            isEscaped = false
        }
        return result
    }

    /// Whether it is a JSON document.
    static func isValid(_ bytes: [UInt8]) -> Bool {
        (try? JSONDecoder().decode(JSONValue.self, from: Data(bytes))) != nil
    }
}
