import Foundation
import Sensors
import Testing

@Suite("Derivations")
struct DerivationTests {
    /// 2025-11-21T00:00:00Z
    static let midnight = 1_763_683_200

    private func at(_ seconds: Double) -> Instant {
        Instant(nanoseconds: Int64(Self.midnight) * 1_000_000_000).advanced(bySeconds: seconds)
    }

    private func restored<State: Codable>(_ state: State) throws -> State {
        try JSONDecoder().decode(State.self, from: JSONEncoder().encode(state))
    }

    @Test("a door's openings, with repeats, late messages and a restart in between")
    func openings() throws {
        var door = StateDuration()
        #expect(door.observe(false, at: at(0)) == nil && door.secondsOn(at: at(5)) == 0)
        #expect(door.observe(true, at: at(10)) == nil)
        #expect(door.observe(true, at: at(20)) == nil && door.secondsOn(at: at(40)) == 30)
        door = try restored(door)
        #expect(door.observe(false, at: at(15)) == nil)
        let interval = door.observe(false, at: at(70.5))
        #expect(interval?.seconds == 60.5 && door.count == 1)
        #expect(door.observe(false, at: at(70.5)) == nil && door.observe(true, at: at(70.5)) == nil && door.isOn == false)
    }

    @Test("a counter's growth, resets and repeats")
    func counter() throws {
        var counter = CounterIncrease()
        #expect(counter.observe(10, at: at(0)) == nil)
        #expect(counter.observe(12, at: at(1800))?.perHour == 4)
        #expect(counter.observe(12, at: at(1800)) == nil && counter.observe(11, at: at(900)) == nil)
        counter = try restored(counter)
        #expect(counter.observe(0.5, at: at(3600))?.amount == 0.5)
        #expect(counter.observe(.nan, at: at(4000)) == nil && counter.observe(-1, at: at(4000)) == nil)
        #expect(counter.observe(0.75, at: at(7200))?.amount == 0.25)
    }

    @Test("hours and local days of energy, the day that has 25 hours included")
    func energy() throws {
        let zone = try #require(LocalZone(posix: "CET-1CEST,M3.5.0,M10.5.0/3"))
        // 2025-10-25T22:00:00Z is midnight in Berlin; the clocks go back on the 26th.
        let start = Instant(nanoseconds: 1_761_429_600_000_000_000)
        var energy = EnergyByPeriod()
        var closed: [EnergyByPeriod.Closed] = []
        for half in 0...60 {
            closed += energy.observe(Double(half) * 0.5, at: start.advanced(bySeconds: Double(half) * 1800), zone: zone)
            energy = try restored(energy)
        }
        let days = closed.filter { $0.kind == .day }
        #expect(days.count == 1 && days.first?.start == 1_761_429_600 && abs((days.first?.kilowattHours ?? 0) - 25) < 1e-9)
        let hours = closed.filter { $0.kind == .hour }
        #expect(hours.count == 29 && hours.allSatisfy { abs($0.kilowattHours - 1) < 1e-9 })
        #expect(abs(energy.today - 5) < 1e-9)
    }

    @Test("growth over a boundary is shared, over a long silence it is not")
    func sharing() {
        var energy = EnergyByPeriod()
        _ = energy.observe(0, at: at(1800), zone: .utc)
        let closed = energy.observe(2, at: at(5400), zone: .utc)
        #expect(closed.map(\.kind) == [.hour] && closed.first?.start == Self.midnight && closed.first?.kilowattHours == 1)
        let later = energy.observe(12, at: at(10 * 86_400), zone: .utc)
        #expect(later.map(\.kind) == [.hour, .day] && energy.today == 10)
    }

    @Test("windows are the same however often and in whatever order messages come", arguments: 1...20)
    func windows(seed: Int) throws {
        var source = RandomPoints(seed: UInt64(seed))
        let samples = (0..<200).map { (Double($0) * 3, Double(source.below(1000)) / 10) }
        var window = WindowAggregate(seconds: 60)
        var found: [WindowAggregate.Summary] = []
        for index in samples.indices {
            let swapped = index % 2 == 0 && source.below(3) == 0 ? min(index + 1, samples.count - 1) : index
            for place in [swapped, index] { found += window.observe(samples[place].1, at: at(samples[place].0)) }
            if source.below(10) == 0 { window = try restored(window) }
        }
        found += window.close(at: at(100_000))
        #expect(found.count == 10 && window.late == 0)
        for (number, summary) in found.enumerated() {
            let values = samples.filter { Int($0.0) / 60 == number }.map(\.1)
            #expect(summary.start == at(Double(number) * 60) && summary.count == values.count)
            #expect(summary.minimum == values.min() && summary.maximum == values.max() && summary.last == values.last)
            #expect(abs(summary.mean - values.reduce(0, +) / Double(values.count)) < 1e-9)
        }
        #expect(window.observe(1, at: at(0)).isEmpty && window.late == 1)
    }

    @Test("silent devices")
    func silence() throws {
        var devices = SilentDevices()
        devices.heard("a", at: at(0))
        devices.heard("b", at: at(100))
        devices.heard("b", at: at(50))
        devices = try restored(devices)
        #expect(devices.silent(at: at(150), longerThan: 50).map(\.device) == ["a"])
        devices.forget("a")
        #expect(devices.silent(at: at(1000), longerThan: 50).map(\.seconds) == [900])
    }

    @Test("no time traps a derivation")
    func extremes() {
        for time in [Instant(nanoseconds: .min), Instant(nanoseconds: 0), Instant(nanoseconds: .max)] {
            var window = WindowAggregate(seconds: 86_400, grace: 3600)
            _ = window.observe(1, at: time)
            _ = window.close(at: time)
            var energy = EnergyByPeriod()
            _ = energy.observe(0, at: Instant(nanoseconds: .min), zone: .utc)
            _ = energy.observe(1, at: time, zone: .utc)
            var door = StateDuration()
            _ = door.observe(true, at: Instant(nanoseconds: .min))
            _ = door.observe(false, at: time)?.seconds
        }
    }
}
