import CRabbitMQ
import Glibc
import Messaging

/// One connection to a broker. librabbitmq is not thread-safe, so a connection stays with the thread that opened it.
final class Connection {
    let address: BrokerAddress
    let state: amqp_connection_state_t
    /// Contents whose frames are still arriving, by channel.
    var partial = PartialContents()
    var names = NameCache()

    /// Bodies beyond this many bytes are not kept (see `WireEvent.oversized`).
    var largestBody: Int

    /// Connects, agrees on TLS and logs in.
    init(opening address: BrokerAddress, name: String, largestBody: Int) throws(BrokerError) {
        guard let state = amqp_new_connection() else { throw .system(ENOMEM) }
        self.state = state
        self.address = address
        self.largestBody = largestBody
        // From here on `deinit` cleans up, also when this throws.
        try open()
        try logIn(name: name)
    }

    deinit { amqp_destroy_connection(state) }

    /// The socket, for `poll`; negative when it is closed.
    var descriptor: Int32 { amqp_get_sockfd(state) }

    /// Says goodbye; whatever happens, the connection is of no use afterwards.
    func close() {
        var patience = timeval(tv_sec: 2, tv_usec: 0)
        amqp_set_rpc_timeout(state, &patience)
        amqp_connection_close(state, AMQP_REPLY_SUCCESS)
    }

    /// Turns the answer of a call into an error, if it is one.
    func check(_ reply: amqp_rpc_reply_t) throws(BrokerError) {
        switch reply.reply_type {
        case AMQP_RESPONSE_NORMAL: return
        case AMQP_RESPONSE_SERVER_EXCEPTION: throw Connection.error(of: reply.reply)
        case AMQP_RESPONSE_LIBRARY_EXCEPTION: throw Connection.error(status: reply.library_error)
        default: throw .connectionLost(status: AMQP_STATUS_CONNECTION_CLOSED.rawValue)
        }
    }

    /// Turns the status of a call into an error, if it is one.
    func check(_ status: Int32) throws(BrokerError) {
        guard status != AMQP_STATUS_OK.rawValue else { return }
        throw Connection.error(status: status)
    }

    static func error(of method: amqp_method_t) -> BrokerError {
        guard let decoded = method.decoded else { return .protocolViolation }
        switch method.id {
        case connectionClose:
            let close = decoded.assumingMemoryBound(to: amqp_connection_close_t.self).pointee
            return .connectionClosed(.init(code: close.reply_code, text: Decoding.text(close.reply_text)))
        case channelClose:
            let close = decoded.assumingMemoryBound(to: amqp_channel_close_t.self).pointee
            return .channelClosed(.init(code: close.reply_code, text: Decoding.text(close.reply_text)))
        default: return .protocolViolation
        }
    }

    static func error(status: Int32) -> BrokerError {
        switch status {
        case AMQP_STATUS_HEARTBEAT_TIMEOUT.rawValue: .heartbeatMissed
        case AMQP_STATUS_TIMEOUT.rawValue: .timedOut
        case AMQP_STATUS_SSL_ERROR.rawValue, AMQP_STATUS_SSL_HOSTNAME_VERIFY_FAILED.rawValue,
            AMQP_STATUS_SSL_PEER_VERIFY_FAILED.rawValue, AMQP_STATUS_SSL_CONNECTION_FAILED.rawValue:
            .tls(status: status)
        case AMQP_STATUS_BAD_AMQP_DATA.rawValue, AMQP_STATUS_UNKNOWN_CLASS.rawValue, AMQP_STATUS_UNKNOWN_METHOD.rawValue,
            AMQP_STATUS_WRONG_METHOD.rawValue, AMQP_STATUS_UNEXPECTED_STATE.rawValue:
            .protocolViolation
        default: .connectionLost(status: status)
        }
    }
}

// MARK: - Opening

