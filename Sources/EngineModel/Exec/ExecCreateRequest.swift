/// The body of `POST /containers/{id}/exec`: a further process for a container that runs.
package struct ExecCreateRequest: Hashable, Codable, Sendable {
    /// The program and its arguments.
    package var command: [String]
    /// Whether what we send reaches it.
    @OmitEmpty package var attachStdin: Bool
    /// Whether we get its output.
    @OmitEmpty package var attachStdout: Bool
    /// Whether we get its errors; with a terminal they come with the output.
    @OmitEmpty package var attachStderr: Bool
    /// Whether it has a terminal.
    @OmitEmpty package var tty: Bool
    /// Further variables, `NAME=value`.
    @OmitEmpty package var environment: [String]
    /// `name`, `uid`, `name:group` or `uid:gid`; empty takes the container's.
    @OmitEmpty package var user: String
    /// Where it runs; empty takes the container's.
    @OmitEmpty package var workingFolder: String
    /// Whether it has all capabilities and devices.
    @OmitEmpty package var privileged: Bool

    private enum CodingKeys: String, CodingKey {
        case command = "Cmd"
        case attachStdin = "AttachStdin"
        case attachStdout = "AttachStdout"
        case attachStderr = "AttachStderr"
        case tty = "Tty"
        case environment = "Env"
        case user = "User"
        case workingFolder = "WorkingDir"
        case privileged = "Privileged"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        command: [String], attachStdin: Bool = false, attachStdout: Bool = true, attachStderr: Bool = true, tty: Bool = false,
        environment: [String] = [], user: String = "", workingFolder: String = "", privileged: Bool = false
    ) {
        self.command = command
        self.attachStdin = attachStdin
        self.attachStdout = attachStdout
        self.attachStderr = attachStderr
        self.tty = tty
        self.environment = environment
        self.user = user
        self.workingFolder = workingFolder
        self.privileged = privileged
    }
}

/// The answer to the creation of a further process.
package struct ExecCreated: Hashable, Codable, Sendable {
    /// The id.
    package var id: String

    private enum CodingKeys: String, CodingKey {
        case id = "Id"
    }

    /// The memberwise initialiser.
    package init(id: String) { self.id = id }
}

/// A further process of a container as the engine has it.
package struct ExecInspect: Hashable, Codable, Sendable {
    /// The id.
    package var id: String
    /// Whether it runs.
    @OmitEmpty package var running: Bool
    /// How it ended; nil before its end.
    package var exitCode: Int?
    /// The container.
    @OmitEmpty package var containerID: String

    private enum CodingKeys: String, CodingKey {
        case id = "ID"
        case running = "Running"
        case exitCode = "ExitCode"
        case containerID = "ContainerID"
    }

    /// The memberwise initialiser.
    package init(id: String, running: Bool, exitCode: Int? = nil, containerID: String = "") {
        self.id = id
        self.running = running
        self.exitCode = exitCode
        self.containerID = containerID
    }
}
