import ComposeModel
import Terminal

/// What becomes of every key that a project's services use: a line for each key.
struct KeyFateListing {
    let file: ComposeFile

    /// `key`, what a swarm does with it, what one host does with it.
    var text: String {
        let rows = KeyFate.service.filter(isUsed).map { "\($0.path)\t\(words($0.swarm))\t\(words($0.host))" }
        return TabbedText().align(["KEY\tSWARM\tHOST"] + rows.sorted())
    }

    private func isUsed(_ row: KeyFate) -> Bool {
        (file.services + file.disabledServices).contains { $0.origin.exactPlace(row.keys) != nil }
    }

    private func words(_ fate: KeyFate.Fate) -> String {
        switch fate {
        case .applied: "applied"
        case .emulated(let how): "emulated: \(how)"
        case .ignored(let why): "ignored: \(why)"
        case .impossible(let instead): "impossible: \(instead)"
        }
    }
}
