import TestSupport
import Testing

/// What runs beside the command.
@Suite struct HookKeysTests {
    @Test(
        arguments: table(
            #"""
            [{command: [migrate], image: tools, per_replica: true}]
                [{"command":["migrate"],"image":"tools","per_replica":true}]
            [{image: 5}]
                ! compose.type
            """#))
    func preStart(_ row: Row) {
        #expect(Subject.service("pre_start").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [{command: [echo, hi]}]
                [{"command":["echo","hi"]}]
            [{command: echo hi, user: root, privileged: true, working_dir: /w, environment: {A: b}}]
                [{"command":["echo","hi"],"environment":{"A":"b"},"privileged":true,"user":"root","working_dir":"/w"}]
            [{cmd: x}]
                ! compose.key.unknown
            echo
                ! compose.type
            """#))
    func postStart(_ row: Row) {
        #expect(Subject.service("post_start").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [{command: [echo, hi]}]
                [{"command":["echo","hi"]}]
            x
                ! compose.type
            """#))
    func preStop(_ row: Row) {
        #expect(Subject.service("pre_stop").outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {watch: [{path: ./src, action: sync, target: /src, ignore: [node_modules]}]}
                {"watch":[{"action":"sync","ignore":["node_modules"],"path":"/p/src","target":"/src"}]}
            {watch: [{path: ., action: rebuild}]}
                {"watch":[{"action":"rebuild","path":"/p"}]}
            {watch: [{path: ., action: sync}]}
                ! compose.key.missing
            {watch: [{path: ., action: jump}]}
                ! compose.value.choice
            {watch: x}
                ! compose.type
            """#))
    func develop(_ row: Row) {
        #expect(Subject.service("develop").outcome(row.input) == row.expected)
    }
}
