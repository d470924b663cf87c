import Messaging

/// The sensors of a home, which say what such sensors say; the same for the same seed and start.
package struct SimulatedHome: Sendable {
    /// How a simulation is made.
    package struct Plan: Sendable, Equatable {
        package var seed: UInt64
        package var devices: Int
        /// Time of the first message, and from one to the next.
        package var start: Instant
        package var step: Duration
        /// Share of messages that no decoder can read, 0 to 1.
        package var poison: Double

        package init(seed: UInt64, devices: Int, start: Instant, step: Duration, poison: Double) {
            self.seed = seed
            self.devices = max(devices, 1)
            self.start = start
            self.step = step
            self.poison = min(max(poison, 0), 1)
        }
    }

    private let plan: Plan
    private var random: SeededGenerator
    private var number = 0
    private var meters: [Double]

    /// A home at its start.
    package init(_ plan: Plan) {
        self.plan = plan
        random = SeededGenerator(seed: plan.seed)
        meters = Array(repeating: 0, count: plan.devices)
    }

    /// The next message; there is always one.
    package mutating func next() -> SimulatedMessage {
        defer { number += 1 }
        let time = plan.start.advanced(bySeconds: plan.step.inSeconds * Double(number))
        let name = "sim-\(plan.seed)-\(number)"
        if Double.random(in: 0..<1, using: &random) < plan.poison {
            let kind = PoisonKind.all[Int.random(in: PoisonKind.all.indices, using: &random)]
            return SimulatedMessage(
                name: name, key: kind.key, body: kind.body(time), headers: kind.headers + stamp(time), encoding: kind.encoding, time: time,
                deadFor: kind.reason)
        }
        let device = Int.random(in: 0..<plan.devices, using: &random)
        let format = SimulatedDevice.allCases[device % SimulatedDevice.allCases.count]
        meters[device] += Double(Int.random(in: 0...20, using: &random)) / 1000
        let weather = Weather(at: time, meter: meters[device], &random)
        let sent = format.message("d\(device)", weather)
        return SimulatedMessage(
            name: name, key: sent.key, body: Array(sent.body.utf8), headers: sent.headers + stamp(time), encoding: nil, time: time,
            deadFor: nil)
    }

    private func stamp(_ time: Instant) -> [(name: String, value: SensorMessage.HeaderValue)] {
        [(name: "x-timestamp-ns", value: .integer(time.nanoseconds))]
    }
}

/// What there is to measure at a moment: temperatures that follow the day, doors that open and close.
struct Weather {
    let time: Instant
    let temperature: Double
    let humidity: Double
    let pressure: Double
    let lux: Int
    let isOn: Bool
    let watts: Double
    let meter: Double
    let battery: Int
    let quality: Int

    init(at time: Instant, meter: Double, _ random: inout SeededGenerator) {
        self.time = time
        self.meter = (meter * 1000).rounded() / 1000
        let hour = Double(time.nanoseconds / 1_000_000_000 % 86_400) / 3600
        // A triangle over the day, coldest at four, is close enough to weather.
        let warmth = 1 - abs((hour - 16 + 24).truncatingRemainder(dividingBy: 24) - 12) / 12
        func about(_ middle: Double, _ spread: Int) -> Double {
            ((middle + Double(Int.random(in: -spread...spread, using: &random)) / 100) * 100).rounded() / 100
        }
        temperature = about(24 - 8 * warmth, 80)
        humidity = about(45 + 10 * warmth, 300)
        pressure = about(1013, 1500)
        lux = Int.random(in: 0...20_000, using: &random)
        isOn = Bool.random(using: &random)
        watts = about(400, 39_000)
        battery = Int.random(in: 5...100, using: &random)
        quality = Int.random(in: 20...255, using: &random)
    }
}
