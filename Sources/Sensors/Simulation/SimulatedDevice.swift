/// Devices by what they speak: one or two of each format, so that every subject occurs.
enum SimulatedDevice: CaseIterable {
    case zigbeeClimate, zigbeeDoor, zigbeeMotion, zigbeePlug, tasmotaClimate, tasmotaPlug, espTemperature, espDoor
    case shellyRelay, shellyNotify, shellySwitch, homeAssistant, symfony, line, generic, scalar

    /// What it sends: routing key, body and headers.
    typealias Message = (key: String, body: String, headers: [(name: String, value: SensorMessage.HeaderValue)])

    /// Its message about that weather.
    func message(_ device: String, _ now: Weather) -> Message {
        switch self {
        case .zigbeeClimate, .zigbeeDoor, .zigbeeMotion, .zigbeePlug: zigbee(device, now)
        case .tasmotaClimate, .tasmotaPlug: tasmota(device, now)
        case .espTemperature: ("\(device).sensor.temperature.state", "\(now.temperature)", [])
        case .espDoor: ("\(device).binary_sensor.door.state", now.isOn ? "ON" : "OFF", [])
        case .shellyRelay: ("shellies.shelly1pm-\(device).relay.0.power", "\(now.watts)", [])
        case .shellyNotify, .shellySwitch: shelly(device, now)
        case .homeAssistant: ("statestream.sensor.\(device)_temperature.state", "\"\(now.temperature)\"", [])
        case .symfony:
            (
                "sensors.symfony", "{\"device\":\"\(device)\",\"temperature\":\(now.temperature),\"humidity\":\(now.humidity)}",
                [
                    (name: "type", value: .text("App\\Message\\SensorReading")),
                    (
                        name: "X-Message-Stamp-Symfony\\Component\\Messenger\\Stamp\\BusNameStamp",
                        value: .text("[{\"busName\":\"messenger.bus.default\"}]")
                    ),
                ]
            )
        case .line:
            (
                "sensors.metrics",
                "climate,device=\(device) temperature=\(now.temperature),humidity=\(now.humidity) \(now.time.nanoseconds)", []
            )
        case .generic:
            (
                "sensors.readings",
                "{\"device\":\"\(device)\",\"type\":\"power\",\"value\":\(now.watts),\"unit\":\"W\",\"ts\":\(milliseconds(now))}", []
            )
        case .scalar: ("sensors.\(device).humidity", "\(now.humidity)", [])
        }
    }

    private func milliseconds(_ now: Weather) -> Int64 { now.time.nanoseconds / 1_000_000 }

    private func zigbee(_ device: String, _ now: Weather) -> Message {
        let own =
            switch self {
            case .zigbeeDoor: "\"contact\":\(now.isOn),\"voltage\":2985"
            case .zigbeeMotion: "\"occupancy\":\(now.isOn),\"illuminance\":\(now.lux)"
            case .zigbeePlug: "\"state\":\"\(now.isOn ? "ON" : "OFF")\",\"power\":\(now.watts),\"energy\":\(now.meter),\"voltage\":229"
            default: "\"temperature\":\(now.temperature),\"humidity\":\(now.humidity),\"pressure\":\(now.pressure)"
            }
        let battery = self == .zigbeePlug ? "" : "\"battery\":\(now.battery),"
        return ("zigbee2mqtt.room.\(device)", "{\(battery)\"linkquality\":\(now.quality),\(own),\"last_seen\":\(milliseconds(now))}", [])
    }

    private func tasmota(_ device: String, _ now: Weather) -> Message {
        let own =
            self == .tasmotaPlug
            ? "\"ENERGY\":{\"Total\":\(now.meter),\"Power\":\(now.watts),\"Voltage\":227,\"Current\":1.5}"
            : "\"AM2301\":{\"Temperature\":\(now.temperature),\"Humidity\":\(now.humidity)},\"TempUnit\":\"C\""
        return ("tele.\(device).SENSOR", "{\"Time\":\"\(now.time.dateText)T\(now.time.clockText)\",\(own)}", [])
    }

    private func shelly(_ device: String, _ now: Weather) -> Message {
        guard self == .shellyNotify else {
            return (
                "\(device).status.switch:0",
                "{\"id\":0,\"output\":\(now.isOn),\"apower\":\(now.watts),\"voltage\":230.1,\"aenergy\":{\"total\":\(now.meter)},"
                    + "\"temperature\":{\"tC\":\(now.temperature)}}", []
            )
        }
        return (
            "\(device).events.rpc",
            "{\"src\":\"\(device)\",\"dst\":\"\(device)/events\",\"method\":\"NotifyStatus\",\"params\":{\"ts\":"
                + "\(milliseconds(now) / 1000).\(String(1000 + milliseconds(now) % 1000).dropFirst()),\"em:0\":{\"id\":0,\"voltage\":234.2,\"act_power\":\(now.watts)}}}",
            []
        )
    }
}
