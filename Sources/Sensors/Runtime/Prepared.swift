import Messaging

/// A delivery after decoding and deriving.
struct Prepared: Sendable {
    /// What is to become of it.
    enum Fate: Sendable {
        /// Its points go to the sinks.
        case store([Point])
        /// Nothing to store, by rule.
        case ignore(String)
        case reject(RejectReason)
    }

    let delivery: Delivery
    let fate: Fate
    /// Whether a point has the time of its arrival.
    var usesArrivalTime = false
}

/// Turns deliveries into points: decoding, event time, the worker's own derivation. Not shared: one task goes through in order.
struct Preparation: Sendable {
    private var decoder: SensorDecoder
    private var routes: RouteCache
    private let rules: EventTimeRules
    private let tags: [Tag]
    /// The worker's closure with what it remembers now.
    private(set) var handler: any PointHandler
    private let worker: Worker

    init(worker: Worker, options: DecodingOptions, rules: EventTimeRules, tags: [Tag]) {
        self.worker = worker
        decoder = SensorDecoder(options: options)
        routes = RouteCache(options)
        self.rules = rules
        self.tags = tags
        handler = worker.makeHandler()
    }

    /// Goes on from a state that was kept, or from the beginning when there is none; answers with the attempt that was written down
    /// with it. It throws, and begins anew, when that state has another shape.
    mutating func goOn(from kept: [UInt8]?) throws -> Attempt? {
        handler = worker.makeHandler()
        return try kept.flatMap { try handler.goOn(from: $0) }
    }

    mutating func prepare(_ delivery: Delivery) -> Prepared {
        let message = SensorMessage(delivery)
        do throws(Undecodable) {
            switch try decoder.decode(message, routes.route(of: message.routingKey)) {
            case .ignored(let rule): return Prepared(delivery: delivery, fate: .ignore(rule.rawValue))
            case .announcement(let announcement):
                decoder.catalog.note(announcement)
                return Prepared(delivery: delivery, fate: .ignore("announcement"))
            case .readings(let readings):
                let points = try decoder.points(of: readings, from: message, rules: rules, tags: tags)
                return derive(points, delivery, message)
            }
        } catch {
            return Prepared(delivery: delivery, fate: .reject(RejectReason(error)))
        }
    }

    private mutating func derive(_ points: [Point], _ delivery: Delivery, _ message: SensorMessage) -> Prepared {
        var stored: [Point] = []
        do throws(RejectReason) {
            if points.count == 1 {
                stored = try handler.points(of: points[0])
            } else {
                stored.reserveCapacity(points.count + 1)
                for point in points { stored += try handler.points(of: point) }
            }
        } catch {
            return Prepared(delivery: delivery, fate: .reject(error))
        }
        guard !stored.isEmpty else { return Prepared(delivery: delivery, fate: .ignore("other-subject")) }
        let usesArrivalTime = points.contains { $0.time == message.receivedAt }
        return Prepared(delivery: delivery, fate: .store(stored), usesArrivalTime: usesArrivalTime)
    }
}

extension RejectReason {
    /// What a decoder threw, for the headers of a dead letter.
    init(_ error: Undecodable) {
        let place = error.offset.map { " at byte \($0)" } ?? ""
        self.init(Code(rawValue: error.reason.rawValue), error.code + place, origin: error.format?.rawValue)
    }
}

extension SensorMessage {
    /// A delivery in the decoders' terms. What came through the suspects' lane was published to another key first.
    init(_ delivery: Delivery) {
        let properties = delivery.content.properties
        let fields = properties.headers.fields
        var headers = Headers()
        headers.reserveCapacity(fields.count)
        for index in fields.indices {
            switch fields[index].value {
            case .string(let text): headers.add(fields[index].name, .text(text))
            case .integer(let number): headers.add(fields[index].name, .integer(number))
            default: continue
            }
        }
        var key = delivery.routingKey
        if delivery.lane == .suspect, case .text(let original) = headers["x-original-routingKey"] { key = original }
        self.init(
            routingKey: key, body: delivery.content.body, contentType: properties.contentType, contentEncoding: properties.contentEncoding,
            messageID: properties.messageID, timestamp: properties.timestamp.map { Int64(clamping: $0) }, headers: headers,
            receivedAt: Instant(nanoseconds: delivery.receivedAt.nanoseconds))
    }
}
