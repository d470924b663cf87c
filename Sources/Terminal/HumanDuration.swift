extension Duration {
    /// The duration in docker's words: `Less than a second`, `About a minute`, `3 days` (go-units HumanDuration).
    package var humanText: String {
        let seconds = max(components.seconds, 0)
        let minutes = seconds / 60
        let hours = (seconds + 1800) / 3600
        switch true {
        case seconds < 1: return "Less than a second"
        case seconds == 1: return "1 second"
        case seconds < 60: return "\(seconds) seconds"
        case minutes == 1: return "About a minute"
        case minutes < 60: return "\(minutes) minutes"
        case hours == 1: return "About an hour"
        case hours < 48: return "\(hours) hours"
        case hours < 24 * 7 * 2: return "\(hours / 24) days"
        case hours < 24 * 30 * 2: return "\(hours / 24 / 7) weeks"
        case hours < 24 * 365 * 2: return "\(hours / 24 / 30) months"
        default: return "\(hours / 24 / 365) years"
        }
    }

    /// The duration as progress lines show it: `0.4 s`, `12.4 s`, `3 min 5 s`, `2 h 4 min`.
    package var shortText: String {
        let tenths = components.seconds * 10 + components.attoseconds / 100_000_000_000_000_000
        guard tenths >= 600 else { return "\(tenths / 10).\(tenths % 10) s" }
        let seconds = components.seconds
        guard seconds >= 3600 else { return "\(seconds / 60) min \(seconds % 60) s" }
        return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
    }
}
