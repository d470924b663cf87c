import Testing

@testable import Sensors

@Suite("Items under ascending numbers") struct NumberedItemsTests {
    @Test("they are what a dictionary would be", arguments: 0..<4) func likeADictionary(seed: UInt64) {
        var random = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ limit: UInt64) -> UInt64 {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (random >> 33) % limit
        }
        var items = NumberedItems<UInt64>()
        var model: [UInt64: UInt64] = [:]
        var last: UInt64 = 1000
        for step in 0..<4_000 as Range<UInt64> {
            switch next(8) {
            case 0...2:
                last += 1 + (next(10) == 0 ? next(100) : 0)
                items[last] = step
                model[last] = step
            case 3:
                // There, gone, or never there; or nothing.
                let number = last - next(60)
                let value = next(3) == 0 ? nil : step
                items[number] = value
                model[number] = value
            default:
                // Mostly the oldest, at times any.
                let number = next(4) == 0 ? last - next(200) : model.keys.min() ?? 0
                #expect(items.removeItem(under: number) == model.removeValue(forKey: number))
            }
            #expect(items.count == model.count && items.isEmpty == model.isEmpty)
        }
        #expect(items.numbers { $0 % 2 == 0 } == model.filter { $0.value % 2 == 0 }.keys.sorted())
        for number in last - 300...last + 1 { #expect(items[number] == model[number]) }
    }

    @Test("those that are gone leave no trace") func gone() {
        var items = NumberedItems<Int>()
        for number in 1...5000 as ClosedRange<UInt64> { items[number] = 1 }
        for number in 1...5000 as ClosedRange<UInt64> { items[number] = nil }
        #expect(items.isEmpty && items[5000] == nil)
        for number in [5001, 3000, 5000] as [UInt64] { items[number] = Int(number) }
        #expect(items.numbers { _ in true } == [3000, 5000, 5001] && items[3000] == 3000)
    }
}
