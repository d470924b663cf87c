import Sensors

/// `sensor-worker`: the sample workers as one program. A worker of your own is one more line.
@main struct SensorWorkerProgram {
    static func main() async {
        let workers: [Worker] = [.climate, .light, .motion, .openings, .energy, .record]
        let more: [ProgramCommand] = [.chart, .simulate] + ProgramCommand.deadLetters
        await WorkerProgram("sensor-worker", version: "0.1.0", workers: workers, commands: more).main()
    }
}
