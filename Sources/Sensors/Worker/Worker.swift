import Messaging

/// What a worker does with the points of its messages; everything else (broker, formats, sinks, stops) is the runtime's.
///
/// ```swift
/// let fridge = Worker("fridge", about: "the fridge's temperature") { point in
///     point.tag("device") == "kitchen/fridge" ? [point] : []
/// }
/// ```
public struct Worker: Sendable {
    /// The subcommand and the end of the queue's name.
    public let name: String
    /// One line for the help.
    public let about: String
    /// Routing keys on `amq.topic` that bring its messages.
    public let keys: [String]
    let makeHandler: @Sendable () -> any PointHandler

    /// A worker without memory: `points` says what to store of a point, nothing or several. It throws a ``Messaging/RejectReason``
    /// to have the message set aside.
    public init(
        _ name: String, about: String, keys: [String] = Worker.sensorKeys, points: @escaping @Sendable (Point) throws -> [Point]
    ) {
        self.init(name, about: about, keys: keys, remembering: Nothing()) { _, point in try points(point) }
    }

    /// A worker that remembers something between points. It sees points in the order in which their messages came, one at a time.
    /// A message that comes again is seen again: what is remembered has to take that (see ``StateDuration``).
    public init<State: Sendable>(
        _ name: String, about: String, keys: [String] = Worker.sensorKeys, remembering state: State,
        points: @escaping @Sendable (inout State, Point) throws -> [Point]
    ) {
        self.name = name
        self.about = about
        self.keys = keys
        makeHandler = { RememberingHandler(state: state, body: points) }
    }

    /// What sensors publish to, whatever they are: MQTT topics with dots for slashes.
    public static let sensorKeys = [
        "zigbee2mqtt.#", "tele.#", "*.tele.#", "stat.#", "*.stat.#", "shellies.#", "*.events.rpc", "*.status.*", "*.*.*.state",
        "homeassistant.#", "statestream.#", "sensors.#",
    ]

    private struct Nothing: Sendable {}
}

/// A worker at work: its closure with what it remembers.
protocol PointHandler: Sendable {
    /// What to store of a point.
    mutating func points(of point: Point) throws(RejectReason) -> [Point]
}

private struct RememberingHandler<State: Sendable>: PointHandler {
    var state: State
    let body: @Sendable (inout State, Point) throws -> [Point]

    mutating func points(of point: Point) throws(RejectReason) -> [Point] {
        do {
            return try body(&state, point)
        } catch let reason as RejectReason {
            throw reason
        } catch {
            throw RejectReason(.schema, "\(error)", origin: "worker")
        }
    }
}
