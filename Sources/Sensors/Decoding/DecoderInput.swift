/// Everything one decoder is given.
package struct DecoderInput: Sendable {
    package let body: [UInt8]
    package let topic: Topic
    package let options: DecodingOptions
    package let catalog: EntityCatalog
    /// The body as JSON when it starts like an object or an array; a failure when it only starts so.
    package let document: Result<JSONDocument, JSONFailure>?

    init(body: [UInt8], topic: Topic, options: DecodingOptions, catalog: EntityCatalog) {
        self.body = body
        self.topic = topic
        self.options = options
        self.catalog = catalog
        let first = body.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
            document = nil
            return
        }
        do {
            document = .success(try JSONDocument(body))
        } catch {
            document = .failure(error)
        }
    }

    /// The body's value; fails with the byte where it is no JSON, or when it is no object at all.
    func object(for format: PayloadFormat) throws(Undecodable) -> JSONValue {
        switch document {
        case .success(let document):
            guard document.root.isObject else { throw Undecodable(.schema, "json.not-an-object", at: document.root.offset, format: format) }
            return document.root
        case .failure(let failure): throw Undecodable(failure, format: format)
        case nil: throw Undecodable(.malformed, "json.not-an-object", at: 0, format: format)
        }
    }

    /// The body as a bare value.
    func scalar(for format: PayloadFormat) throws(Undecodable) -> ScalarText {
        do {
            return try ScalarText(body)
        } catch {
            throw Undecodable(error.reason, error.code, at: error.offset, format: format)
        }
    }
}

/// One payload format.
protocol PayloadDecoder {
    /// The format it reads.
    static var format: PayloadFormat { get }
    /// What the message says; pure, and nothing in a message can trap it.
    static func decode(_ input: DecoderInput) throws(Undecodable) -> Decoded
}
