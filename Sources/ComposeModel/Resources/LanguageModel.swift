/// A language model of the project (`models:`), which needs a runner beside the engine.
package struct LanguageModel: Sendable {
    package var key: String
    package var origin: Origin
    package var name: String?
    package var model: String?
    package var contextSize: Int64?
    package var runtimeFlags: [String] = []
    package var extensions: [ExtensionField] = []

    package init(key: String, origin: Origin) {
        self.key = key
        self.origin = origin
    }
}
