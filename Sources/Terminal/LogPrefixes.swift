/// Names in front of log lines: each new name gets the next colour, and all are padded to the widest seen so far.
package struct LogPrefixes: Sendable {
    private let traits: TerminalTraits
    private var colours: [String: TextStyle] = [:]
    private var width = 0
    private let bar: String

    /// - Parameter bar: what stands between a name and its line.
    package init(traits: TerminalTraits, bar: String = "    | ") {
        self.traits = traits
        self.bar = bar
    }

    /// Makes room for names that are known before their first line, so that the bars line up from the start.
    package mutating func reserve(_ names: [String]) {
        width = max(width, names.map(\.displayWidth).max() ?? 0)
    }

    /// The prefix of a line, with its bar.
    ///
    /// - Parameter group: what shares a colour, such as the service of a task.
    package mutating func prefix(_ name: String, group: String) -> String {
        width = max(width, name.displayWidth)
        return "\(name.padded(to: width))\(bar)".styled(colour(of: group), on: traits)
    }

    private mutating func colour(of group: String) -> TextStyle {
        if let known = colours[group] { return known }
        let palette = TextStyle.nameColours
        let next = palette[colours.count % palette.count]
        colours[group] = next
        return next
    }
}
