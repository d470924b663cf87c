/// What is wrong with how a program was called; never carries the value of a secret.
public struct UsageError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The flag or variable it is about, when it is about one.
    public let subject: String?
    public let problem: String

    /// A mistake in a setting or an argument.
    public init(_ subject: String? = nil, _ problem: String) {
        self.subject = subject
        self.problem = problem
    }

    /// `--prefetch: 5000 is not in 1...2000`
    public var description: String { subject.map { "\($0): \(problem)" } ?? problem }
}
