import TestSupport
import Testing

/// What containers may do.
@Suite struct HostSecurityTests {
    @Test(
        arguments: table(
            #"""
            security_opt: ["no-new-privileges"]
                ["no-new-privileges"]
            security_opt: ["label:type:svirt_t", "apparmor=unconfined"]
                ["label:type:svirt_t","apparmor=unconfined"]
            security_opt: ["seccomp=unconfined"]
                ["seccomp=unconfined"]
            security_opt: ["seccomp:./profile.json"]
                ["seccomp={\"a b\":[1]}"]
            security_opt: ["seccomp=broken.json"]
                ! host.seccomp
            security_opt: ["systempaths=unconfined"]
                absent
            security_opt: ["sandbox"]
                ! host.security-opt
            """#))
    func options(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.SecurityOpt") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            security_opt: ["systempaths=unconfined"]
                []
            user: root
                absent
            """#))
    func masked(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.MaskedPaths") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            cap_add: [net_admin, ALL]
                ["net_admin","ALL"]
            """#))
    func capabilities(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.CapAdd") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            privileged: true
                true
            """#))
    func privileged(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Privileged") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            userns_mode: host
                "host"
            """#))
    func userNamespace(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.UsernsMode") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            annotations: {a: b}
                {"a":"b"}
            """#))
    func annotations(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Annotations") == row.expected)
    }
}
