/// The body of an answer that is an error.
package struct ErrorResponse: Hashable, Codable, Sendable {
    /// The engine's words, whole.
    package var message: String

    private enum CodingKeys: String, CodingKey {
        case message = "message"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(message: String) {
        self.message = message
    }
}
