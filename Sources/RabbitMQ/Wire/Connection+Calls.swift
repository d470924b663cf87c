import CRabbitMQ
import Messaging

/// The calls of AMQP that we use. One that the broker refuses closes its channel, and the channel's number is free again.
extension Connection {
    func openChannel(_ channel: UInt16) throws(BrokerError) {
        partial[channel] = nil
        amqp_channel_open(state, channel)
        try checkCall(on: channel)
    }

    func closeChannel(_ channel: UInt16) throws(BrokerError) {
        try check(amqp_channel_close(state, channel, AMQP_REPLY_SUCCESS))
        partial[channel] = nil
    }

    func limitPrefetch(_ count: UInt16, on channel: UInt16) throws(BrokerError) {
        amqp_basic_qos(state, channel, 0, count, 0)
        try checkCall(on: channel)
    }

    func confirmPublishing(on channel: UInt16) throws(BrokerError) {
        amqp_confirm_select(state, channel)
        try checkCall(on: channel)
    }

    func consume(_ queue: String, tag: String, on channel: UInt16) throws(BrokerError) {
        let arena = Arena()
        amqp_basic_consume(state, channel, arena.bytes(queue), arena.bytes(tag), 0, 0, 0, amqp_empty_table)
        try checkCall(on: channel)
    }

    func cancel(consumer tag: String, on channel: UInt16) throws(BrokerError) {
        let arena = Arena()
        amqp_basic_cancel(state, channel, arena.bytes(tag))
        try checkCall(on: channel)
    }

    func declare(queue name: String, arguments: MessageHeaders, on channel: UInt16) throws(BrokerError) {
        let arena = Arena()
        amqp_queue_declare(state, channel, arena.bytes(name), 0, 1, 0, 0, arena.table(arguments))
        try checkCall(on: channel)
    }

    /// How full a queue is, without declaring it.
    func measure(queue name: String, on channel: UInt16) throws(BrokerError) -> QueueDepth {
        let arena = Arena()
        let answer = amqp_queue_declare(state, channel, arena.bytes(name), 1, 0, 0, 0, amqp_empty_table)
        try checkCall(on: channel)
        guard let answer else { throw .protocolViolation }
        return QueueDepth(ready: answer.pointee.message_count, consumers: answer.pointee.consumer_count)
    }

    func bind(queue: String, exchange: String, key: String, on channel: UInt16) throws(BrokerError) {
        let arena = Arena()
        amqp_queue_bind(state, channel, arena.bytes(queue), arena.bytes(exchange), arena.bytes(key), amqp_empty_table)
        try checkCall(on: channel)
    }

    /// The oldest message of a queue, to be settled on that channel; nil when none is ready.
    func get(_ queue: String, on channel: UInt16) throws(BrokerError) -> (tag: DeliveryTag, body: [UInt8])? {
        let arena = Arena()
        let reply = amqp_basic_get(state, channel, arena.bytes(queue), 0)
        try check(reply)
        guard reply.reply.id == basicGetOK, let decoded = reply.reply.decoded else { return nil }
        let tag = decoded.assumingMemoryBound(to: amqp_basic_get_ok_t.self).pointee.delivery_tag
        var message = amqp_message_t()
        try check(amqp_read_message(state, channel, &message, 0))
        defer { amqp_destroy_message(&message) }
        return (DeliveryTag(tag), Array(Decoding.buffer(message.body)))
    }

    /// Tells the broker; it does not answer.
    func tell(_ instruction: BrokerInstruction, on channel: UInt16) throws(BrokerError) {
        switch instruction {
        case .acknowledge(let tag, let multiple): try check(amqp_basic_ack(state, channel, tag.number, multiple ? 1 : 0))
        case .requeue(let tag, let multiple): try check(amqp_basic_nack(state, channel, tag.number, multiple ? 1 : 0, 1))
        case .discard(let tag): try check(amqp_basic_reject(state, channel, tag.number, 0))
        }
    }

    func publish(_ message: OutgoingMessage, on channel: UInt16) throws(BrokerError) {
        let arena = Arena()
        var properties = arena.properties(message.properties)
        let status = message.body.withUnsafeBytes { body in
            amqp_basic_publish(
                state, channel, arena.bytes(message.exchange), arena.bytes(message.routingKey), message.isMandatory ? 1 : 0, 0,
                &properties, amqp_bytes_t(len: body.count, bytes: UnsafeMutableRawPointer(mutating: body.baseAddress)))
        }
        try check(status)
    }

    private func checkCall(on channel: UInt16) throws(BrokerError) {
        do {
            try check(amqp_get_rpc_reply(state))
        } catch .channelClosed(let reason) {
            try confirmClose(of: channel)
            throw .channelClosed(reason)
        } catch {
            throw error
        }
    }
}

extension Arena {
    /// The properties as librabbitmq wants them. Short strings of AMQP end at 255 bytes; longer ones are cut.
    func properties(_ source: MessageProperties) -> amqp_basic_properties_t {
        var wire = amqp_basic_properties_t()
        func set(_ flag: Int32) { wire._flags |= amqp_flags_t(flag) }
        func short(_ text: String?, _ flag: Int32, _ place: WritableKeyPath<amqp_basic_properties_t, amqp_bytes_t>) {
            guard let text else { return }
            set(flag)
            wire[keyPath: place] = bytes(Array(text.utf8.prefix(255)))
        }
        set(AMQP_BASIC_DELIVERY_MODE_FLAG)
        wire.delivery_mode = source.isPersistent ? 2 : 1
        short(source.contentType, AMQP_BASIC_CONTENT_TYPE_FLAG, \.content_type)
        short(source.contentEncoding, AMQP_BASIC_CONTENT_ENCODING_FLAG, \.content_encoding)
        short(source.correlationID, AMQP_BASIC_CORRELATION_ID_FLAG, \.correlation_id)
        short(source.replyTo, AMQP_BASIC_REPLY_TO_FLAG, \.reply_to)
        short(source.expiration, AMQP_BASIC_EXPIRATION_FLAG, \.expiration)
        short(source.messageID, AMQP_BASIC_MESSAGE_ID_FLAG, \.message_id)
        short(source.type, AMQP_BASIC_TYPE_FLAG, \.type)
        short(source.userID, AMQP_BASIC_USER_ID_FLAG, \.user_id)
        short(source.applicationID, AMQP_BASIC_APP_ID_FLAG, \.app_id)
        if let priority = source.priority {
            set(AMQP_BASIC_PRIORITY_FLAG)
            wire.priority = priority
        }
        if let timestamp = source.timestamp {
            set(AMQP_BASIC_TIMESTAMP_FLAG)
            wire.timestamp = timestamp
        }
        if !source.headers.fields.isEmpty {
            set(AMQP_BASIC_HEADERS_FLAG)
            wire.headers = table(source.headers)
        }
        return wire
    }
}
