extension Point {
    /// The value of a field as a number; 0 and 1 for states.
    public func number(_ field: String) -> Double? { fields.first { $0.name == field }?.value.number }

    /// The value of a state: open, occupied, on.
    public func state(_ field: String) -> Bool? { number(field).map { $0 != 0 } }

    /// The same point with more fields; fields without a finite value are left out.
    public func adding(_ more: [Field]) -> Point {
        Point(measurement: measurement, tags: tags, fields: fields + more, time: time) ?? self
    }

    /// Another point of the same series; nil without a finite value.
    public func derived(_ measurement: String, _ fields: [Field], at time: Instant) -> Point? {
        Point(measurement: measurement, tags: tags, fields: fields, time: time)
    }
}

extension Field {
    /// A named number.
    public init(_ name: String, _ value: Double) { self.init(name, .double(value)) }
}
