/// Gathers elements until there are enough of them, enough bytes, or the oldest has waited long enough.
public struct Batch<Element: Sendable>: Sendable {
    /// When a batch is full.
    public struct Limits: Hashable, Sendable {
        public let count: Int
        public let bytes: Int
        /// How long the oldest element may wait.
        public let age: Duration

        /// Full at `count` elements (at least one), at `bytes`, or at `age`.
        public init(count: Int, bytes: Int, age: Duration) {
            self.count = max(1, count)
            self.bytes = max(1, bytes)
            self.age = max(.zero, age)
        }
    }

    public let limits: Limits
    public private(set) var elements: [Element] = []
    public private(set) var bytes = 0
    private var oldest: MonotonicTime?

    /// An empty batch.
    public init(limits: Limits) { self.limits = limits }

    public var isEmpty: Bool { elements.isEmpty }

    /// Adds an element of that size. An element larger than `limits.bytes` makes a batch by itself.
    public mutating func append(_ element: Element, bytes size: Int, at now: MonotonicTime) {
        if oldest == nil { oldest = now }
        elements.append(element)
        bytes = bytes.addingReportingOverflow(max(0, size)).overflow ? Int.max : bytes + max(0, size)
    }

    /// Whether it should leave now.
    public func isDue(at now: MonotonicTime) -> Bool {
        guard let deadline else { return false }
        return elements.count >= limits.count || bytes >= limits.bytes || now >= deadline
    }

    /// When it is due if nothing is added; `nil` while it is empty.
    public var deadline: MonotonicTime? { oldest.map { $0.advanced(by: limits.age) } }

    /// The elements in order; the batch is empty afterwards.
    public mutating func take() -> [Element] {
        defer {
            elements = []
            bytes = 0
            oldest = nil
        }
        return elements
    }
}
