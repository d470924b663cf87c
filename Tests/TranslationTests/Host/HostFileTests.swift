import EngineModel
import TestSupport
import Testing
import Translation

/// Secrets and configs of containers.
@Suite struct HostFileTests {
    @Test(
        arguments: table(
            #"""
            secrets: [key]
                [{"ReadOnly":true,"Source":"/p/key","Target":"/run/secrets/key","Type":"bind"}]
            secrets: [{source: key, target: other}]
                [{"ReadOnly":true,"Source":"/p/key","Target":"/run/secrets/other","Type":"bind"}]
            secrets: [{source: key, target: /etc/key}]
                [{"ReadOnly":true,"Source":"/p/key","Target":"/etc/key","Type":"bind"}]
            configs: [site]
                [{"ReadOnly":true,"Source":"/p/site","Target":"/site","Type":"bind"}]
            configs: [{source: site, target: /etc/site}], volumes: ["data:/etc/site"]
                [{"Source":"p_data","Target":"/etc/site","Type":"volume","VolumeOptions":{}}]
            secrets: [cert], configs: [conf]
                absent
            secrets: [far]
                ! host.file.external
            configs: [drawn]
                ! host.file.driver
            """#))
    func bound(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Mounts") == row.expected)
    }

    @Test func copiesContentsThatAreInNoFile() throws {
        let keys = "secrets: [cert], configs: [{source: conf, target: /etc/conf, uid: \"7\", gid: \"8\", mode: 0400}]"
        let files = try HostTranslated(service: keys).creation()?.files
        #expect(
            files == [
                CopiedFile(path: "/run/secrets/cert", content: Array("t".utf8)),
                CopiedFile(path: "/etc/conf", content: Array("x".utf8), uid: 7, gid: 8, mode: 0o400),
            ])
    }

    @Test func warnsOfOwnersThatAFileKeeps() {
        #expect(HostTranslated(service: "secrets: [{source: key, mode: 0400}]").warnings == ["host.file.owner"])
        #expect(HostTranslated(service: "secrets: [{source: cert, mode: 0400}]").warnings.isEmpty)
    }

    @Test func warnsOfFilesThatOnlyTheEngineMayHave() {
        let translated = HostTranslated("services: {web: {image: i, secrets: [gone]}}\nsecrets: {gone: {file: ./gone}}")
        #expect(translated.warnings == ["compose.file.unreadable"])
        #expect(translated.service()?.template.hostConfig?.mounts.map(\.source) == ["/p/gone"])
    }
}
