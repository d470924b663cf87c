import ArgumentParser
import EngineClient
import Foundation
import TestSupport
import Testing

@testable import Commands

/// Docker's own programs, run by Skep, mean the engine that Skep talks to.
@Suite("the environment of docker's programs") struct EngineConnectionTests {
    static let rows: [(arguments: [String], environment: [String: String], expected: [String: String])] = [
        ([], ["DOCKER_HOST": "tcp://a:1"], ["DOCKER_HOST": "tcp://a:1"]),
        (["-H", "tcp://b:2"], ["DOCKER_HOST": "tcp://a:1", "A": "b"], ["DOCKER_HOST": "tcp://b:2", "A": "b"]),
        (["-H", "tcp://b:2"], ["DOCKER_CONTEXT": "pi"], ["DOCKER_HOST": "tcp://b:2", "DOCKER_CONTEXT": "pi"]),
        (["--context", "default"], ["DOCKER_HOST": "tcp://a:1"], ["DOCKER_CONTEXT": "default"]),
        ([], [:], [:]),
    ]

    @Test(arguments: rows.indices) func theOptionsAreInIt(position: Int) async throws {
        let row = Self.rows[position]
        var context = CommandContext.process
        context.environment = row.environment
        let connection = try await EngineConnection.open(try ConnectionOptions.parse(row.arguments), context)
        #expect(connection.environment == row.expected)
        await connection.close()
    }

    @Test func buildxIsLookedForInDockersFolder() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plugins-\(UInt64.random(in: 0 ... .max))")
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appendingPathComponent("cli-plugins/docker-buildx").path
        try await Program.write("#!/bin/sh\n", at: program)
        var context = CommandContext.process
        context.environment = ["DOCKER_CONFIG": folder.path]
        let connection = try await EngineConnection.open(try ConnectionOptions.parse([]), context)
        #expect(try connection.buildx()?.path == program)
        await connection.close()
    }
}
