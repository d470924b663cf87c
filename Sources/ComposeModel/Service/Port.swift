package import Diagnostics

/// One published (or only exposed to the host at random) port of a service, in the long form.
package struct Port: Sendable, Hashable {
    package var name: String?
    /// `ingress` or `host`; nil where the file is silent.
    package var mode: String?
    package var hostIP: String?
    /// The container's port, 1...65535.
    package var target: UInt32
    /// The published port or, in the specification's dialect, a range `8000-8010` to choose one from; nil: any free port.
    package var published: String?
    /// `tcp`, `udp` or `sctp`; nil where the file is silent.
    package var transport: String?
    package var appProtocol: String?
    package var extensions: [ExtensionField] = []
    package var range: SourceRange?

    package init(target: UInt32, published: String? = nil, transport: String? = nil, mode: String? = nil, hostIP: String? = nil) {
        self.target = target
        self.published = published
        self.transport = transport
        self.mode = mode
        self.hostIP = hostIP
    }

    /// The published port as a number; nil where there is none or it is a range.
    package var publishedNumber: UInt32? { published.flatMap { UInt32($0) } }
}
