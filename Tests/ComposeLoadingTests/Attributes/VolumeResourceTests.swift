import TestSupport
import Testing

/// Volumes of the project.
@Suite struct VolumeResourceTests {
    private let subject = Subject.resource("volumes", "vol", use: "volumes: [\"vol:/v\"]")

    @Test(
        arguments: table(
            #"""
            {}
                {"name":"p_vol"}
            ~
                {"name":"p_vol"}
            {driver: local, driver_opts: {type: nfs, o: "addr=10.0.0.1,rw", device: ":/x"}}
                {"driver":"local","driver_opts":{"device":":/x","o":"addr=10.0.0.1,rw","type":"nfs"},"name":"p_vol"}
            {driver_opts: {o: false}}
                ! compose.type
            {driver_opts: {}}
                {"driver_opts":{},"name":"p_vol"}
            {name: other}
                {"name":"other"}
            {labels: {a: b}}
                {"labels":{"a":"b"},"name":"p_vol"}
            {external: true}
                {"external":true,"name":"vol"}
            {external: true, name: other}
                {"external":true,"name":"other"}
            {external: {name: other}}
                {"external":true,"name":"other"}
            {external: false}
                {"name":"p_vol"}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {external: true, driver: local}
                ! compose.external.conflict
            {external: true, driver_opts: {a: b}}
                ! compose.external.conflict
            {external: true, labels: {a: b}}
                ! compose.external.conflict
            {external: {name: a}, name: b}
                ! compose.external.name
            {external: {name: a}, name: a}
                {"external":true,"name":"a"}
            {drivr: x}
                ! compose.key.unknown
            local
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
