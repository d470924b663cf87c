import Sensors

extension Worker {
    /// Every value of every sensor, as it is.
    static let record = Worker("record", about: "stores every value of every sensor") { point in [point] }
}
