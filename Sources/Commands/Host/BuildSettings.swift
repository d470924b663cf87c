import ArgumentParser
import Deployment
import EngineClient
import EngineModel

/// How images are built, as far as the command line and the environment say it.
struct BuildSettings: Sendable {
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

    /// How buildx shows what it does.
    ///
    /// - Parameter isLive: whether our standard error is a terminal that redraws lines.
    func shown(isLive: Bool, environment: [String: String]) -> BuildxCommand.Display {
        guard showsOutput else { return .quiet }
        let asked = display ?? environment["BUILDKIT_PROGRESS"].flatMap(BuildxCommand.Display.init) ?? .auto
        return asked == .auto && !isLive ? .plain : asked
    }
}

extension BuildxCommand.Display: ExpressibleByArgument {}
