import CRabbitMQ
import Messaging

/// Copies what librabbitmq decoded into values of our own; nothing here outlives the frame it came from.
enum Decoding {
    /// Tables inside tables are followed this far; deeper ones read as `null`. Real headers nest twice (`x-death`).
    static let deepest = 8

    /// The text, with what is not UTF-8 replaced.
    static func text(_ bytes: amqp_bytes_t) -> String { String(decoding: buffer(bytes), as: UTF8.self) }

    /// The bytes where librabbitmq keeps them.
    static func buffer(_ bytes: amqp_bytes_t) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: bytes.bytes, count: bytes.bytes == nil ? 0 : bytes.len)
    }

    /// The properties whose flags are set; a content type and an encoding repeat, and are shared.
    static func properties(_ wire: amqp_basic_properties_t, _ names: inout NameCache) -> MessageProperties {
        func has(_ flag: Int32) -> Bool { wire._flags & amqp_flags_t(flag) != 0 }
        func text(_ flag: Int32, _ bytes: amqp_bytes_t) -> String? { has(flag) ? Self.text(bytes) : nil }
        var properties = MessageProperties(
            contentType: has(AMQP_BASIC_CONTENT_TYPE_FLAG) ? names.text(buffer(wire.content_type)) : nil,
            contentEncoding: has(AMQP_BASIC_CONTENT_ENCODING_FLAG) ? names.text(buffer(wire.content_encoding)) : nil,
            headers: has(AMQP_BASIC_HEADERS_FLAG) ? table(wire.headers, depth: 0) : MessageHeaders(),
            isPersistent: has(AMQP_BASIC_DELIVERY_MODE_FLAG) && wire.delivery_mode == 2,
            priority: has(AMQP_BASIC_PRIORITY_FLAG) ? wire.priority : nil, messageID: text(AMQP_BASIC_MESSAGE_ID_FLAG, wire.message_id),
            timestamp: has(AMQP_BASIC_TIMESTAMP_FLAG) ? wire.timestamp : nil)
        if let id = text(AMQP_BASIC_CORRELATION_ID_FLAG, wire.correlation_id) { properties.correlationID = id }
        if let queue = text(AMQP_BASIC_REPLY_TO_FLAG, wire.reply_to) { properties.replyTo = queue }
        if let time = text(AMQP_BASIC_EXPIRATION_FLAG, wire.expiration) { properties.expiration = time }
        if let type = text(AMQP_BASIC_TYPE_FLAG, wire.type) { properties.type = type }
        if let user = text(AMQP_BASIC_USER_ID_FLAG, wire.user_id) { properties.userID = user }
        if let application = text(AMQP_BASIC_APP_ID_FLAG, wire.app_id) { properties.applicationID = application }
        return properties
    }

    private static func table(_ wire: amqp_table_t, depth: Int) -> MessageHeaders {
        guard let entries = wire.entries else { return MessageHeaders() }
        return MessageHeaders(
            UnsafeBufferPointer(start: entries, count: max(0, Int(wire.num_entries))).map {
                .init(name: text($0.key), value: value($0.value, depth: depth))
            })
    }

    private static func value(_ field: amqp_field_value_t, depth: Int) -> HeaderValue {
        guard depth < deepest else { return .null }
        let content = field.value
        switch amqp_field_value_kind_t(rawValue: .init(field.kind)) {
        case AMQP_FIELD_KIND_BOOLEAN: return .boolean(content.boolean != 0)
        case AMQP_FIELD_KIND_I8: return .integer(Int64(content.i8))
        case AMQP_FIELD_KIND_U8: return .integer(Int64(content.u8))
        case AMQP_FIELD_KIND_I16: return .integer(Int64(content.i16))
        case AMQP_FIELD_KIND_U16: return .integer(Int64(content.u16))
        case AMQP_FIELD_KIND_I32: return .integer(Int64(content.i32))
        case AMQP_FIELD_KIND_U32: return .integer(Int64(content.u32))
        case AMQP_FIELD_KIND_I64: return .integer(content.i64)
        case AMQP_FIELD_KIND_U64: return Int64(exactly: content.u64).map { .integer($0) } ?? .unsigned(content.u64)
        case AMQP_FIELD_KIND_F32: return .double(Double(content.f32))
        case AMQP_FIELD_KIND_F64: return .double(content.f64)
        case AMQP_FIELD_KIND_DECIMAL: return .decimal(value: content.decimal.value, scale: content.decimal.decimals)
        case AMQP_FIELD_KIND_UTF8: return string(content.bytes)
        case AMQP_FIELD_KIND_BYTES: return .bytes(Array(buffer(content.bytes)))
        case AMQP_FIELD_KIND_TIMESTAMP: return .timestamp(content.u64)
        case AMQP_FIELD_KIND_TABLE: return .table(table(content.table, depth: depth + 1))
        case AMQP_FIELD_KIND_ARRAY: return .array(array(content.array, depth: depth + 1))
        default: return .null
        }
    }

    private static func string(_ bytes: amqp_bytes_t) -> HeaderValue {
        let content = buffer(bytes)
        return String(validating: content, as: UTF8.self).map { .string($0) } ?? .bytes(Array(content))
    }

    private static func array(_ wire: amqp_array_t, depth: Int) -> [HeaderValue] {
        guard let entries = wire.entries else { return [] }
        return UnsafeBufferPointer(start: entries, count: max(0, Int(wire.num_entries))).map { value($0, depth: depth) }
    }
}
