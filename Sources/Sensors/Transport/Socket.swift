import Glibc

/// A socket whose calls wait no longer than they are allowed to. For the queue of one sink; not for the task pool.
struct Socket: ~Copyable {
    private let descriptor: Int32

    /// Streams that are connected, or datagrams to one address.
    enum Kind { case stream, datagram }

    /// Connects to the first address of a name that answers.
    init(_ kind: Kind, host: String, port: Int, within time: Duration) throws(SinkTransportFailure) {
        var hints = addrinfo()
        hints.ai_socktype = Int32((kind == .stream ? SOCK_STREAM : SOCK_DGRAM).rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0 else { throw .refused }
        defer { freeaddrinfo(list) }
        var entry = list
        var failure = SinkTransportFailure.refused
        while let address = entry {
            entry = address.pointee.ai_next
            do throws(SinkTransportFailure) {
                descriptor = try Self.connect(to: address.pointee, within: time)
                return
            } catch {
                failure = error
            }
        }
        throw failure
    }

    deinit { close(descriptor) }

    private static func connect(to address: addrinfo, within time: Duration) throws(SinkTransportFailure) -> Int32 {
        let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(address.ai_family, address.ai_socktype | flags, address.ai_protocol)
        guard descriptor >= 0 else { throw .other }
        do throws(SinkTransportFailure) {
            if Glibc.connect(descriptor, address.ai_addr, address.ai_addrlen) != 0 {
                guard errno == EINPROGRESS else { throw .refused }
                try wait(for: POLLOUT, on: descriptor, within: time)
                var problem: Int32 = 0
                var length = socklen_t(MemoryLayout<Int32>.size)
                getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &length)
                // The other side may take the connection and reset it before anybody looks.
                guard problem == 0 else { throw problem == ECONNRESET ? .reset : .refused }
            }
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func wait(for event: Int32, on descriptor: Int32, within time: Duration) throws(SinkTransportFailure) {
        var watched = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        let milliseconds = Int32(clamping: Int64((time.inSeconds * 1000).rounded(.up)))
        let count = poll(&watched, 1, max(milliseconds, 0))
        if count == 0 { throw .timedOut }
        guard count > 0 || errno == EINTR else { throw .other }
    }

    /// Sends all of it; the time is for each step, not for the whole.
    func send(_ bytes: some Collection<UInt8>, within time: Duration) throws(SinkTransportFailure) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                try Self.wait(for: POLLOUT, on: descriptor, within: time)
            } else if errno != EINTR {
                throw .reset
            }
        }
    }

    /// Says that there is no more, and waits until the other side has read it all and says the same.
    func finish(within time: Duration) throws(SinkTransportFailure) {
        shutdown(descriptor, Int32(SHUT_WR))
        var scrap = [UInt8](repeating: 0, count: 1024)
        let end = SystemClock.steady.advanced(bySeconds: time.inSeconds)
        while true {
            let count = recv(descriptor, &scrap, scrap.count, 0)
            if count == 0 { return }
            if count > 0 { continue }
            guard errno == EAGAIN || errno == EINTR else { throw .reset }
            let left = end.seconds(since: SystemClock.steady)
            guard left > 0 else { throw .timedOut }
            try Self.wait(for: POLLIN, on: descriptor, within: .seconds(left))
        }
    }
}
