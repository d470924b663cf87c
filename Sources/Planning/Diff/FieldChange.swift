/// One difference between what is and what should be, in the words of a compose file where it has one.
package struct FieldChange: Hashable, Sendable, CustomStringConvertible {
    /// The key, such as `image` or `deploy.replicas`.
    package var field: String
    /// Which element of a map or list, such as the name of a variable; nil for a single value.
    package var element: String?
    /// The value now; nil if there is none.
    package var before: String?
    /// The value to come; nil if there will be none.
    package var after: String?

    package init(_ field: String, element: String? = nil, before: String?, after: String?) {
        self.field = field
        self.element = element
        self.before = before
        self.after = after
    }

    /// `environment LOG_LEVEL`.
    var name: String { element.map { "\(field) \($0)" } ?? field }

    /// `environment LOG_LEVEL: info -> debug`.
    package var description: String {
        switch (before, after) {
        case (nil, let after?): return "\(name): + \(after)"
        case (let before?, nil): return "\(name): - \(before)"
        default: return "\(name): \(before ?? "") -> \(after ?? "")"
        }
    }
}
