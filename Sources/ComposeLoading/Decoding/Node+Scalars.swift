import YAMLTree

extension Node {
    /// The text of a scalar; nil for collections.
    var text: String? {
        if case .scalar(let scalar) = content { return scalar.text }
        return nil
    }
}
