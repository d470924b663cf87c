/// One message of a long operation: of a pull or of a build.
package struct ProgressMessage: Hashable, Decodable, Sendable {
    /// What it is about, such as a layer or a tag.
    @OmitEmpty package var id: String
    /// What happens, such as `Downloading`.
    @OmitEmpty package var status: String
    /// Output of a build, as it is: it may be part of a line or several.
    @OmitEmpty package var stream: String
    /// How far it is; nil where that is not known.
    package var progress: Progress?
    /// Why the operation failed; nothing follows.
    package var failure: Failure?
    /// A value for programs, such as the id of the image that was built.
    package var aux: JSONValue?

    /// How far a part is, in bytes.
    package struct Progress: Hashable, Decodable, Sendable {
        /// Done.
        @OmitEmpty package var current: Int64
        /// In all; 0 where that is not known.
        @OmitEmpty package var total: Int64

        /// The memberwise initialiser.
        package init(current: Int64, total: Int64) {
            self.current = current
            self.total = total
        }
    }

    /// A failure in the engine's words.
    package struct Failure: Hashable, Decodable, Sendable {
        /// The exit code of a build's command; 0 for everything else.
        @OmitEmpty package var code: Int
        /// The words.
        @OmitEmpty package var message: String

        /// The memberwise initialiser.
        package init(code: Int = 0, message: String) {
            self.code = code
            self.message = message
        }
    }

    private enum CodingKeys: String, CodingKey {
        case id
        case status
        case stream
        case progress = "progressDetail"
        case failure = "errorDetail"
        case error
        case aux
    }

    /// The memberwise initialiser.
    package init(
        id: String = "", status: String = "", stream: String = "", progress: Progress? = nil, failure: Failure? = nil, aux: JSONValue? = nil
    ) {
        self.id = id
        self.status = status
        self.stream = stream
        self.progress = progress
        self.failure = failure
        self.aux = aux
    }

    /// Reads a message; an error comes as `errorDetail`, as the text `error`, or as both.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        _id = try container.decode(OmitEmpty<String>.self, forKey: .id)
        _status = try container.decode(OmitEmpty<String>.self, forKey: .status)
        _stream = try container.decode(OmitEmpty<String>.self, forKey: .stream)
        progress = try container.decodeIfPresent(Progress.self, forKey: .progress)
        aux = try container.decodeIfPresent(JSONValue.self, forKey: .aux)
        failure = try container.decodeIfPresent(Failure.self, forKey: .failure)
        if let error = try container.decodeIfPresent(String.self, forKey: .error), failure?.message.isEmpty ?? true {
            failure = Failure(code: failure?.code ?? 0, message: error)
        }
    }
}
