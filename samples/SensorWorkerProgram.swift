import Sensors

/// `sensor-worker`: the sample workers as one program. A worker of your own is one more line.
@main struct SensorWorkerProgram {
    static func main() async {
        await WorkerProgram("sensor-worker", workers: [.climate, .light, .motion, .openings, .energy, .record]).main()
    }
}
