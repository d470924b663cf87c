import CRabbitMQ
import Glibc
import Messaging

/// Memory for the arguments of one call into librabbitmq, freed with the arena.
final class Arena {
    private var blocks: [UnsafeMutableRawPointer] = []

    deinit { for block in blocks { free(block) } }

    /// A copy of the text's UTF-8, without a final NUL.
    func bytes(_ text: String) -> amqp_bytes_t { bytes(Array(text.utf8)) }

    /// A copy of the bytes.
    func bytes(_ source: [UInt8]) -> amqp_bytes_t {
        guard !source.isEmpty, let block = reserve(source.count) else { return amqp_empty_bytes }
        source.withUnsafeBytes { block.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(block), byteCount: source.count) }
        return amqp_bytes_t(len: source.count, bytes: block)
    }

    /// The headers as a table. Names beyond 128 bytes, which AMQP does not allow, are left out.
    func table(_ headers: MessageHeaders) -> amqp_table_t {
        let fields = headers.fields.filter { $0.name.utf8.count <= 128 }
        guard !fields.isEmpty, let entries = reserve(fields.count, of: amqp_table_entry_t.self) else { return amqp_empty_table }
        for (index, field) in fields.enumerated() {
            entries[index] = amqp_table_entry_t(key: bytes(field.name), value: value(field.value))
        }
        return amqp_table_t(num_entries: Int32(fields.count), entries: entries)
    }

    private func value(_ header: HeaderValue) -> amqp_field_value_t {
        var field = amqp_field_value_t()
        switch header {
        case .null: field.kind = kind(AMQP_FIELD_KIND_VOID)
        case .boolean(let flag):
            field.kind = kind(AMQP_FIELD_KIND_BOOLEAN)
            field.value.boolean = flag ? 1 : 0
        case .integer(let number):
            field.kind = kind(AMQP_FIELD_KIND_I64)
            field.value.i64 = number
        case .unsigned(let number):
            // RabbitMQ has no unsigned 64-bit field; a number that does not fit becomes its nearest double.
            field.kind = kind(AMQP_FIELD_KIND_F64)
            field.value.f64 = Double(number)
        case .double(let number):
            field.kind = kind(AMQP_FIELD_KIND_F64)
            field.value.f64 = number
        case .decimal(let number, let scale):
            field.kind = kind(AMQP_FIELD_KIND_DECIMAL)
            field.value.decimal = amqp_decimal_t(decimals: scale, value: number)
        case .string(let text):
            field.kind = kind(AMQP_FIELD_KIND_UTF8)
            field.value.bytes = bytes(text)
        case .bytes(let content):
            field.kind = kind(AMQP_FIELD_KIND_BYTES)
            field.value.bytes = bytes(content)
        case .timestamp(let seconds):
            field.kind = kind(AMQP_FIELD_KIND_TIMESTAMP)
            field.value.u64 = seconds
        case .array(let values):
            field.kind = kind(AMQP_FIELD_KIND_ARRAY)
            field.value.array = array(values)
        case .table(let headers):
            field.kind = kind(AMQP_FIELD_KIND_TABLE)
            field.value.table = table(headers)
        }
        return field
    }

    private func array(_ values: [HeaderValue]) -> amqp_array_t {
        guard !values.isEmpty, let entries = reserve(values.count, of: amqp_field_value_t.self) else { return amqp_empty_array }
        for (index, element) in values.enumerated() { entries[index] = value(element) }
        return amqp_array_t(num_entries: Int32(values.count), entries: entries)
    }

    private func kind(_ kind: amqp_field_value_kind_t) -> UInt8 { UInt8(truncatingIfNeeded: kind.rawValue) }

    private func reserve<Element>(_ count: Int, of type: Element.Type) -> UnsafeMutablePointer<Element>? {
        reserve(count * MemoryLayout<Element>.stride)?.bindMemory(to: type, capacity: count)
    }

    private func reserve(_ size: Int) -> UnsafeMutableRawPointer? {
        guard let block = malloc(size) else { return nil }
        blocks.append(block)
        return block
    }
}
