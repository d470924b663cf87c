import TestSupport
import Testing

/// Devices of the host.
@Suite struct DevicesTests {
    private let subject = Subject.service("devices")

    @Test(
        arguments: table(
            #"""
            [/dev/ttyUSB0]
                [{"permissions":"rwm","source":"/dev/ttyUSB0","target":"/dev/ttyUSB0"}]
            ["/dev/ttyUSB0:/dev/tty"]
                [{"permissions":"rwm","source":"/dev/ttyUSB0","target":"/dev/tty"}]
            ["/dev/ttyUSB0:/dev/tty:r"]
                [{"permissions":"r","source":"/dev/ttyUSB0","target":"/dev/tty"}]
            ["/dev/a:/dev/x", "/dev/b:/dev/x"]
                [{"permissions":"rwm","source":"/dev/b","target":"/dev/x"}]
            ["vendor.com/class=name"]
                [{"permissions":"rwm","source":"vendor.com/class=name","target":"vendor.com/class=name"}]
            [{source: /dev/a, target: /dev/b, permissions: rw}]
                [{"permissions":"rw","source":"/dev/a","target":"/dev/b"}]
            [{source: /dev/a}]
                [{"source":"/dev/a"}]
            []
                absent
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ["/dev/a:/dev/b:rwm:x"]
                ! compose.device
            /dev/a
                ! compose.type
            [5]
                ! compose.type
            [{target: /dev/b}]
                ! compose.key.missing
            [{source: /dev/a, perm: r}]
                ! compose.key.unknown
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
