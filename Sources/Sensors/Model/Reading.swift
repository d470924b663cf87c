/// What one device said about one subject at one moment, in canonical units.
public struct Reading: Sendable, Equatable {
    /// The subject: `climate`, `light`, `motion`, `opening`, `energy`, `switch`, `safety`, `device` or the sender's own word.
    public var measurement: String
    /// The device's name, as a person knows it; parts are separated by `/`.
    public var device: String
    /// The room or zone, when the name says it.
    public var area: String?
    /// The format it was decoded from.
    public var source: PayloadFormat
    /// What tells several sensors or channels of one device from each other.
    public var tags: [Tag]
    /// The values; never empty, no name twice.
    public var fields: [Field]
    /// When the device says it was; nil when it does not.
    public var time: StatedTime?

    public init(
        measurement: String, device: String, area: String? = nil, source: PayloadFormat, tags: [Tag] = [], fields: [Field],
        time: StatedTime? = nil
    ) {
        self.measurement = measurement
        self.device = device
        self.area = area
        self.source = source
        self.tags = tags
        self.fields = fields
        self.time = time
    }
}
