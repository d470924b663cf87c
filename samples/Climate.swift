import Glibc
import Sensors

extension Worker {
    /// Temperature, humidity, pressure and air quality; with temperature and humidity also the dew point.
    static let climate = Worker("climate", about: "temperature, humidity, pressure, air; adds the dew point") { point in
        guard point.measurement == "climate" else { return [] }
        guard let temperature = point.number("temperature"), let humidity = point.number("humidity"), point.number("dew_point") == nil,
            let dewPoint = dewPoint(celsius: temperature, percent: humidity)
        else { return [point] }
        return [point.adding([Field("dew_point", dewPoint)])]
    }

    /// Where air of that temperature and humidity begins to drip, in °C (Magnus formula over water, Sonntag 1990: good to 0.1 K
    /// from -45 to 60 °C). Nil where it has no meaning.
    static func dewPoint(celsius: Double, percent: Double) -> Double? {
        guard (-45...60).contains(celsius), percent > 0, percent <= 100 else { return nil }
        let strength = log(percent / 100) + 17.62 * celsius / (243.12 + celsius)
        return 243.12 * strength / (17.62 - strength)
    }
}
