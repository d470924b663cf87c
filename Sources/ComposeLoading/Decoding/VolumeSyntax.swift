import ComposeModel

/// The short form of a mount: `[source:]target[:options]`.
///
/// Follows docker/cli `internal/volumespec` and compose-go `format.ParseVolume`, which share a grammar: a letter followed by
/// `:` is a Windows drive, so a volume's name has at least two letters.
struct VolumeSyntax {
    /// Why a text is not a mount.
    enum ParseError: Error, Hashable {
        case empty
        case emptySection
        case tooManyColons
    }

    private let dialect: Dialect
    private(set) var volume = ServiceVolume(type: "volume")

    static func parse(_ text: String, _ dialect: Dialect) throws(ParseError) -> ServiceVolume {
        var syntax = VolumeSyntax(dialect: dialect)
        try syntax.read(text)
        return syntax.volume
    }

    private init(dialect: Dialect) { self.dialect = dialect }

    private mutating func read(_ text: String) throws(ParseError) {
        if text.isEmpty { throw .empty }
        if text.utf8.count <= 2 {
            volume.target = text
            setType()
            return
        }
        let sections = Self.sections(of: text)
        for (index, section) in sections.enumerated() {
            try take(section, isLast: index == sections.count - 1)
        }
        setType()
    }

    /// Cut at the colons that do not follow a lone letter.
    private static func sections(of text: String) -> [String] {
        var sections: [String] = []
        var start = text.startIndex
        for colon in text.utf8.indices where text.utf8[colon] == UInt8(ascii: ":") && !isDrive(text[start..<colon]) {
            sections.append(String(text[start..<colon]))
            start = text.utf8.index(after: colon)
        }
        return sections + [String(text[start...])]
    }

    private static func isDrive(_ section: Substring) -> Bool {
        guard let first = section.first, first.isLetter else { return false }
        return section.dropFirst().isEmpty
    }

    private mutating func take(_ section: String, isLast: Bool) throws(ParseError) {
        if section.isEmpty { throw .emptySection }
        if volume.source == nil {
            if isLast { volume.target = section } else { volume.source = section }
        } else if volume.target == nil {
            volume.target = section
        } else if !isLast {
            throw .tooManyColons
        } else {
            for option in section.split(separator: ",") { apply(String(option)) }
        }
    }

    /// Options that neither peer knows (`cached`, `delegated`, ...) have no effect.
    private mutating func apply(_ option: String) {
        switch option {
        case "ro": volume.readOnly = true
        case "rw": volume.readOnly = false
        case "nocopy":
            volume.volume = ServiceVolume.VolumeOptions()
            volume.volume?.nocopy = true
        case "private", "rprivate", "shared", "rshared", "slave", "rslave":
            if volume.bind == nil { volume.bind = ServiceVolume.BindOptions() }
            volume.bind?.propagation = option
        case "z", "Z":
            guard dialect == .specification else { return }
            if volume.bind == nil { volume.bind = ServiceVolume.BindOptions() }
            volume.bind?.selinux = option
        default: break
        }
    }

    private mutating func setType() {
        let isPath = volume.source.map { isFilePath($0) } ?? false
        volume.type = isPath ? "bind" : "volume"
        guard dialect == .specification else { return }
        if isPath {
            if volume.bind == nil { volume.bind = ServiceVolume.BindOptions() }
            volume.bind?.createHostPath = true
        } else if volume.volume == nil {
            volume.volume = ServiceVolume.VolumeOptions()
        }
        volume.target = volume.target.map(FilePath.clean)
    }

    private func isFilePath(_ source: String) -> Bool {
        guard let first = source.first else { return false }
        if "./~".contains(first) || source.hasPrefix("\\\\") { return true }
        return first.isLetter && source.dropFirst().first == ":"
    }
}
