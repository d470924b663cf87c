import TestSupport
import Testing

/// Keys that go into the container's part of a spec: each input is the field's name and the key of the file.
@Suite struct ContainerTests {
    @Test(
        arguments: table(
            #"""
            CapabilityAdd: cap_add: [sys_admin, CAP_NET_RAW, SYS_ADMIN]
                ["CAP_NET_RAW","CAP_SYS_ADMIN"]
            CapabilityAdd: cap_add: [ALL, NET_RAW]
                ["ALL"]
            CapabilityAdd: cap_add: [A], cap_drop: [A, B]
                ["CAP_A"]
            CapabilityDrop: cap_add: [A], cap_drop: [A, B]
                ["CAP_B"]
            CapabilityDrop: cap_drop: [all]
                ["ALL"]
            Hosts: extra_hosts: ["a=1.1.1.1", "b=::1", "a=2.2.2.2"]
                ["1.1.1.1 a","2.2.2.2 a","::1 b"]
            Groups: group_add: [mail, 5]
                ["mail","5"]
            Env: environment: {B: 2, A: 1, C: }
                ["A=1","B=2","C"]
            Command: entrypoint: a b
                ["a","b"]
            Args: command: a "b c"
                ["a","b c"]
            Ulimits: ulimits: {nproc: 5, nofile: {soft: 1, hard: 2}}
                [{"Hard":2,"Name":"nofile","Soft":1},{"Hard":5,"Name":"nproc","Soft":5}]
            Sysctls: sysctls: {a.b: 1}
                {"a.b":"1"}
            Init: init: true
                true
            Init: init: false
                false
            Labels: labels: {a: b}
                {"a":"b","com.docker.stack.namespace":"s"}
            StopGracePeriod: stop_grace_period: 90s
                90000000000
            OomScoreAdj: oom_score_adj: 5
                5
            Hostname: hostname: "{{.Node.Hostname}}"
                "{{.Node.Hostname}}"
            Isolation: isolation: default
                "default"
            TTY: tty: true
                true
            OpenStdin: stdin_open: true
                true
            ReadOnly: read_only: true
                true
            Dir: working_dir: /w
                "/w"
            User: user: root
                "root"
            StopSignal: stop_signal: SIGINT
                "SIGINT"
            """#))
    func sent(_ row: Row) throws {
        let parts = row.input.split(separator: ":", maxSplits: 1)
        let service = String(parts[1].dropFirst())
        #expect(try Translated(service: service).wire("TaskTemplate.ContainerSpec.\(parts[0])") == row.expected)
    }
}
