import CRabbitMQ
import Glibc
import Messaging

extension Connection {
    /// The next thing that the broker has said, or `nil` when there is nothing now. Heartbeats are answered here, so it has to be
    /// called more often than the heartbeat's interval.
    func nextEvent() throws(BrokerError) -> WireEvent? {
        while true {
            var frame = amqp_frame_t()
            var limit = timeval()
            let status = amqp_simple_wait_frame_noblock(state, &frame, &limit)
            if status == AMQP_STATUS_TIMEOUT.rawValue { return nil }
            try check(status)
            if let event = try event(of: frame) { return event }
        }
    }

    private func event(of frame: amqp_frame_t) throws(BrokerError) -> WireEvent? {
        switch Int32(frame.frame_type) {
        case AMQP_FRAME_METHOD: return try event(of: frame.payload.method, channel: frame.channel)
        case AMQP_FRAME_HEADER:
            guard let content = partial[frame.channel], content.missing == nil else { throw .protocolViolation }
            let size = frame.payload.properties.body_size
            content.missing = size
            content.isOversized = size > UInt64(largestBody)
            if let decoded = frame.payload.properties.decoded {
                content.properties = Decoding.properties(decoded.assumingMemoryBound(to: amqp_basic_properties_t.self).pointee, &names)
            }
            if !content.isOversized { content.body.reserveCapacity(Int(clamping: size)) }
            return finish(content, on: frame.channel)
        case AMQP_FRAME_BODY:
            guard let content = partial[frame.channel], let missing = content.missing else {
                throw .protocolViolation
            }
            let fragment = Decoding.buffer(frame.payload.body_fragment)
            guard UInt64(fragment.count) <= missing else { throw .protocolViolation }
            if !content.isOversized { content.body.append(contentsOf: fragment) }
            content.missing = missing - UInt64(fragment.count)
            return finish(content, on: frame.channel)
        default: return nil
        }
    }

    /// The event of a content that is complete; one that is not is kept.
    private func finish(_ content: PartialContent, on channel: amqp_channel_t) -> WireEvent? {
        // All that the frame held is copied by now, so a long body does not pile up in the library as well.
        amqp_maybe_release_buffers_on_channel(state, channel)
        guard content.missing == 0 else { return nil }
        partial[channel] = nil
        switch content.purpose {
        case .returned: return .returned(exchange: content.exchange, routingKey: content.routingKey)
        case .delivery where content.isOversized: return .oversized(channel: channel, content.tag)
        case .delivery:
            return .delivered(
                channel: channel,
                WireDelivery(
                    tag: content.tag, isRedelivered: content.isRedelivered,
                    content: MessageContent(
                        exchange: content.exchange, routingKey: content.routingKey, properties: content.properties, body: content.body)
                ))
        }
    }

    private func event(of method: amqp_method_t, channel: amqp_channel_t) throws(BrokerError) -> WireEvent? {
        guard let decoded = method.decoded else { throw .protocolViolation }
        switch method.id {
        case basicDeliver:
            begin(delivery: decoded.assumingMemoryBound(to: amqp_basic_deliver_t.self).pointee, on: channel)
            return nil
        case basicReturn:
            let returned = decoded.assumingMemoryBound(to: amqp_basic_return_t.self).pointee
            partial[channel] = PartialContent(
                purpose: .returned, tag: DeliveryTag(0), isRedelivered: false, exchange: Decoding.text(returned.exchange),
                routingKey: Decoding.text(returned.routing_key))
            return nil
        default:
            let event = try control(method.id, decoded, on: channel)
            amqp_maybe_release_buffers_on_channel(state, channel)
            return event
        }
    }

    private func begin(delivery: amqp_basic_deliver_t, on channel: amqp_channel_t) {
        partial[channel] = PartialContent(
            purpose: .delivery, tag: DeliveryTag(delivery.delivery_tag), isRedelivered: delivery.redelivered != 0,
            exchange: names.text(Decoding.buffer(delivery.exchange)), routingKey: names.text(Decoding.buffer(delivery.routing_key)))
    }

    private func control(
        _ method: amqp_method_number_t, _ decoded: UnsafeMutableRawPointer, on channel: amqp_channel_t
    ) throws(BrokerError) -> WireEvent? {
        switch method {
        case basicAck:
            let ack = decoded.assumingMemoryBound(to: amqp_basic_ack_t.self).pointee
            return .confirmed(number: ack.delivery_tag, multiple: ack.multiple != 0, isTaken: true)
        case basicNack:
            let nack = decoded.assumingMemoryBound(to: amqp_basic_nack_t.self).pointee
            return .confirmed(number: nack.delivery_tag, multiple: nack.multiple != 0, isTaken: false)
        case basicCancel: return .cancelled(channel: channel)
        case channelClose:
            guard case .channelClosed(let reason) = Connection.error(of: amqp_method_t(id: method, decoded: decoded)) else {
                throw .protocolViolation
            }
            partial[channel] = nil
            try confirmClose(of: channel)
            return .channelClosed(channel: channel, reason)
        case channelFlow:
            var answer = amqp_channel_flow_ok_t(active: decoded.assumingMemoryBound(to: amqp_channel_flow_t.self).pointee.active)
            try check(amqp_send_method(state, channel, channelFlowOK, &answer))
            return nil
        case connectionClose: throw Connection.error(of: amqp_method_t(id: method, decoded: decoded))
        case connectionBlocked:
            return .blocked(reason: Decoding.text(decoded.assumingMemoryBound(to: amqp_connection_blocked_t.self).pointee.reason))
        case connectionUnblocked: return .unblocked
        default: return nil
        }
    }

    /// Answers a `channel.close`; the channel's number is free again afterwards.
    func confirmClose(of channel: amqp_channel_t) throws(BrokerError) {
        var answer = amqp_channel_close_ok_t()
        try check(amqp_send_method(state, channel, channelCloseOK, &answer))
    }
}
