import EngineModel
import TestSupport
import Testing
import Translation

/// Mounts of containers.
@Suite struct HostMountTests {
    @Test(
        arguments: table(
            #"""
            volumes: ["/host:/v"]
                ["/host:/v:rw"]
            volumes: ["./x:/v/:ro"]
                ["/p/x:/v:ro"]
            volumes: ["/host:/v:z,rshared"]
                ["/host:/v:rw,z,rshared"]
            volumes: [{type: bind, source: /h, target: /v, bind: {create_host_path: true}}]
                ["/h:/v:rw"]
            volumes: [{type: bind, source: /h, target: /v, bind: {selinux: z}}]
                ["/h:/v:rw,z"]
            volumes: [{type: bind, source: /h, target: /v}]
                absent
            use_api_socket: true
                ["/var/run/docker.sock:/var/run/docker.sock:rw"]
            """#))
    func bound(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Binds") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            volumes: ["data:/v"]
                [{"Source":"p_data","Target":"/v","Type":"volume","VolumeOptions":{}}]
            volumes: ["data:/v:ro,nocopy"]
                [{"ReadOnly":true,"Source":"p_data","Target":"/v","Type":"volume","VolumeOptions":{"NoCopy":true}}]
            volumes: ["local:/v"]
                [{"Source":"p_local","Target":"/v","Type":"volume","VolumeOptions":{}}]
            volumes: ["shared:/v"]
                [{"Source":"shared","Target":"/v","Type":"volume","VolumeOptions":{}}]
            volumes: ["/anonymous/./x/../"]
                [{"Target":"/anonymous","Type":"volume","VolumeOptions":{}}]
            volumes: [{type: volume, source: data, target: /v, volume: {subpath: a, labels: {c: d}}}]
                [{"Source":"p_data","Target":"/v","Type":"volume","VolumeOptions":{"Labels":{"c":"d"},"Subpath":"a"}}]
            volumes: [{type: bind, source: /h, target: /v, read_only: true}]
                [{"ReadOnly":true,"Source":"/h","Target":"/v","Type":"bind"}]
            volumes: [{type: bind, source: /h, target: /v, bind: {create_host_path: false, propagation: rslave}}]
                [{"BindOptions":{"Propagation":"rslave"},"Source":"/h","Target":"/v","Type":"bind"}]
            volumes: [{type: bind, source: /h, target: /v, bind: {recursive: disabled}}]
                [{"BindOptions":{"NonRecursive":true},"Source":"/h","Target":"/v","Type":"bind"}]
            volumes: [{type: tmpfs, target: /t, tmpfs: {size: 1m, mode: 0755}}]
                [{"Target":"/t","TmpfsOptions":{"Mode":493,"SizeBytes":1048576},"Type":"tmpfs"}]
            volumes: [{type: image, source: a, target: /b, image: {subpath: c}}]
                [{"ImageOptions":{"Subpath":"c"},"Source":"a","Target":"/b","Type":"image"}]
            volumes: [{type: cluster, source: "group:a", target: /b}]
                ! host.mount.cluster
            volumes: [{type: npipe, source: a, target: b}]
                [{"Source":"a","Target":"b","Type":"npipe"}]
            """#))
    func mounted(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Mounts") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            tmpfs: /run
                {"/run":""}
            tmpfs: ["/run:size=64m,mode=1777", /tmp]
                {"/run":"size=64m,mode=1777","/tmp":""}
            """#))
    func inMemory(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input).wire("HostConfig.Tmpfs") == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            volumes: [{type: image, source: a, target: /b}]
                ! host.mount.image
            volumes: [{type: volume, source: data, target: /v, volume: {subpath: a}}]
                [{"Source":"p_data","Target":"/v","Type":"volume","VolumeOptions":{"Subpath":"a"}}]
            """#))
    func onOldEngines(_ row: Row) throws {
        #expect(try HostTranslated(service: row.input, api: APIVersion(1, 41)).wire("HostConfig.Mounts") == row.expected)
    }
}
