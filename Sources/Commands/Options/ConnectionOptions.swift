import ArgumentParser

/// Which engine is meant; docker's global options.
struct ConnectionOptions: ParsableArguments {
    @Option(
        name: [.customShort("H"), .long],
        help: ArgumentHelp("The engine, such as unix:///var/run/docker.sock. Wins over DOCKER_HOST and contexts.", valueName: "address"))
    var host: String?

    @Option(help: ArgumentHelp("A context of the docker client. Wins over DOCKER_CONTEXT.", valueName: "name"), completion: .contexts)
    var context: String?
}
