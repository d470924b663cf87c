/// Everything that a worker can be told; `_FILE` variables and the help come from this table too.
enum WorkerSettings {
    static let broker: [Setting] = [
        Setting(
            "amqp-url", "URL", default: "amqp://guest:guest@rabbitmq:5672/%2f",
            help: "the broker; several nodes of a cluster separated by commas"),
        Setting("amqp-user", "NAME", help: "user at the broker, in place of the URL's"),
        Setting("amqp-password", "TEXT", help: "password at the broker, in place of the URL's"),
        Setting("queue", "NAME", help: "queue to read (default: sensors.<worker>)"),
        Setting("bind", "EXCHANGE:KEY,...", help: "what brings messages into the queue (default: the worker's keys on amq.topic)"),
        Setting("queue-type", "quorum|classic", default: "quorum", help: "how a queue is kept that is not there yet"),
        .flag("no-declare", help: "declare nothing: queues and bindings are there"),
        Setting("prefetch", "N", default: "300", help: "messages in the worker's hands at most, 1 to 2000"),
    ]

    static let sinks: [Setting] = [
        Setting(
            "sinks", "LIST", default: "history=history.db", help: "where points go: kind=address,... (a ? after the kind: best effort)"),
        Setting("history-keep", "TIME", help: "remove what is older from the history, such as 400d (default: keep all)"),
        Setting("influx-user", "NAME", help: "InfluxDB 1"),
        Setting("influx-password", "TEXT", help: "InfluxDB 1"),
        Setting("influx-token", "TEXT", help: "InfluxDB 2"),
        Setting("batch-points", "N", default: "1000", help: "points of one request at most"),
        Setting("flush-interval", "TIME", default: "1s", help: "how long a point waits for others at most"),
        Setting("sink-timeout", "TIME", default: "10s", help: "how long a sink may take to answer"),
        Setting("retry-max", "TIME", default: "30s", help: "longest wait before a sink is tried again"),
        Setting("park-after", "TIME", default: "10m", help: "give messages back to the broker when a sink was down that long"),
    ]

    static let work: [Setting] = [
        Setting("limit", "N", help: "end after that many messages"),
        Setting("failure-limit", "N", help: "end after that many dead letters"),
        Setting("time-limit", "TIME", help: "end after that time"),
        Setting("memory-limit", "SIZE", help: "end when so much memory is resident, such as 64M"),
        Setting("drain-timeout", "TIME", default: "8s", help: "how long a stop may take to finish what is in hand"),
        Setting(
            "state", "broker|memory", default: "broker",
            help: "where a worker that remembers does so: in <queue>.state, one worker at a time, or in each worker until it ends"),
        Setting("max-attempts", "N", default: "3", help: "crashes on the same message before it is a dead letter"),
        Setting("max-body", "SIZE", default: "256K", help: "longest body that is decoded"),
    ]

    static let decoding: [Setting] = [
        Setting("format", "NAME", help: "the one format of all messages (default: each is found out)"),
        Setting("zone", "RULE", default: "UTC0", help: "zone of times without offset, as POSIX has it: CET-1CEST,M3.5.0,M10.5.0/3"),
        Setting("future", "dead|clamp", default: "dead", help: "what becomes of times that are ten minutes ahead"),
        Setting("tag", "NAME=VALUE,...", help: "tags that every point gets"),
    ]

    static let observing: [Setting] = [
        Setting("heartbeat-file", "PATH", default: "/dev/shm/sensor-worker.beat", help: "says for `health` that the loop turns"),
        Setting("log-format", "text|json", default: "text", help: "lines for people or for programs"),
        Setting("log-level", "LEVEL", default: "info", help: "debug, info, warning or error"),
        Setting("instance", "NAME", help: "name of this worker at the broker and in dead letters"),
    ]

    static let all = broker + sinks + work + decoding + observing
}
