import Testing

@testable import Terminal

@Suite("Progress") struct ProgressDisplayTests {
    private let web = ProgressLine(.working, "web", count: "0/2", status: "starting")
    private let cache = ProgressLine(.done, "cache", count: "1/1", status: "running", elapsed: .milliseconds(3100))

    @Test("in a pipe a line is printed when it has news") func steady() {
        var display = ProgressDisplay(traits: .plain)
        #expect(display.update([web, cache]) == "  · web    0/2  starting\n  ✓ cache  1/1  running  3.1 s\n")
        #expect(display.update([web, cache]) == "")
        var later = web
        later.elapsed = .seconds(9)
        #expect(display.update([later, cache]) == "")
        later.status = "preparing"
        #expect(display.update([later, cache]) == "  · web    0/2  preparing\n")
        #expect(display.print("note") == "note\n")
    }

    @Test("on a terminal the block is drawn over itself") func live() {
        var display = ProgressDisplay(traits: TerminalTraits(isLive: true, hasColour: false, width: 80))
        let first = display.update([web])
        #expect(first.hasSuffix(" web  0/2  starting\u{1B}[K\n") && !first.contains("\u{1B}[1A"))
        #expect(display.update([web, cache]).hasPrefix("\u{1B}[1A"))
        #expect(display.update([cache]).hasPrefix("\u{1B}[2A"))
        #expect(display.print("note") == "\u{1B}[1A\u{1B}[Jnote\n")
        #expect(!display.update([cache]).contains("\u{1B}[1A"))
    }

    @Test("a line never wraps: a wrapped line would be drawn over the wrong place") func clipping() {
        var display = ProgressDisplay(traits: TerminalTraits(isLive: true, hasColour: true, width: 30))
        let text = display.update([ProgressLine(.failed, "web", status: String(repeating: "long ", count: 20))])
        #expect(text.split(separator: "\u{1B}[K")[0].displayWidth == 29)
    }

    @Test(
        "colour and redrawing",
        arguments: [
            (true, [:], true, true), (true, ["NO_COLOR": "1"], true, false), (true, ["TERM": "dumb"], false, false),
            (false, [:], false, false), (false, ["CLICOLOR_FORCE": "1"], false, true), (true, ["CI": "true"], false, true),
            (true, ["NO_COLOR": ""], true, true), (true, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true, false),
        ] as [(Bool, [String: String], Bool, Bool)])
    func traits(terminal: Bool, environment: [String: String], live: Bool, colour: Bool) {
        let traits = TerminalTraits.of(terminal: terminal, width: 100, environment: environment)
        #expect(traits.isLive == live)
        #expect(traits.hasColour == colour)
    }

    @Test("log prefixes share a width and a service keeps its colour") func prefixes() {
        var prefixes = LogPrefixes(traits: TerminalTraits(isLive: true, hasColour: true))
        prefixes.reserve(["front.10"])
        let first = prefixes.prefix("front.1", group: "front")
        #expect(first == "\u{1B}[36mfront.1     | \u{1B}[0m")
        #expect(prefixes.prefix("cache.1", group: "cache").hasPrefix("\u{1B}[33m"))
        #expect(prefixes.prefix("front.2", group: "front").hasPrefix("\u{1B}[36m"))
    }

    @Test("what a container writes cannot steer the terminal") func controls() {
        #expect("a\u{1B}[2Jb\tc\u{7F}".withVisibleControls == "a␛[2Jb\tc␡")
        #expect("plain".withVisibleControls == "plain")
    }
}
