import ArgumentParser
import Deployment
import EngineModel
import Planning
import TestSupport
import Testing

@testable import Commands

/// Which exits end an `up` in the foreground, and with which code.
@Suite("up in the foreground") struct ForegroundCourseTests {
    /// An exit, and whether it comes before the plan is carried out.
    struct Exit: Sendable {
        var service: String
        var code: Int
        var isEarly = false
        /// Of the container that the plan replaces.
        var isOld = false
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var options: [String]
        var exits: [Exit]
        var aborts: Bool
        var code: Int32?
    }

    static let abort = "--abort-on-container-exit"
    static let cases = [
        Case(testDescription: "nothing asked for", options: [], exits: [Exit(service: "job", code: 3)], aborts: false),
        Case(testDescription: "any exit", options: [abort], exits: [Exit(service: "job", code: 3)], aborts: true, code: 3),
        Case(
            testDescription: "an exit before all is started", options: [abort], exits: [Exit(service: "job", code: 3, isEarly: true)],
            aborts: true, code: 3),
        Case(
            testDescription: "the first one counts", options: [abort],
            exits: [Exit(service: "job", code: 0, isEarly: true), Exit(service: "web", code: 137)], aborts: true, code: 0),
        Case(
            testDescription: "a container that is replaced", options: [abort],
            exits: [Exit(service: "web", code: 143, isEarly: true, isOld: true)], aborts: false),
        Case(
            testDescription: "the chosen service was replaced", options: ["--exit-code-from", "web"],
            exits: [
                Exit(service: "web", code: 143, isEarly: true, isOld: true), Exit(service: "job", code: 1), Exit(service: "web", code: 5),
            ],
            aborts: true, code: 5),
        Case(
            testDescription: "a success is no failure", options: ["--abort-on-container-failure"], exits: [Exit(service: "job", code: 0)],
            aborts: false),
        Case(
            testDescription: "one that others wait for ended well", options: [abort],
            exits: [Exit(service: "migrate", code: 0, isEarly: true)],
            aborts: false),
        Case(
            testDescription: "one that others wait for is the chosen one", options: ["--exit-code-from", "migrate"],
            exits: [Exit(service: "migrate", code: 0, isEarly: true)], aborts: true, code: 0),
    ]

    @Test("what an exit does", arguments: cases) func exits(_ row: Case) throws {
        let up = try UpOptions.parse(row.options)
        let template = ContainerCreateRequest(image: "busybox")
        let services = ["job", "migrate", "web"].map { name in
            DesiredHostService(
                project: "p", name: name, template: template, attachments: [], scale: 1, image: "busybox",
                dependsOn: name == "web" ? [ServiceDependency(service: "migrate", condition: .completedSuccessfully)] : [],
                configHash: "new")
        }
        let desired = DesiredHostState(project: "p", networks: [], volumes: [], services: services)
        let old = ContainerSummary(
            id: "old", names: ["/p-web-1"],
            labels: [
                ProjectLabel.project: "p", ProjectLabel.service: "web", ProjectLabel.containerNumber: "1",
                ProjectLabel.configHash: ProjectLabel.hashPrefix + "old",
            ], state: .running)
        let plan = HostPlanner(desired: desired, observed: ObservedHostState(project: "p", containers: [old])).plan()
        var course = ForegroundCourse(up: up, plan: plan, desired: desired)
        for exit in row.exits where exit.isEarly {
            course.note(try container(exit), exit.code)
            #expect(!course.mustAbort, "nothing is stopped while steps are under way")
        }
        course.isApplied = true
        for exit in row.exits where !exit.isEarly { course.note(try container(exit), exit.code) }
        #expect(course.mustAbort == row.aborts)
        #expect(course.exitCode == row.code)
        course.isStopping = true
        #expect(!course.mustAbort)
    }

    private func container(_ exit: Exit) throws -> ProjectContainer {
        let labels = [ProjectLabel.project: "p", ProjectLabel.service: exit.service]
        let summary = ContainerSummary(id: exit.isOld ? "old" : "new-" + exit.service, names: ["/p-\(exit.service)-1"], labels: labels)
        return try #require(ProjectContainer(summary))
    }
}
