import ArgumentParser
import EngineClient
import EngineModel

/// A condition `key=value` of `--filter`.
struct FilterArgument: ExpressibleByArgument, Hashable, Sendable {
    let key: String
    let value: String

    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign > argument.startIndex else { return nil }
        key = String(argument[..<sign]).lowercased()
        value = String(argument[argument.index(after: sign)...])
    }

    /// Adds the condition to those of a list of tasks.
    ///
    /// - Throws: `ValidationError` for a key that tasks do not have.
    func narrowTasks(_ filters: ObjectFilters) throws -> ObjectFilters {
        switch key {
        case "id": return filters.id(value)
        case "name": return filters.name(value)
        case "node": return filters.node(value)
        case "desired-state": return filters.desiredState(TaskState(rawValue: value))
        default: throw ValidationError("tasks have no filter \"\(key)\": id, name, node and desired-state are known")
        }
    }

    /// Adds the condition to those of a list of services.
    ///
    /// - Throws: `ValidationError` for a key that services do not have.
    func narrowServices(_ filters: ObjectFilters) throws -> ObjectFilters {
        switch key {
        case "id": return filters.id(value)
        case "name": return filters.name(value)
        case "label":
            let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return filters.label(parts[0], parts.count > 1 ? parts[1] : nil)
        default: throw ValidationError("services have no filter \"\(key)\": id, name and label are known")
        }
    }
}

/// The options of every listing.
struct ListingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("\"table\", \"table TEMPLATE\", \"json\", or a template such as '{{.Name}}: {{.Image}}'.", valueName: "format"))
    var format: String?
}
