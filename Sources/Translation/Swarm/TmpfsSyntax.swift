import EngineModel

/// The short form of a tmpfs: `path[:option,...]`, where `size` and `mode` have fields of their own.
enum TmpfsSyntax {
    static func mount(_ text: String) -> Mount {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        var options = TmpfsOptions()
        var mount = Mount(type: .tmpfs, target: parts.first ?? text)
        for option in parts.count > 1 ? parts[1].split(separator: ",") : [] {
            let pair = option.split(separator: "=", maxSplits: 1).map(String.init)
            switch (pair[0], pair.count > 1 ? pair[1] : nil) {
            case ("size", let value?): options.sizeBytes = size(value)
            case ("mode", let value?): options.mode = UInt32(value, radix: 8) ?? 0
            case ("ro", nil): mount.readOnly = true
            case ("rw", nil): break
            default: options.options.append(pair)
            }
        }
        if options != TmpfsOptions() { mount.tmpfsOptions = options }
        return mount
    }

    /// Bytes, with the kernel's suffixes `k`, `m`, `g`.
    private static func size(_ text: String) -> Int64 {
        let shifts: [Character: Int64] = ["k": 10, "m": 20, "g": 30]
        let digits = text.prefix { $0.isNumber }
        let shift = text.lowercased().last.flatMap { shifts[$0] } ?? 0
        let (value, overflow) = (Int64(digits) ?? 0).multipliedReportingOverflow(by: 1 << shift)
        return overflow ? Int64.max : value
    }
}
