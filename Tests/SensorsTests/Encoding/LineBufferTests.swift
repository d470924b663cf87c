import Testing

@testable import Sensors

/// Numbers in a line: what `description` says, digit for digit.
@Suite("Line buffer") struct LineBufferTests {
    private func text(_ write: (inout LineBuffer) -> Void) -> String {
        var room = Array(repeating: UInt8(0), count: 64)
        return room.withUnsafeMutableBufferPointer { memory in
            var line = LineBuffer(memory)
            write(&line)
            return String(decoding: memory[..<line.count], as: UTF8.self)
        }
    }

    @Test(arguments: [
        0, -0.0, 0.1, 0.0001, -0.0001, 0.00012, 0.00001, 1, -1, 10, 99.99, 100.01, 21.4, -21.45, 1013.25, 0.05, 1.0005, 12_345.678,
        999_999_999,
        999_999_999.9999, 1e9, 1e9 + 0.5, 123_456_789_012.5, 0.1 + 0.2, 1.0 / 3, 4_503_599_627_370_497.5, 1e15, 1e16, 1e22, 1e-7, 5e-300,
        1.7e308,
        2.5, 3.25, 0.375, 0.0625, 0.03125,
    ]) func aNumberIsItsDescription(number: Double) {
        #expect(text { $0.put(number) } == number.description)
        #expect(text { $0.put(number.nextUp) } == number.nextUp.description)
        #expect(text { $0.put(number.nextDown) } == number.nextDown.description)
    }

    @Test func randomNumbersAreTheirDescriptions() {
        var points = RandomPoints(seed: 7)
        for _ in 0..<20_000 {
            let decimals = [1.0, 10, 100, 1000, 10_000, 100_000][points.below(6)]
            let whole = Double(points.below(2_000_000_001) - 1_000_000_000)
            for number in [whole / decimals, whole, whole / decimals / 7] where text({ $0.put(number) }) != number.description {
                Issue.record("\(number) becomes \(text { $0.put(number) })")
            }
        }
    }

    @Test(arguments: [0, 7, -7, 10, -10, 99, 100, 1_763_692_380_000_000_000, Int64.max, Int64.min, Int64.min + 1]) func wholeNumbers(
        number: Int64
    ) {
        #expect(text { $0.put(number) } == String(number))
    }
}