extension Connection {
    private func open() throws(BrokerError) {
        guard let socket = try address.tls.map({ options throws(BrokerError) in try tlsSocket(options) }) ?? amqp_tcp_socket_new(state)
        else { throw .system(ENOMEM) }
        var limit = timeval(address.connectionTimeout)
        let status = amqp_socket_open_noblock(socket, address.host, Int32(address.port), &limit)
        guard status != AMQP_STATUS_OK.rawValue else { return giveUpOnSilence() }
        if case .tls(let code) = Connection.error(status: status) { throw .tls(status: code) }
        throw .unreachable(status: status)
    }

    private func tlsSocket(_ options: BrokerAddress.TLSOptions) throws(BrokerError) -> OpaquePointer? {
        guard let socket = amqp_ssl_socket_new(state) else { return nil }
        amqp_ssl_socket_set_verify_peer(socket, options.verifiesBroker ? 1 : 0)
        amqp_ssl_socket_set_verify_hostname(socket, options.verifiesBroker ? 1 : 0)
        // librabbitmq 0.11 cannot be told to use OpenSSL's default paths; this is Debian's, and everywhere's that follows it.
        if options.verifiesBroker || options.authorities != nil {
            let status = amqp_ssl_socket_set_cacert(socket, options.authorities ?? "/etc/ssl/certs/ca-certificates.crt")
            guard status == AMQP_STATUS_OK.rawValue else { throw .tls(status: status) }
        }
        if let certificate = options.certificate, let key = options.key {
            let status = amqp_ssl_socket_set_key(socket, certificate, key)
            guard status == AMQP_STATUS_OK.rawValue else { throw .tls(status: status) }
        }
        return socket
    }

    /// What we send has to be taken in by the other host within this time, or the kernel ends the connection: a heartbeat watches
    /// only what we receive.
    private func giveUpOnSilence() {
        guard address.heartbeat > .zero else { return }
        var milliseconds = UInt32(clamping: address.heartbeat.components.seconds * 2000)
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_USER_TIMEOUT, &milliseconds, socklen_t(MemoryLayout<UInt32>.size))
    }

    /// Logs in with all that we can do announced. librabbitmq by itself does not ask for `consumer_cancel_notify`, and a consumer
    /// whose queue is deleted then waits for ever.
    private func logIn(name: String) throws(BrokerError) {
        var limit = timeval(address.connectionTimeout)
        amqp_set_handshake_timeout(state, &limit)
        amqp_set_rpc_timeout(state, &limit)
        let capabilities: MessageHeaders = [
            "consumer_cancel_notify": true, "connection.blocked": true, "basic.nack": true, "publisher_confirms": true,
            "authentication_failure_close": true, "exchange_exchange_bindings": true,
        ]
        let arena = Arena()
        var properties = arena.table(["capabilities": .table(capabilities), "connection_name": .string(name), "product": "skep"])
        let heartbeat = Int32(clamping: address.heartbeat.components.seconds)
        let reply = skep_amqp_login(
            state, address.virtualHost, 16, AMQP_DEFAULT_FRAME_SIZE, heartbeat, &properties, address.user, address.password)
        try check(reply)
    }
}

extension timeval {
    /// That long, at least zero.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = max(duration, .zero).components
        self.init(tv_sec: Int(clamping: seconds), tv_usec: Int(attoseconds / 1_000_000_000_000))
    }
}

/// Method numbers (class and method in one), AMQP 0-9-1, 1.1.
let connectionClose = amqp_method_number_t(0x000A_0032)
let connectionBlocked = amqp_method_number_t(0x000A_003C)
let connectionUnblocked = amqp_method_number_t(0x000A_003D)
let channelClose = amqp_method_number_t(0x0014_0028)
let channelCloseOK = amqp_method_number_t(0x0014_0029)
let channelFlow = amqp_method_number_t(0x0014_0014)
let channelFlowOK = amqp_method_number_t(0x0014_0015)
let basicCancel = amqp_method_number_t(0x003C_001E)
let basicReturn = amqp_method_number_t(0x003C_0032)
let basicDeliver = amqp_method_number_t(0x003C_003C)
let basicGetOK = amqp_method_number_t(0x003C_0047)
let basicAck = amqp_method_number_t(0x003C_0050)
let basicNack = amqp_method_number_t(0x003C_0078)
