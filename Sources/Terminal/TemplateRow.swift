/// One line of a listing: named texts, in the order of the columns.
package struct TemplateRow: Sendable, ExpressibleByDictionaryLiteral {
    package let fields: [(name: String, value: String)]
    /// What JSON says of a field instead of its text, as JSON.
    private var jsonValues: [String: String] = [:]

    package init(dictionaryLiteral elements: (String, String)...) {
        fields = elements.map { (name: $0.0, value: $0.1) }
    }

    /// The text of a field; nil for a name that the listing does not have.
    package subscript(name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// The same row, of which JSON gives these fields as other values than texts.
    ///
    /// - Parameter values: JSON by name.
    package func withJSON(_ values: [String: String]) -> TemplateRow {
        var row = self
        row.jsonValues.merge(values) { $1 }
        return row
    }

    /// The row as one JSON object with its keys sorted, as docker prints `{{json .}}`.
    package var json: String {
        let members = fields.sorted { $0.name < $1.name }.map {
            JSONText.quoted($0.name) + ":" + (jsonValues[$0.name] ?? JSONText.quoted($0.value))
        }
        return "{" + members.joined(separator: ",") + "}"
    }
}

/// JSON strings without a JSON library: a listing has little but texts.
package enum JSONText {
    /// The text as a JSON string; control characters become escapes.
    package static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
