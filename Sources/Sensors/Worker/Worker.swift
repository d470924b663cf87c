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
    /// Whether it remembers something between points.
    let remembers: Bool
    let makeHandler: @Sendable () -> any PointHandler

    /// A worker without memory: `points` says what to store of a point, nothing or several. It throws a ``Messaging/RejectReason``
    /// to have the message set aside.
    public init(
        _ name: String, about: String, keys: [String] = Worker.sensorKeys, points: @escaping @Sendable (Point) throws -> [Point]
    ) {
        self.init(name, about: about, keys: keys, remembers: false, state: Nothing()) { _, point in try points(point) }
    }

    /// A worker that remembers something between points. It sees points in the order in which their messages came, one at a time.
    /// A message that comes again is seen again: what is remembered has to take that (see ``StateDuration``).
    ///
    /// What it remembers is kept in the broker, in `<queue>.state`, and always as it was after a message that is settled: after a
    /// crash, or on another machine, it goes on from there, and of several such workers one works while the others wait.
    public init<State: Codable & Sendable>(
        _ name: String, about: String, keys: [String] = Worker.sensorKeys, remembering state: State,
        points: @escaping @Sendable (inout State, Point) throws -> [Point]
    ) {
        self.init(name, about: about, keys: keys, remembers: true, state: state, points: points)
    }

    private init<State: Codable & Sendable>(
        _ name: String, about: String, keys: [String], remembers: Bool, state: State,
        points: @escaping @Sendable (inout State, Point) throws -> [Point]
    ) {
        self.name = name
        self.about = about
        self.keys = keys
        self.remembers = remembers
        makeHandler = { RememberingHandler(worker: name, state: state, body: points) }
    }

    /// What sensors publish to, whatever they are: MQTT topics with dots for slashes.
    public static let sensorKeys = [
        "zigbee2mqtt.#", "tele.#", "*.tele.#", "stat.#", "*.stat.#", "shellies.#", "*.events.rpc", "*.status.*", "*.*.*.state",
        "homeassistant.#", "statestream.#", "sensors.#",
    ]

    private struct Nothing: Codable, Sendable {}
}

/// A worker at work: its closure with what it remembers.
protocol PointHandler: Sendable {
    /// What to store of a point.
    mutating func points(of point: Point) throws(RejectReason) -> [Point]

    /// What it remembers, to be kept, with the attempt at a message that is about to be read alone.
    func kept(attempt: Attempt?) throws -> [UInt8]

    /// Goes on from what was kept; answers with the attempt that was kept with it. It throws, and remembers what it did, when the
    /// state has another shape by now.
    mutating func goOn(from kept: [UInt8]) throws -> Attempt?
}

private struct RememberingHandler<State: Codable & Sendable>: PointHandler {
    let worker: String
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
    func kept(attempt: Attempt?) throws -> [UInt8] { try KeptState(worker: worker, attempt: attempt, state: state).encoded() }

    mutating func goOn(from kept: [UInt8]) throws -> Attempt? {
        let found = try KeptState<State>(decoding: kept)
        state = found.state
        return found.attempt
    }
}
