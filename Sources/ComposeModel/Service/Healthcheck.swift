/// How the engine finds out whether a container is healthy.
package struct Healthcheck: Sendable, Hashable {
    /// `["CMD", ...]`, `["CMD-SHELL", text]` or `["NONE"]`; nil keeps the image's test.
    package var test: [String]?
    package var interval: ComposeDuration?
    package var timeout: ComposeDuration?
    package var retries: UInt64?
    package var startPeriod: ComposeDuration?
    package var startInterval: ComposeDuration?
    package var disable: Bool?
    package var extensions: [ExtensionField] = []

    package init() {}
}
