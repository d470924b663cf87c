import TestSupport
import Testing

/// What tasks are kept from.
@Suite struct PrivilegeTests {
    @Test(
        arguments: table(
            #"""
            security_opt: ["no-new-privileges:true"]
                {"NoNewPrivileges":true}
            security_opt: [no-new-privileges]
                {"NoNewPrivileges":true}
            security_opt: ["seccomp=unconfined", "apparmor:unconfined"]
                {"AppArmor":{"Mode":"disabled"},"Seccomp":{"Mode":"unconfined"}}
            security_opt: ["label=user:u", "label:disable"]
                {"SELinuxContext":{"Disable":true,"User":"u"}}
            security_opt: ["seccomp:profile.json"]
                {"Seccomp":{"Mode":"custom","Profile":"e30="}}
            security_opt: ["seccomp=builtin"]
                {"Seccomp":{"Mode":"default"}}
            security_opt: ["seccomp=absent.json"]
                ! compose.file.unreadable
            credential_spec: {file: a.json}
                {"CredentialSpec":{"File":"a.json"}}
            credential_spec: {file: a, registry: b}
                ! swarm.credential-spec
            credential_spec: {config: absent}
                ! swarm.credential-spec.config
            user: root
                {}
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("TaskTemplate.ContainerSpec.Privileges") == row.expected)
    }
}
