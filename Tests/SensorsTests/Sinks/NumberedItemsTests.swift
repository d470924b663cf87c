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
        var last: UInt64 = 1000
        items.append(0, under: last)
        var model: [UInt64: UInt64] = [last: 0]
        for step in 0..<4_000 {
            switch next(8) {
            case 0...2:
                last += 1 + (next(10) == 0 ? next(100) : 0)
                items.append(last &* 3, under: last)
                model[last] = last &* 3
            case 3:
                let old = last &- next(4)
                items.append(7, under: old)
                #expect(items[old] == model[old])
            case 4:
                let number = last &- next(60)
                items[number] = UInt64(step)
                if model[number] != nil { model[number] = UInt64(step) }
            default:
                // Mostly the oldest, at times any.
                let oldest = model.keys.min() ?? 0
                let number = next(4) == 0 ? last &- next(200) : oldest
                #expect(items.removeItem(under: number) == model.removeValue(forKey: number))
            }
            #expect(items.count == model.count && items.isEmpty == model.isEmpty)
        }
        #expect(items.numbers { $0 % 2 == 0 } == model.filter { $0.value % 2 == 0 }.keys.sorted())
        for number in model.keys { #expect(items[number] == model[number]) }
    }

    @Test("a number that was used is not taken again, even when all have left") func usedNumbers() {
        var items = NumberedItems<Int>()
        for number in 1...3000 as ClosedRange<UInt64> { items.append(1, under: number) }
        for number in 1...3000 as ClosedRange<UInt64> { _ = items.removeItem(under: number) }
        items.append(2, under: 3000)
        #expect(items.isEmpty)
        items.append(2, under: 3001)
        #expect(items[3001] == 2 && items.count == 1)
    }
}
