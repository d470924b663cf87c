/// What a routing key says of its messages.
struct Route: Sendable {
    let topic: Topic
    /// The format that the key belongs to; nil when it says nothing.
    let format: PayloadFormat?

    init(of routingKey: String, _ options: DecodingOptions) {
        topic = Topic(routingKey)
        format = FormatDetection.byTopic(topic, options)
    }
}

/// The routes of keys that were seen: a device publishes to the same few keys for years.
struct RouteCache: Sendable {
    private static let size = 256

    private let options: DecodingOptions
    private var keys = Array(repeating: "", count: size)
    private var routes: [Route]

    /// Routes under those options.
    init(_ options: DecodingOptions) {
        self.options = options
        routes = Array(repeating: Route(of: "", options), count: Self.size)
    }

    /// The route of a key; a key that is new here takes the place of another.
    mutating func route(of key: String) -> Route {
        var key = key
        let place = Int(key.withUTF8(Bytes.hash) % UInt32(Self.size))
        if !Bytes.areEqual(keys[place], key) {
            keys[place] = key
            routes[place] = Route(of: key, options)
        }
        return routes[place]
    }
}
