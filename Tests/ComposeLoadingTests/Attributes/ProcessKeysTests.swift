import TestSupport
import Testing

/// How the process of a container is set up.
@Suite struct ProcessKeysTests {
    @Test(
        arguments: table(
            #"""
            true
                true
            false
                false
            "yes"
                true
            perhaps
                ! compose.boolean
            5
                ! compose.type
            """#))
    func initProcess(_ row: Row) {
        #expect(Subject.service("init").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            root
                "root"
            "1000:1000"
                "1000:1000"
            1000
                ! compose.type
            [a]
                ! compose.type
            """#))
    func user(_ row: Row) {
        #expect(Subject.service("user").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            /app
                "/app"
            5
                ! compose.type
            """#))
    func workingDir(_ row: Row) {
        #expect(Subject.service("working_dir").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            SIGINT
                "SIGINT"
            5
                ! compose.type
            """#))
    func stopSignal(_ row: Row) {
        #expect(Subject.service("stop_signal").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            "no"
                "no"
            always
                "always"
            on-failure:3
                "on-failure:3"
            unless-stopped
                "unless-stopped"
            no
                "no"
            [always]
                ! compose.type
            """#))
    func restart(_ row: Row) {
        #expect(Subject.service("restart").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            2
                2
            "2"
                2
            0
                0
            many
                ! compose.integer
            -1
                ! compose.integer.range
            """#))
    func scale(_ row: Row) {
        #expect(Subject.service("scale").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            true
                true
            x
                ! compose.boolean
            """#))
    func stdinOpen(_ row: Row) {
        #expect(Subject.service("stdin_open").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            true
                true
            "on"
                true
            x
                ! compose.boolean
            """#))
    func tty(_ row: Row) {
        #expect(Subject.service("tty").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            true
                true
            false
                absent
            "true"
                true
            perhaps
                ! compose.boolean
            """#))
    func readOnly(_ row: Row) {
        #expect(Subject.service("read_only").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            true
                true
            false
                absent
            5
                ! compose.type
            """#))
    func privileged(_ row: Row) {
        #expect(Subject.service("privileged").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            runc
                "runc"
            5
                ! compose.type
            """#))
    func runtime(_ row: Row) {
        #expect(Subject.service("runtime").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            default
                "default"
            5
                ! compose.type
            """#))
    func isolation(_ row: Row) {
        #expect(Subject.service("isolation").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [mail, 100]
                ["mail","100"]
            mail
                ! compose.type
            """#))
    func groupAdd(_ row: Row) {
        #expect(Subject.service("group_add").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [ALL]
                ["ALL"]
            [SYS_ADMIN, SYS_ADMIN]
                ["SYS_ADMIN"]
            ALL
                ! compose.type
            [5]
                ! compose.type
            """#))
    func capAdd(_ row: Row) {
        #expect(Subject.service("cap_add").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ["no-new-privileges:true"]
                ["no-new-privileges:true"]
            [a, a]
                ! compose.list.repeated
            a
                ! compose.type
            """#))
    func securityOpt(_ row: Row) {
        #expect(Subject.service("security_opt").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {net.core.somaxconn: 1024}
                {"net.core.somaxconn":"1024"}
            [net.core.somaxconn=1024]
                {"net.core.somaxconn":"1024"}
            net.core.somaxconn=1
                ! compose.type
            """#))
    func sysctls(_ row: Row) {
        #expect(Subject.service("sysctls").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            host
                "host"
            5
                ! compose.type
            """#))
    func usernsMode(_ row: Row) {
        #expect(Subject.service("userns_mode").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {file: a.json}
                {"file":"a.json"}
            {config: c}
                {"config":"c"}
            {registry: r}
                {"registry":"r"}
            {fil: a}
                ! compose.key.unknown
            x
                ! compose.type
            """#))
    func credentialSpec(_ row: Row) {
        #expect(
            Subject.service("credential_spec", with: "  db: {image: i}\nconfigs: {c: {file: s.txt}}\n").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            true
                true
            x
                ! compose.boolean
            """#))
    func useApiSocket(_ row: Row) {
        #expect(Subject.service("use_api_socket").outcome(row.input) == row.expected)
    }
}
