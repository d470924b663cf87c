import ComposeLoading

/// A place in a compose file that a table of values is tried at.
package struct Subject: Sendable {
    /// A compose file with `@` where the value goes.
    package let template: String
    /// The keys under which the canonical form has the result.
    package let path: [String]
    /// Files beside the compose file, by absolute path.
    package var files: [String: String]

    /// A place by its template.
    package init(_ template: String, path: [String], files: [String: String] = [:]) {
        self.template = template
        self.path = path
        self.files = files
    }

    /// A key of the service `web`; `more` are lines below that service, at the indentation of services or of the top level.
    package static func service(_ key: String, with more: String = "", files: [String: String] = [:]) -> Subject {
        Subject(
            "name: p\nservices:\n  web:\n    image: i\n    \(key): @\n\(more)", path: ["services", "web", key], files: files)
    }

    /// The only item of a section of the top level, which `use` makes the service `web` need.
    package static func resource(_ section: String, _ name: String, use: String) -> Subject {
        Subject(
            "name: p\nservices:\n  web:\n    image: i\n    \(use)\n\(section):\n  \(name): @\n", path: [section, name])
    }

    /// What `config` makes of a value, or `! ` and the ids of the errors.
    package func outcome(_ value: String, environment: [String: String] = ["SHELLVAR": "from-shell", "EMPTY": ""]) -> String {
        load(template.replacing("@", with: value, maxReplacements: 1), files: files, environment: environment).canonical(path)
    }
}
