import CLibYAML
import Diagnostics

/// libyaml's parser over a buffer, which must outlive it.
///
/// Used by one thread at a time: by the stream's own, or by that of its pipe.
final class EventSource: @unchecked Sendable {
    private static let batchSize = 256

    /// On the heap and never copied, since libyaml keeps a pointer to it.
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let input: UnsafeBufferPointer<UInt8>
    private let isReady: Bool

    init(_ input: UnsafeBufferPointer<UInt8>) {
        self.input = input
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        isReady = yaml_parser_initialize(parser) == 1
        if isReady { yaml_parser_set_input_string(parser, input.baseAddress, input.count) }
    }

    deinit {
        if isReady { yaml_parser_delete(parser) }
        parser.deallocate()
    }

    /// The next events, up to the end of the stream or to what cannot be read.
    func nextBatch() -> EventBatch {
        guard isReady else { return EventBatch(problem: .outOfMemory) }
        var batch = EventBatch()
        batch.events.reserveCapacity(Self.batchSize)
        batch.texts.reserveCapacity(Self.batchSize * 16)
        var event = yaml_event_t()
        while batch.events.count < Self.batchSize, !batch.isLast {
            guard yaml_parser_parse(parser, &event) == 1 else {
                batch.problem = SyntaxProblem(parser.pointee, input: input)
                break
            }
            batch.events.append(Event(event, &batch.texts))
            batch.isLast = event.type == YAML_STREAM_END_EVENT
            yaml_event_delete(&event)
        }
        return batch
    }
}

extension Event {
    /// Copies what libyaml says; its strings are gone with its event.
    fileprivate init(_ event: yaml_event_t, _ texts: inout [UInt8]) {
        self.init(kind: Kind(event.type), start: event.start_mark.position, end: event.end_mark.position)
        switch event.type {
        case YAML_SCALAR_EVENT:
            let scalar = event.data.scalar
            style = Scalar.Style(scalar.style)
            text = texts.count..<texts.count + scalar.length
            texts.append(contentsOf: UnsafeBufferPointer(start: scalar.value, count: scalar.length))
            properties = Properties(scalar.anchor, scalar.tag)
        case YAML_ALIAS_EVENT:
            let name = String(cString: event.data.alias.anchor).utf8
            text = texts.count..<texts.count + name.count
            texts.append(contentsOf: name)
        case YAML_SEQUENCE_START_EVENT:
            let start = event.data.sequence_start
            isFlow = start.style == YAML_FLOW_SEQUENCE_STYLE
            properties = Properties(start.anchor, start.tag)
        case YAML_MAPPING_START_EVENT:
            let start = event.data.mapping_start
            isFlow = start.style == YAML_FLOW_MAPPING_STYLE
            properties = Properties(start.anchor, start.tag)
        default: break
        }
    }
}

extension Event.Kind {
    fileprivate init(_ type: yaml_event_type_t) {
        switch type {
        case YAML_DOCUMENT_START_EVENT: self = .documentStart
        case YAML_DOCUMENT_END_EVENT: self = .documentEnd
        case YAML_STREAM_END_EVENT: self = .streamEnd
        case YAML_SCALAR_EVENT: self = .scalar
        case YAML_ALIAS_EVENT: self = .alias
        case YAML_SEQUENCE_START_EVENT: self = .sequenceStart
        case YAML_SEQUENCE_END_EVENT: self = .sequenceEnd
        case YAML_MAPPING_START_EVENT: self = .mappingStart
        case YAML_MAPPING_END_EVENT: self = .mappingEnd
        default: self = .other
        }
    }
}

extension Event.Properties {
    fileprivate convenience init?(_ anchor: UnsafePointer<yaml_char_t>?, _ tag: UnsafePointer<yaml_char_t>?) {
        if anchor == nil, tag == nil { return nil }
        self.init(anchor: anchor.map { String(cString: $0) }, tag: tag.map { String(cString: $0) })
    }
}

extension Scalar.Style {
    fileprivate init(_ style: yaml_scalar_style_t) {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: self = .literal
        case YAML_FOLDED_SCALAR_STYLE: self = .folded
        default: self = .plain
        }
    }
}

extension yaml_mark_t {
    /// libyaml counts from 0. Cannot overflow: a text of 4 Gi lines does not fit the reader's limits.
    var position: SourcePosition {
        SourcePosition(line: UInt32(truncatingIfNeeded: line &+ 1), column: UInt32(truncatingIfNeeded: column &+ 1))
    }
}
