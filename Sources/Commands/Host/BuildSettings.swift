import ArgumentParser
import Deployment
import EngineClient
import EngineModel

/// How images are built, as far as the command line and the environment say it.
struct BuildSettings: Sendable {
    /// What the command line adds to what the files say.
    var wishes = BuildWishes()
    /// The name of one of buildx's builders.
    var instance: String?
    /// nil leaves it to BUILDKIT_PROGRESS and the terminal.
    var display: BuildxCommand.Display?
    /// Whether the builder's own words are shown.
    var showsOutput = true

    /// For containers that run here.
    static func forRunning(isQuiet: Bool) -> BuildSettings {
        var settings = BuildSettings()
        settings.wishes.isForRunning = true
        settings.showsOutput = !isQuiet
        return settings
    }

    /// How buildx shows what it does; nil where the environment names a way that only it knows (such as `rawjson`), and it looks there
    /// itself.
    ///
    /// - Parameter isLive: whether our standard error is a terminal that redraws lines.
    func shown(isLive: Bool, environment: [String: String]) -> BuildxCommand.Display? {
        guard showsOutput else { return .quiet }
        let variable = environment["BUILDKIT_PROGRESS"] ?? ""
        let asked = display ?? (variable.isEmpty ? .auto : BuildxCommand.Display(rawValue: variable))
        return asked == .auto && !isLive ? .plain : asked
    }
}

extension BuildxCommand.Display: ExpressibleByArgument {}
