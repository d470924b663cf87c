import EngineClient
import EngineModel
import Testing

private func frame(_ source: UInt8, _ text: String) -> [UInt8] {
    let length = UInt32(text.utf8.count)
    return [source, 0, 0, 0] + (0..<4).map { UInt8(truncatingIfNeeded: length >> (24 - 8 * $0)) } + Array(text.utf8)
}

@Suite struct LogFrameTests {
    @Test(arguments: [1, 2, 3, 7, 8, 9, 1_000])
    func framesMayBeCutAnywhere(size: Int) throws {
        let long = String(repeating: "x", count: 700)
        let bytes = frame(1, "one\n") + frame(2, "") + frame(2, long) + frame(1, "three\n")
        var decoder = LogFrameDecoder()
        var frames: [LogFrameDecoder.Frame] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            frames += try decoder.decode(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        try decoder.finish()
        #expect(frames.map(\.source) == [.stdout, .stderr, .stderr, .stdout])
        #expect(frames.map { String(decoding: $0.bytes, as: UTF8.self) } == ["one\n", "", long, "three\n"])
    }

    @Test func damageIsAnError() {
        #expect(throws: LogFrameDecoder.Failure.unknownSource(72)) {
            var decoder = LogFrameDecoder()
            _ = try decoder.decode(Array("HTTP/1.1".utf8))
        }
        #expect(throws: LogFrameDecoder.Failure.frameTooLong(0xFFFF_FFFF)) {
            var decoder = LogFrameDecoder()
            _ = try decoder.decode([1, 0, 0, 0, 255, 255, 255, 255])
        }
        #expect(throws: LogFrameDecoder.Failure.truncated) {
            var decoder = LogFrameDecoder()
            _ = try decoder.decode(frame(1, "hello").dropLast())
            try decoder.finish()
        }
    }
}

@Suite struct LogLineTests {
    private static let details = "com.docker.swarm.node.id=n1,com.docker.swarm.task.id=t1,a%2Cb=c+d%3D"
    private static let time = "2026-11-21T02:36:37.171125578Z"

    private func lines(_ messages: [(LogLine.Source, String)]) -> [LogLine] {
        var parser = LogLineParser()
        let lines = messages.flatMap { parser.parse(Array($0.1.utf8), from: $0.0) }
        return lines + parser.finish()
    }

    @Test func timeAndDetailsAreTakenOff() {
        let line = lines([(.stderr, "\(Self.time) \(Self.details) two words \n")]).first
        #expect(line?.time == Timestamp(Self.time))
        #expect(line?.taskID == "t1" && line?.nodeID == "n1")
        #expect(line?.details["a,b"] == "c d=")
        #expect(line?.text == "two words ")
        #expect(line?.source == .stderr)
    }

    @Test(arguments: [
        ("plain\n", "plain"), ("\n", ""), ("ends with a return\r\n", "ends with a return"), ("\u{FFFD}", "\u{FFFD}"),
        ("2026-11-21T02:36:37Z\n", "2026-11-21T02:36:37Z"), ("2026-13-99 x\n", "2026-13-99 x"),
    ])
    func whatIsNoPrefixStays(message: String, text: String) {
        #expect(lines([(.stdout, message)]).map(\.text) == [text])
    }

    @Test func piecesOfALineAreJoinedPerTask() {
        let prefix = Self.time + " com.docker.swarm.task.id="
        let joined = lines([
            (.stdout, prefix + "t1 one "), (.stdout, prefix + "t2 other\n"), (.stderr, prefix + "t1 error\n"),
            (.stdout, prefix + "t1 line\n"),
            (.stdout, prefix + "t1 no end"),
        ])
        #expect(joined.map(\.text) == ["other", "error", "one line", "no end"])
    }
}
