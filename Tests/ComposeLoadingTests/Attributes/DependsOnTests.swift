import TestSupport
import Testing

/// Dependencies: list, conditions.
@Suite struct DependsOnTests {
    private let subject = Subject.service("depends_on", with: "  db: {image: i}\n  job: {image: i}\n")

    @Test(
        arguments: table(
            #"""
            [db]
                {"db":{"condition":"service_started","required":true}}
            [db, job]
                {"db":{"condition":"service_started","required":true},"job":{"condition":"service_started","required":true}}
            [job, db]
                {"db":{"condition":"service_started","required":true},"job":{"condition":"service_started","required":true}}
            {db: {condition: service_started}}
                {"db":{"condition":"service_started","required":true}}
            {db: {condition: service_healthy, restart: true}}
                {"db":{"condition":"service_healthy","required":true,"restart":true}}
            {job: {condition: service_completed_successfully, required: false}}
                {"job":{"condition":"service_completed_successfully","required":false}}
            {db: {condition: service_started, required: true, restart: "true"}}
                {"db":{"condition":"service_started","required":true,"restart":true}}
            [db, db]
                ! compose.list.repeated
            []
                absent
            {}
                absent
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [missing]
                ! compose.service.undefined
            {missing: {condition: service_started}}
                ! compose.service.undefined
            {db: {condition: healthy}}
                ! compose.value.choice
            {db: {}}
                ! compose.key.missing
            {db: }
                ! compose.type
            {db: service_healthy}
                ! compose.type
            {db: {condition: service_started, requird: false}}
                ! compose.key.unknown
            {db: {condition: service_started, restart: perhaps}}
                ! compose.boolean
            db
                ! compose.type
            [5]
                ! compose.type
            [web]
                ! compose.depends-on.cycle
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
