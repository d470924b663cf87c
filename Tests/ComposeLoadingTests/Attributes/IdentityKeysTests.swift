import TestSupport
import Testing

/// What a service and its containers are called, and where their image comes from.
@Suite struct IdentityKeysTests {
    @Test(
        arguments: table(
            #"""
            web
                "web"
            "{{.Node.Hostname}}"
                "{{.Node.Hostname}}"
            5
                ! compose.type
            """#))
    func hostname(_ row: Row) {
        #expect(Subject.service("hostname").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            c1
                "c1"
            5
                ! compose.type
            "-a"
                "-a"
            ""
                absent
            """#))
    func containerName(_ row: Row) {
        #expect(Subject.service("container_name").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            example.com
                "example.com"
            5
                ! compose.type
            """#))
    func domainname(_ row: Row) {
        #expect(Subject.service("domainname").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            linux/arm64
                "linux/arm64"
            5
                ! compose.type
            """#))
    func platform(_ row: Row) {
        #expect(Subject.service("platform").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            always
                "always"
            never
                "never"
            missing
                "missing"
            if_not_present
                "missing"
            build
                "build"
            refresh
                "refresh"
            daily
                "daily"
            weekly
                "weekly"
            every_12h
                "every_12h"
            every_1d12h
                "every_1d12h"
            sometimes
                ! compose.value.choice
            every_
                ! compose.value.choice
            every_day
                ! compose.value.choice
            5
                ! compose.type
            """#))
    func pullPolicy(_ row: Row) {
        #expect(Subject.service("pull_policy").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [a, b]
                absent
            [a, a]
                absent
            a
                ! compose.type
            ["a b"]
                absent
            """#))
    func profiles(_ row: Row) {
        #expect(Subject.service("profiles").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {type: model, options: {a: b, c: [1, true]}}
                {"options":{"a":"b","c":[1,true]},"type":"model"}
            {options: {a: b}}
                ! compose.key.missing
            {type: 5}
                ! compose.type
            model
                ! compose.type
            """#))
    func provider(_ row: Row) {
        #expect(Subject.service("provider").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            a.env
                absent
            [a.env]
                absent
            missing.env
                ! compose.file.unreadable
            5
                ! compose.type
            """#))
    func labelFile(_ row: Row) {
        #expect(Subject.service("label_file", files: ["/p/a.env": "A=1\n"]).outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            false
                false
            true
                true
            "no"
                false
            x
                ! compose.boolean
            """#))
    func attach(_ row: Row) {
        #expect(Subject.service("attach").outcome(row.input) == row.expected)
    }
}
