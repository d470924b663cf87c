import TestSupport
import Testing

/// What a container may use of its host.
@Suite struct LimitKeysTests {
    @Test(
        arguments: table(
            #"""
            100
                100
            "100"
                100
            -1
                -1
            0
                absent
            many
                ! compose.integer
            1.5
                1
            """#))
    func pidsLimit(_ row: Row) {
        #expect(Subject.service("pids_limit").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            0.5
                0.5
            "0.5"
                0.5
            2
                2
            0
                absent
            half
                ! compose.cpus
            [1]
                ! compose.type
            """#))
    func cpus(_ row: Row) {
        #expect(Subject.service("cpus").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            64m
                "67108864"
            1024
                "1024"
            big
                ! compose.size
            """#))
    func shmSize(_ row: Row) {
        #expect(Subject.service("shm_size").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            500
                500
            -1000
                -1000
            "5"
                5
            1001
                ! compose.integer.range
            -1001
                ! compose.integer.range
            x
                ! compose.integer
            """#))
    func oomScoreAdj(_ row: Row) {
        #expect(Subject.service("oom_score_adj").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            true
                true
            false
                absent
            x
                ! compose.boolean
            """#))
    func oomKillDisable(_ row: Row) {
        #expect(Subject.service("oom_kill_disable").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            50000
                50000
            "50000"
                50000
            50ms
                50000
            0
                absent
            x
                ! compose.integer
            """#))
    func cpuQuota(_ row: Row) {
        #expect(Subject.service("cpu_quota").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            20ms
                20000
            20000
                20000
            x
                ! compose.integer
            """#))
    func cpuPeriod(_ row: Row) {
        #expect(Subject.service("cpu_period").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            "400ms"
                400000
            95000
                95000
            x
                ! compose.integer
            """#))
    func cpuRtRuntime(_ row: Row) {
        #expect(Subject.service("cpu_rt_runtime").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            73
                73
            0
                absent
            x
                ! compose.integer
            0.5
                absent
            1.5
                1
            """#))
    func cpuShares(_ row: Row) {
        #expect(Subject.service("cpu_shares").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            2
                2
            "2"
                2
            -1
                ! compose.integer.range
            x
                ! compose.integer
            """#))
    func cpuCount(_ row: Row) {
        #expect(Subject.service("cpu_count").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            50
                50
            "50"
                50
            0.5
                0.5
            x
                ! compose.type
            """#))
    func cpuPercent(_ row: Row) {
        #expect(Subject.service("cpu_percent").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            "0,1"
                "0,1"
            0-3
                "0-3"
            5
                ! compose.type
            """#))
    func cpuset(_ row: Row) {
        #expect(Subject.service("cpuset").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            1g
                "1073741824"
            0
                absent
            x
                ! compose.size
            1.5
                ! compose.type
            """#))
    func memReservation(_ row: Row) {
        #expect(Subject.service("mem_reservation").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            1g
                "1073741824"
            -1
                "-1"
            0
                absent
            x
                ! compose.size
            """#))
    func memswapLimit(_ row: Row) {
        #expect(Subject.service("memswap_limit").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            10
                "10"
            "10"
                "10"
            x
                ! compose.integer
            """#))
    func memSwappiness(_ row: Row) {
        #expect(Subject.service("mem_swappiness").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            host
                "host"
            private
                "private"
            other
                ! compose.value.choice
            """#))
    func cgroup(_ row: Row) {
        #expect(Subject.service("cgroup").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            m
                "m"
            5
                ! compose.type
            """#))
    func cgroupParent(_ row: Row) {
        #expect(Subject.service("cgroup_parent").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {weight: 300}
                {"weight":300}
            {weight_device: [{path: /dev/sda, weight: 400}], device_read_bps: [{path: /dev/sdb, rate: 12mb}]}
                {"device_read_bps":[{"path":"/dev/sdb","rate":"12582912"}],"weight_device":[{"path":"/dev/sda","weight":400}]}
            {weight_device: [{}], device_read_bps: [{path: /dev/sda}]}
                {"device_read_bps":[{"path":"/dev/sda","rate":"0"}],"weight_device":[{"path":"","weight":0}]}
            {device_write_bps: [{rate: 1.5}]}
                ! compose.type
            {wait: 1}
                ! compose.key.unknown
            5
                ! compose.type
            """#))
    func blkioConfig(_ row: Row) {
        #expect(Subject.service("blkio_config", with: "  db: {image: i}\nconfigs: {c: {file: s.txt}}\n").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {size: 1G}
                {"size":"1G"}
            [size=1G]
                ! compose.type
            """#))
    func storageOpt(_ row: Row) {
        #expect(Subject.service("storage_opt").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ["c 1:3 mr"]
                ["c 1:3 mr"]
            ["nonsense"]
                ["nonsense"]
            x
                ! compose.type
            """#))
    func deviceCgroupRules(_ row: Row) {
        #expect(Subject.service("device_cgroup_rules").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            all
                [{"count":-1}]
            [{driver: nvidia, count: 2}]
                [{"count":2,"driver":"nvidia"}]
            [{count: all}]
                [{"count":-1}]
            [{device_ids: ["0"]}]
                [{"device_ids":["0"]}]
            some
                ! compose.value.choice
            5
                ! compose.type
            [{count: 1, device_ids: ["0"]}]
                ! compose.key.exclusive
            """#))
    func gpus(_ row: Row) {
        #expect(Subject.service("gpus").outcome(row.input) == row.expected)
    }
}
