import Sensors

/// `sensor-worker`: the sample workers as one program. A worker of your own is one more line.
@main struct SensorWorkerProgram {
    static func main() async {
        let workers: [Worker] = [.climate, .light, .motion, .openings, .energy, .record]
        await WorkerProgram("sensor-worker", workers: workers, commands: [.chart, .simulate] + ProgramCommand.deadLetters).main()
    }
}
