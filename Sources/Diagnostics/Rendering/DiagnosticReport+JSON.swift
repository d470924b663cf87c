extension DiagnosticReport {
    /// The report as JSON, ended by a line break.
    package var json: String {
        var json = JSONText()
        json.object { json in
            json.key("diagnostics")
            json.array { json in
                for entry in entries { entry.write(to: &json) }
            }
            json.key("errors")
            json.integer(errorCount)
            json.key("warnings")
            json.integer(warningCount)
            if omittedCount > 0 {
                json.key("omitted")
                json.integer(omittedCount)
            }
            json.key("files")
            json.integer(fileCount)
        }
        return json.text + "\n"
    }
}

extension DiagnosticReport.Entry {
    fileprivate func write(to json: inout JSONText) {
        json.object { json in
            json.key("severity")
            json.string(severity.rawValue)
            json.key("id")
            json.string(id.description)
            json.key("message")
            json.string(message)
            if let place {
                json.key("place")
                json.object { place.write(to: &$0) }
            }
            if !labels.isEmpty {
                json.key("labels")
                json.array { json in
                    for label in labels { label.write(to: &json) }
                }
            }
            if !help.isEmpty {
                json.key("help")
                json.array { json in
                    for line in help { json.string(line) }
                }
            }
        }
    }
}

extension DiagnosticReport.Label {
    fileprivate func write(to json: inout JSONText) {
        json.object { json in
            json.key("text")
            json.string(text)
            json.key("place")
            json.object { place.write(to: &$0) }
        }
    }
}

extension DiagnosticReport.Place {
    fileprivate func write(to json: inout JSONText) {
        json.key("file")
        json.string(file)
        json.key("line")
        json.integer(start.line)
        json.key("column")
        json.integer(start.column)
        json.key("endLine")
        json.integer(end.line)
        json.key("endColumn")
        json.integer(end.column)
        if let line {
            json.key("source")
            json.string(line)
            if firstColumn > 1 {
                json.key("sourceColumn")
                json.integer(firstColumn)
            }
        }
    }
}
