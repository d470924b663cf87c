extension ProgramCommand {
    /// For a container's HEALTHCHECK: whether the loop of the worker beside it turns. A sink that is down does not count against
    /// it: starting the worker anew would mend nothing.
    static let health = ProgramCommand(
        "health", about: "whether the worker of this container is alive (for HEALTHCHECK)",
        settings: WorkerSettings.observing.filter { $0.name == "heartbeat-file" }
    ) { settings in
        let path = try settings.required("heartbeat-file")
        guard let age = Beat.age(of: path), age < Beat.limit else {
            Console.say("no beat in \(path) for \(Int(Beat.limit)) s")
            return .failure
        }
        Console.say(try SystemFile.text(path))
        return .success
    }
}
