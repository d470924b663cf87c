/// How a container ended.
package struct ContainerExit: Hashable, Codable, Sendable {
    /// The exit code of its process, 128 and the signal's number when a signal ended it.
    package var statusCode: Int
    /// Why it could not be waited for, or why it could not be removed after its end; nil usually.
    package var error: Failure?

    /// A failure in the engine's words.
    package struct Failure: Hashable, Codable, Sendable {
        /// The words.
        @OmitEmpty package var message: String

        private enum CodingKeys: String, CodingKey {
            case message = "Message"
        }

        /// A failure with these words.
        package init(message: String) { self.message = message }
    }

    private enum CodingKeys: String, CodingKey {
        case statusCode = "StatusCode"
        case error = "Error"
    }

    /// The memberwise initialiser.
    package init(statusCode: Int, error: Failure? = nil) {
        self.statusCode = statusCode
        self.error = error
    }
}

/// The processes of a container, as `ps` of its host sees them.
package struct ContainerProcesses: Hashable, Codable, Sendable {
    /// The columns.
    @OmitEmpty package var titles: [String]
    /// A row for each process, with a text for each column.
    @OmitEmpty package var processes: [[String]]

    private enum CodingKeys: String, CodingKey {
        case titles = "Titles"
        case processes = "Processes"
    }

    /// The memberwise initialiser.
    package init(titles: [String] = [], processes: [[String]] = []) {
        self.titles = titles
        self.processes = processes
    }
}
