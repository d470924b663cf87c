import TestSupport
import Testing

/// What containers may use.
@Suite struct HostResourceTests {
    @Test(
        arguments: table(
            #"""
            mem_limit: 64m
                67108864
            deploy: {resources: {limits: {memory: 64m}}}
                67108864
            deploy: {resources: {reservations: {memory: 64m}}}
                absent
            """#))
    func memory(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Memory") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            mem_reservation: 64m
                67108864
            deploy: {resources: {reservations: {memory: 64m}}}
                67108864
            """#))
    func reserved(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.MemoryReservation") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            cpus: "0.5"
                500000000
            deploy: {resources: {limits: {cpus: "0.01"}}}
                10000000
            deploy: {resources: {reservations: {cpus: "0.5"}}}
                absent
            """#))
    func processors(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.NanoCpus") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            cpu_percent: 0.5
                50
            """#))
    func percent(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.CpuPercent") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            memswap_limit: -1
                -1
            mem_limit: 1m, memswap_limit: 2m
                2097152
            """#))
    func swap(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.MemorySwap") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            mem_swappiness: 0
                0
            user: root
                absent
            """#))
    func swappiness(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.MemorySwappiness") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            pids_limit: 10
                10
            pids_limit: -1
                -1
            pids_limit: 0
                absent
            deploy: {resources: {limits: {pids: 5}}}
                5
            """#))
    func processes(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.PidsLimit") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ulimits: {nproc: 65535, nofile: {soft: 20, hard: 40}}
                [{"Hard":40,"Name":"nofile","Soft":20},{"Hard":65535,"Name":"nproc","Soft":65535}]
            """#))
    func limits(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Ulimits") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            devices: ["/dev/ttyUSB0:/dev/tty0:r"]
                [{"CgroupPermissions":"r","PathInContainer":"/dev/tty0","PathOnHost":"/dev/ttyUSB0"}]
            devices: [/dev/kvm]
                [{"CgroupPermissions":"rwm","PathInContainer":"/dev/kvm","PathOnHost":"/dev/kvm"}]
            devices: ["vendor.com/class=name"]
                absent
            """#))
    func devices(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Devices") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            devices: ["vendor.com/class=name"]
                [{"DeviceIDs":["vendor.com/class=name"],"Driver":"cdi"}]
            gpus: all
                [{"Capabilities":[["gpu"]],"Count":-1}]
            gpus: [{driver: nvidia, device_ids: ["0"]}]
                [{"Capabilities":[["gpu"]],"DeviceIDs":["0"],"Driver":"nvidia"}]
            deploy: {resources: {reservations: {devices: [{capabilities: [gpu], count: 2, driver: nvidia, options: {a: b}}]}}}
                [{"Capabilities":[["gpu"]],"Count":2,"Driver":"nvidia","Options":{"a":"b"}}]
            """#))
    func requests(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.DeviceRequests") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            blkio_config: {device_read_bps: [{path: /dev/sda, rate: 12mb}]}
                [{"Path":"/dev/sda","Rate":12582912}]
            """#))
    func blockTraffic(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.BlkioDeviceReadBps") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            blkio_config: {weight: 300, weight_device: [{path: /dev/sda, weight: 400}]}
                [{"Path":"/dev/sda","Weight":400}]
            """#))
    func blockWeights(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.BlkioWeightDevice") == row.expected)
    }
}
