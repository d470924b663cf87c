import ComposeModel
import Testing

@Suite struct InterpolationDialectTests {
    private static let specification: [(String, String)] = [
        ("no variables", "no variables"), ("$V", "val"), ("${V}", "val"), ("a${V}b", "avalb"), ("$V.x", "val.x"), ("$_x1", "under"),
        ("$v", ""), ("${U}", ""), ("x$U", "x"),
        ("$$", "$"), ("$$V", "$V"), ("$$$V", "$val"), ("$${V}", "${V}"), ("$$$$", "$$"),
        ("$", "$"), ("a$", "a$"), ("$1", "$1"), ("$ x", "$ x"), ("$é", "$é"), ("$Vé", "valé"), ("$(x)", "$(x)"),
        ("$V-x", "val-x"), ("$V:-x", "val:-x"),
        ("${U:-d}", "d"), ("${U-d}", "d"), ("${E:-d}", "d"), ("${E-d}", ""), ("${V:-d}", "val"), ("${V-d}", "val"), ("${U:-}", ""),
        ("${U:+r}", ""), ("${E:+r}", ""), ("${E+r}", "r"), ("${V:+r}", "r"), ("${V+r}", "r"), ("${U+r}", ""),
        ("${V:?m}", "val"), ("${V?m}", "val"), ("${E?m}", ""),
        ("${U?}", "interpolation.required: required variable U is missing a value"),
        ("${U:?set me}", "interpolation.required: required variable U is missing a value: set me"),
        ("${E:?set me}", "interpolation.required: required variable E is missing a value: set me"),
        ("x ${U:?say $V and ${U:-d}}", "interpolation.required: required variable U is missing a value: say val and d"),
        ("${U:?first} ${V:-x} ${U:?last}", "interpolation.required: required variable U is missing a value: first"),
        // The operator that stands first counts.
        ("${U-a:-b}", "a:-b"), ("${U:-a-b?c}", "a-b?c"), ("${V:+a:-b}", "a:-b"), ("${U:-a:?b}", "a:?b"),
        // Templates in operands, evaluated only where they are used.
        ("${U:-${V}}", "val"), ("${U:-$V}", "val"), ("${U:-a${V}b}c", "avalbc"), ("${U:-${U:-${U:-deep}}}", "deep"),
        ("${V:+${W}}", "w"), ("${V:-${U:?no}}", "val"), ("${U:-$$V}", "$V"), ("${U:-a}${U:-b}", "ab"), ("${U:-{\"a\": {}}}", "{\"a\": {}}"),
        ("${U:-{}} $V", "{} val"), ("${U:-{x}", "{x"), ("${V} }", "val }"), ("${U:-}}", "}"), ("${U:-a b} ${W}", "a b w"),
        // A value is not a template.
        ("$DOLLAR", "$V"), ("${U:-$DOLLAR}", "$V"),
        ("${", "!"), ("${}", "!"), ("${1}", "!"), ("${ V}", "!"), ("${V", "!"), ("${V!x}", "!"), ("${V:}", "!"), ("${V:x}", "!"),
        ("${-x}", "!"),
        ("${U:-a\nb}", "!"), ("$V ${é}", "!"), ("${U:-${}}", "!"),
    ]

    @Test(arguments: specification)
    func expandsLikeCompose(_ template: String, _ expected: String) {
        let invalid = "interpolation.syntax: this \"$\" starts no variable that can be filled in"
        #expect(expand(template, .specification) == (expected == "!" ? invalid : expected))
    }

    /// Each right side was seen in `docker stack config` 28.2.2.
    private static let stack: [(String, String)] = [
        ("$V", "val"), ("${V}", "val"), ("${U}", ""), ("$U", ""), ("$v", ""), ("$$", "$"), ("$${V}", "${V}"), ("$Vé", "valé"),
        ("${U:-d}", "d"), ("${E-d}|${E:-d}|", "|d|"), ("${V?m}${V:?m}", "valval"), ("${V:?}", "val"),
        ("${U-a:-b}", "b"), ("${U:-a\n\nb}", "a\n\nb"),
        ("$V-x}y", "val}y"), ("a$V:-x", "aval"), ("$V?x", "val"), ("$U-x y", "x y"), ("$U:-x", "x"),
        ("${U:-a${V}b}", "a${Vb}"), ("${U:-$V}", "$V"),
        ("${U:?set me}", "interpolation.required: required variable U is missing a value: set me"),
        ("${U?}", "interpolation.required: required variable U is missing a value"),
        ("${U:?msg $V}", "interpolation.required: required variable U is missing a value: msg $V"),
        ("${U:?msg} $$", "interpolation.required: required variable U is missing a value: msg"),
        // An error is forgotten when a variable follows.
        ("$ ${U:-x}", " x"), ("${U:?msg} ${V}", " val"), ("$1 $V", "1 val"),
        ("$", "!"), ("a$", "!"), ("$1", "!"), ("${", "!"), ("${}", "!"), ("${V", "!"), ("${V:+r}", "!"), ("${Vé}", "!"), ("${V:}", "!"),
        ("${ V}", "!"), ("${V} $", "!"),
    ]

    @Test(arguments: stack)
    func expandsLikeDockerStack(_ template: String, _ expected: String) {
        let invalid = "interpolation.syntax: this \"$\" starts no variable that can be filled in"
        #expect(expand(template, .stack) == (expected == "!" ? invalid : expected))
    }

    @Test(arguments: [Dialect.specification, .stack])
    func boundsNesting(_ dialect: Dialect) {
        let template = String(repeating: "${U:-", count: 20_000) + String(repeating: "}", count: 20_000)
        let result = expand(template, dialect)
        #expect(dialect == .stack ? result.hasSuffix("}}}") : result.hasPrefix("interpolation.depth"))
    }

    @Test(arguments: [Dialect.specification, .stack], ["${U-", "${U:-{", "$", "${", "}", "$$", "$U"])
    func staysFastOnLongTexts(_ dialect: Dialect, _ part: String) {
        let template = String(repeating: part, count: 20_000)
        let start = ContinuousClock.now
        _ = expand(template, dialect)
        #expect(ContinuousClock.now - start < .seconds(60))
    }
}
