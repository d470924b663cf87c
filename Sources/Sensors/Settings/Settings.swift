/// The values of a program's settings, wherever they came from: a flag before a variable or the file that one names, before the default.
public struct Settings: Sendable {
    /// The words of the command line that are no flags, in order.
    public internal(set) var words: [String] = []
    var values: [String: String] = [:]
    let table: [Setting]

    init(table: [Setting]) { self.table = table }

    /// The value of a setting; nil when nobody gave one and it has no default. An empty value counts as not given.
    public subscript(name: String) -> String? {
        if let value = values[name] { return value.isEmpty ? nil : value }
        return table.first { $0.name == name }?.fallback
    }

    /// Whether a switch is on.
    public func isOn(_ name: String) -> Bool {
        ["1", "true", "yes", "on"].contains(self[name]?.lowercased() ?? "")
    }

    /// The value of a setting without which nothing goes.
    public func required(_ name: String) throws(UsageError) -> String {
        guard let value = self[name] else { throw UsageError("--\(name)", "is missing (or \(Setting(name, "", help: "").variable))") }
        return value
    }

    /// A whole number in a range; nil when it is not set.
    public func count(_ name: String, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw UsageError("--\(name)", "\(text) is not in \(range.lowerBound)...\(range.upperBound)")
        }
        return number
    }

    /// A time: `10` and `10s` are seconds; `ms`, `m`, `h` and `d` are the other units. Nil when it is not set.
    public func duration(_ name: String) throws(UsageError) -> Duration? {
        guard let text = self[name] else { return nil }
        guard let (number, unit) = Self.split(text) else { throw UsageError("--\(name)", "\(text) is not a time such as 30s or 10m") }
        let seconds: [String: Double] = ["": 1, "s": 1, "ms": 0.001, "m": 60, "h": 3600, "d": 86_400]
        guard let scale = seconds[unit], number * scale <= 1e9 else {
            throw UsageError("--\(name)", "\(text) is not a time such as 30s or 10m")
        }
        return .milliseconds(Int64((number * scale * 1000).rounded()))
    }

    /// A size in bytes: `K`, `M` and `G` are powers of 1024. Nil when it is not set.
    public func bytes(_ name: String) throws(UsageError) -> UInt64? {
        guard let text = self[name] else { return nil }
        let scales: [String: Double] = ["": 1, "k": 1024, "m": 1_048_576, "g": 1_073_741_824]
        guard let (number, unit) = Self.split(text), let scale = scales[unit], number * scale < 1e18 else {
            throw UsageError("--\(name)", "\(text) is not a size such as 64M")
        }
        return UInt64((number * scale).rounded())
    }

    /// The parts of a comma-separated list, trimmed, without empty ones.
    public func list(_ name: String) -> [String] {
        (self[name] ?? "").split(separator: ",").map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
            .filter { !$0.isEmpty }
    }

    /// A number that is not negative, and the unit after it in lower case.
    private static func split(_ text: String) -> (Double, String)? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number.isFinite else { return nil }
        return (number, text[digits.endIndex...].lowercased())
    }
}
