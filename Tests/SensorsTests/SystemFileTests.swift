import Foundation
import Testing

@testable import Sensors

@Suite("Files and variables of the machine") struct SystemFileTests {
    @Test("a text comes back whole, however long", arguments: ["", "a\n", String(repeating: "ü", count: 200_000)])
    func roundTrip(text: String) throws {
        try withFolder { folder in
            #expect(SystemFile.replace(folder + "/file", with: "what was there, and is longer than nothing"))
            #expect(SystemFile.replace(folder + "/file", with: text))
            let read = try SystemFile.text(folder + "/file")
            #expect(read == text)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files == ["file"])
        }
    }

    @Test("a file keeps who may read it") func mode() throws {
        try withFolder { folder in
            try Data("old".utf8).write(to: URL(fileURLWithPath: folder + "/file"))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder + "/file")
            #expect(SystemFile.replace(folder + "/file", with: "new"))
            let attributes = try FileManager.default.attributesOfItem(atPath: folder + "/file")
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("a device stays one") func device() throws {
        #expect(SystemFile.replace("/dev/null", with: "text"))
        let attributes = try FileManager.default.attributesOfItem(atPath: "/dev/null")
        #expect(attributes[.type] as? FileAttributeType == .typeCharacterSpecial)
    }

    @Test("what cannot be is said, and leaves nothing behind") func failures() throws {
        try withFolder { folder in
            #expect(throws: UsageError.self) { try SystemFile.text(folder + "/missing") }
            #expect(throws: UsageError.self) { try SystemFile.text(folder) }
            #expect(!SystemFile.replace(folder + "/missing/file", with: "text"))
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
        }
    }

    @Test("the variables are those that Foundation sees") func variables() {
        #expect(ProcessEnvironment.variables == ProcessInfo.processInfo.environment)
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("skep-files-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
