import Testing
import YAMLTree

@Suite struct ResolvedScalarTests {
    /// Checked against go-yaml v3 by way of `docker stack config`.
    private static let plain: [(String, ResolvedScalar)] = [
        ("", .null), ("~", .null), ("null", .null), ("NULL", .null), ("nUll", .string),
        ("true", .bool(true)), ("False", .bool(false)), ("TRUE", .bool(true)), ("tRue", .string),
        ("yes", .string), ("on", .string), ("n", .string), ("Off", .string),
        ("0", .int(0)), ("00", .int(0)), ("-0", .int(0)), ("+5", .int(5)), ("-12", .int(-12)), ("1_000", .int(1000)), ("1__0", .int(10)),
        ("017", .int(15)), ("0017", .int(15)), ("0o17", .int(15)), ("-0o17", .int(-15)), ("0O17", .int(15)), ("0x1F", .int(31)),
        ("0X1f", .int(31)), ("0b101", .int(5)), ("-0b11", .int(-3)), ("0_8", .float(8)),
        ("08", .float(8)), ("0b", .string), ("0x", .string), ("0b2", .string), ("0xg", .string), ("+-1", .string), ("0x-1", .string),
        ("9223372036854775807", .int(.max)), ("-9223372036854775808", .int(.min)),
        ("9223372036854775808", .float(9_223_372_036_854_775_808)),
        ("18446744073709551615", .float(18_446_744_073_709_551_616)), ("18446744073709551616", .float(18_446_744_073_709_551_616)),
        ("-9223372036854775809", .float(-9_223_372_036_854_775_808)), ("0xffffffffffffffffff", .string),
        ("1.5", .float(1.5)), (".5", .float(0.5)), ("5.", .float(5)), ("-.5", .float(-0.5)), ("1e3", .float(1000)), ("1E-2", .float(0.01)),
        ("1.5e+3", .float(1500)), ("1e", .string), ("e3", .string), (".", .string), ("-", .string), ("+", .string), ("1e400", .string),
        ("._5", .string), ("1_0.5", .float(10.5)),
        (".inf", .float(.infinity)), ("-.INF", .float(-.infinity)), ("+.Inf", .float(.infinity)), (".iNf", .string), ("inf", .string),
        ("nan", .string), ("0x1p-2", .string),
        ("22:22", .string), ("1:30:00", .string), ("2001-01-01", .string), ("2001-12-14t21:59:43.10-05:00", .string),
        ("1.2.3", .string), ("1 2", .string), ("<<", .string), ("=", .string), ("0.5m", .string), ("_1", .string), ("1_", .int(1)),
    ]

    @Test(arguments: plain)
    func resolvesLikeGo(_ text: String, _ expected: ResolvedScalar) {
        #expect(ResolvedScalar(plain: text) == expected)
    }

    @Test func readsNotANumber() {
        guard case .float(let value) = ResolvedScalar(plain: ".NaN") else { return #expect(Bool(false), "not a float") }
        #expect(value.isNaN)
    }

    @Test func boundsLongNumbers() {
        #expect(ResolvedScalar(plain: String(repeating: "9", count: 1_000_000)) == .string)
    }

    private static let tagged: [(String, ResolvedScalar)] = [
        ("a: '5'", .string), ("a: !!int '5'", .int(5)), ("a: !!str 5", .string), ("a: !!float 5", .float(5)), ("a: ! 5", .int(5)),
        ("a: !custom 5", .string), ("a: |\n  5", .string), ("a: !!bool \"true\"", .bool(true)), ("a: !!null ''", .null),
        ("a: !!binary aGk=", .string), ("a: !!timestamp 2001-01-01", .string),
    ]

    @Test(arguments: tagged)
    func followsTagsAndStyle(_ text: String, _ expected: ResolvedScalar) {
        #expect(parse(text).documents.first?["a"]?.resolved == expected)
    }

    /// The right side is what `docker stack config` 28.2.2 makes of an environment value.
    @Test(arguments: [
        ("1000000.0", "1e+06"), ("1e3", "1000"), ("0017", "15"), ("1.10", "1.1"), ("18446744073709551615", "18446744073709551615"),
        ("1e21", "1e+21"), ("123456789.5", "1.234567895e+08"), ("0.00001", "1e-05"), ("0.0001", "0.0001"), ("1e20", "1e+20"), (".5", "0.5"),
        ("5.", "5"), ("100000000000000000000", "1e+20"), ("-0", "0"), ("-0.0", "-0"), ("08", "8"), ("0x1F", "31"), ("123456.5", "123456.5"),
        ("999999", "999999"), ("1.5e-7", "1.5e-07"), ("true", "true"), ("-1234.25", "-1234.25"), ("x", "x"), ("'1.10'", "1.10"),
        (".inf", "+Inf"), ("-.inf", "-Inf"), ("1e100", "1e+100"), ("120000.0", "120000"),
    ])
    func writesNumbersLikeGo(_ written: String, _ expected: String) {
        #expect(parse("a: \(written)").documents.first?["a"]?.goText == expected)
    }
}
