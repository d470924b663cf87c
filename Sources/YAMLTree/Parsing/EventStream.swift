import CLibYAML
import Diagnostics

/// libyaml's parser over a buffer: one event at a time.
///
/// The parser keeps a pointer to itself, so it lives on the heap and is not copied. The buffer must outlive the stream.
struct EventStream: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let current: UnsafeMutablePointer<yaml_event_t>
    private let input: UnsafeBufferPointer<UInt8>
    private let isReady: Bool

    init(_ input: UnsafeBufferPointer<UInt8>) {
        self.input = input
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        current = .allocate(capacity: 1)
        current.initialize(to: yaml_event_t())
        isReady = yaml_parser_initialize(parser) == 1
        if isReady { yaml_parser_set_input_string(parser, input.baseAddress, input.count) }
    }

    deinit {
        yaml_event_delete(current)
        if isReady { yaml_parser_delete(parser) }
        current.deallocate()
        parser.deallocate()
    }

    /// The event that `advance` read; its strings live until the next call.
    var event: yaml_event_t {
        unsafeAddress { UnsafePointer(current) }
    }

    /// Reads the next event.
    func advance() throws(SyntaxProblem) {
        yaml_event_delete(current)
        guard isReady else { throw SyntaxProblem.outOfMemory }
        guard yaml_parser_parse(parser, current) == 1 else { throw SyntaxProblem(parser.pointee, input: input) }
    }
}

extension yaml_mark_t {
    /// libyaml counts from 0. Cannot overflow: a text of 4 Gi lines does not fit the reader's limits.
    var position: SourcePosition {
        SourcePosition(line: UInt32(truncatingIfNeeded: line &+ 1), column: UInt32(truncatingIfNeeded: column &+ 1))
    }
}
