import EngineClient
import Testing

@Suite struct LineCollectorTests {
    @Test("lines are whole however the output is cut", arguments: 1...9) func pieces(size: Int) {
        let bytes = Array("grün\n\nzwei — drei\nend".utf8)
        var collector = LineCollector()
        var lines: [String] = []
        for start in stride(from: 0, to: bytes.count, by: size) { lines += collector.take(bytes[start..<min(start + size, bytes.count)]) }
        #expect(lines == ["grün", "", "zwei — drei"])
        #expect(collector.finish() == "end")
        #expect(collector.finish() == nil)
    }
}
