/// A health check; durations are nanoseconds, and 0 inherits from the image.
package struct Healthcheck: Hashable, Codable, Sendable {
    /// `["NONE"]`, `["CMD", ...]` or `["CMD-SHELL", text]`; empty inherits from the image.
    @OmitEmpty package var test: [String]
    /// Time between two checks.
    @OmitEmpty package var interval: Int64
    /// Time after which a check has failed.
    @OmitEmpty package var timeout: Int64
    /// Time in which failures do not count.
    @OmitEmpty package var startPeriod: Int64
    /// Time between checks during the start period (API 1.44).
    @OmitEmpty package var startInterval: Int64
    /// Failures in a row that make it unhealthy.
    @OmitEmpty package var retries: Int

    private enum CodingKeys: String, CodingKey {
        case test = "Test"
        case interval = "Interval"
        case timeout = "Timeout"
        case startPeriod = "StartPeriod"
        case startInterval = "StartInterval"
        case retries = "Retries"
    }

    /// The memberwise initialiser; what is left out has the engine's zero value.
    package init(
        test: [String] = [], interval: Int64 = 0, timeout: Int64 = 0, startPeriod: Int64 = 0, startInterval: Int64 = 0,
        retries: Int = 0
    ) {
        self.test = test
        self.interval = interval
        self.timeout = timeout
        self.startPeriod = startPeriod
        self.startInterval = startInterval
        self.retries = retries
    }
}
