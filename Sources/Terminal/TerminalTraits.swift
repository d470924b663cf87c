#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What an output can show: a terminal takes colour and redrawn lines, a pipe takes plain lines.
package struct TerminalTraits: Hashable, Sendable {
    /// Whether lines may be redrawn in place.
    package var isLive: Bool
    package var hasColour: Bool
    /// Columns; lines of a live block are cut to this.
    package var width: Int

    package init(isLive: Bool, hasColour: Bool, width: Int = 80) {
        self.isLive = isLive
        self.hasColour = hasColour
        self.width = max(width, 20)
    }

    /// A pipe or a file.
    package static let plain = TerminalTraits(isLive: false, hasColour: false)

    /// The traits of a file descriptor.
    ///
    /// `NO_COLOR` (https://no-color.org) and `TERM=dumb` turn colour off, `CLICOLOR_FORCE` turns it on; `TERM=dumb` and `CI` turn
    /// redrawing off.
    package static func detect(descriptor: Int32, environment: [String: String]) -> TerminalTraits {
        let isTerminal = isatty(descriptor) == 1
        return of(terminal: isTerminal, width: isTerminal ? size(of: descriptor)?.columns : nil, environment: environment)
    }

    static func of(terminal: Bool, width: Int?, environment: [String: String]) -> TerminalTraits {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        let dumb = environment["TERM"] == "dumb"
        let forced = isSet("CLICOLOR_FORCE") && environment["CLICOLOR_FORCE"] != "0"
        return TerminalTraits(
            isLive: terminal && !dumb && !isSet("CI"),
            hasColour: !isSet("NO_COLOR") && (forced || terminal && !dumb),
            width: width ?? environment["COLUMNS"].flatMap(Int.init) ?? 80)
    }

    /// The size of the terminal behind a descriptor; nil if it is none or does not know.
    package static func size(of descriptor: Int32) -> (rows: Int, columns: Int)? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_row), Int(size.ws_col))
    }
}
