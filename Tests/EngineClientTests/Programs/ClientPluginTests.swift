import TestSupport
import Testing

@testable import EngineClient

@Suite struct ClientPluginTests {
    /// Where plugins lie, and which one is found; folders are below a temporary one.
    static let places: [(files: [String], config: String, found: String?)] = [
        (["home/.docker/cli-plugins"], "", "home/.docker/cli-plugins"),
        (["one", "two"], "", "one"),
        (["two", "home/.docker/cli-plugins"], "", "home/.docker/cli-plugins"),
        (["home/.docker/cli-plugins", "extra", "more"], #"{"cliPluginsExtraDirs":["FOLDER/extra","FOLDER/more"]}"#, "extra"),
        (["two"], #"{"cliPluginsExtraDirs":["FOLDER/absent"]}"#, "two"),
        ([], "", nil),
    ]

    @Test(arguments: places.indices) func theFoldersAreSearchedInDockersOrder(position: Int) async throws {
        let (files, config, found) = Self.places[position]
        let folder = try TemporaryFolder()
        for file in files { try await Program.write("#!/bin/sh\n", at: "\(folder.path)/\(file)/docker-buildx") }
        if !config.isEmpty { try folder.write("home/.docker/config.json", config.replacing("FOLDER", with: folder.path)) }
        let plugin = try ClientPlugin.find("buildx", environment: ["HOME": folder.path + "/home"], systemFolders: folder.systemFolders)
        #expect(plugin?.path == found.map { "\(folder.path)/\($0)/docker-buildx" })
    }

    @Test func theVariableMovesTheUsersFolder() async throws {
        let folder = try TemporaryFolder()
        try await Program.write("#!/bin/sh\n", at: folder.path + "/settings/cli-plugins/docker-buildx")
        let environment = ["HOME": folder.path, "DOCKER_CONFIG": folder.path + "/settings"]
        let plugin = try ClientPlugin.find("buildx", environment: environment, systemFolders: [])
        #expect(plugin == ClientPlugin(name: "buildx", path: folder.path + "/settings/cli-plugins/docker-buildx"))
    }

    @Test func whatCannotBeRunIsPassedOver() throws {
        let folder = try TemporaryFolder()
        try folder.write("one/docker-buildx", "no program")
        try folder.write("two/docker-buildx/file", "a folder of that name")
        #expect(try ClientPlugin.find("buildx", environment: [:], systemFolders: folder.systemFolders) == nil)
    }
}

extension TemporaryFolder {
    fileprivate var systemFolders: [String] { ["\(path)/one", "\(path)/two"] }
}
