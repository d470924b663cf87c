import TestSupport
import Testing

/// Log drivers.
@Suite struct LoggingTests {
    private let subject = Subject.service("logging")

    @Test(
        arguments: table(
            #"""
            {driver: json-file, options: {max-size: 10m, max-file: 3}}
                {"driver":"json-file","options":{"max-file":"3","max-size":"10m"}}
            {driver: syslog}
                {"driver":"syslog"}
            {options: {max-size: "10m"}}
                {"options":{"max-size":"10m"}}
            {driver: none, options: {a: }}
                {"driver":"none","options":{"a":""}}
            {driver: x, x-a: 1}
                {"driver":"x","x-a":1}
            {}
                {}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {options: [a=b]}
                ! compose.type
            {driver: 5}
                ! compose.type
            {drver: x}
                ! compose.key.unknown
            json-file
                ! compose.type
            {options: {compress: true}}
                ! compose.type
            {options: {compress: "true"}}
                {"options":{"compress":"true"}}
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
