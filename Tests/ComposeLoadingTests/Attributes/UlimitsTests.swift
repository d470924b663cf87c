import TestSupport
import Testing

/// Kernel limits.
@Suite struct UlimitsTests {
    private let subject = Subject.service("ulimits")

    @Test(
        arguments: table(
            #"""
            {nofile: 1024}
                {"nofile":1024}
            {nofile: {soft: 1024, hard: 2048}}
                {"nofile":{"hard":2048,"soft":1024}}
            {nofile: {soft: 1024, hard: 1024}}
                {"nofile":{"hard":1024,"soft":1024}}
            {nofile: "1024"}
                {"nofile":1024}
            {memlock: -1}
                {"memlock":-1}
            {memlock: {soft: -1, hard: -1}}
                {"memlock":{"hard":-1,"soft":-1}}
            {nproc: 5, nofile: 6, core: 0}
                {"core":0,"nofile":6,"nproc":5}
            {nofile: {soft: "1", hard: "2"}}
                {"nofile":{"hard":2,"soft":1}}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {nofile: {soft: 1024}}
                ! compose.key.missing
            {nofile: {hard: 1024}}
                ! compose.key.missing
            {nofile: {soft: 1, hard: 2, medium: 3}}
                ! compose.key.unknown
            {nofile: many}
                ! compose.integer
            {nofile: [1, 2]}
                ! compose.type
            {nofile: 1.5}
                ! compose.type
            {nofile: }
                ! compose.type
            [nofile=1024]
                ! compose.type
            nofile=1024
                ! compose.type
            {nofile: {soft: 2, hard: 1}}
                {"nofile":{"hard":1,"soft":2}}
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
