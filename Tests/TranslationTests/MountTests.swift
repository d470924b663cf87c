import TestSupport
import Testing

/// Mounts of tasks.
@Suite struct MountTests {
    @Test(
        arguments: table(
            #"""
            volumes: ["data:/v"]
                [{"Source":"s_data","Target":"/v","Type":"volume","VolumeOptions":{"Labels":{"com.docker.stack.namespace":"s"}}}]
            volumes: ["data:/v:ro,nocopy"]
                [{"ReadOnly":true,"Source":"s_data","Target":"/v","Type":"volume","VolumeOptions":{"Labels":{"com.docker.stack.namespace":"s"},"NoCopy":true}}]
            volumes: ["nfs:/v"]
                [{"Source":"s_nfs","Target":"/v","Type":"volume","VolumeOptions":{"DriverConfig":{"Name":"local","Options":{"type":"nfs"}},"Labels":{"a":"b","com.docker.stack.namespace":"s"}}}]
            volumes: ["shared:/v"]
                [{"Source":"shared","Target":"/v","Type":"volume","VolumeOptions":{}}]
            volumes: ["/anonymous"]
                [{"Target":"/anonymous","Type":"volume"}]
            volumes: ["/host:/v:ro"]
                [{"BindOptions":{"CreateMountpoint":true},"ReadOnly":true,"Source":"/host","Target":"/v","Type":"bind"}]
            volumes: ["./x:/v:rshared"]
                [{"BindOptions":{"CreateMountpoint":true,"Propagation":"rshared"},"Source":"/p/x","Target":"/v","Type":"bind"}]
            volumes: [{type: bind, source: /h, target: /v, bind: {create_host_path: false, recursive: disabled}}]
                [{"BindOptions":{"NonRecursive":true},"Source":"/h","Target":"/v","Type":"bind"}]
            volumes: [{type: bind, source: /h, target: /v, bind: {recursive: readonly}}]
                [{"BindOptions":{"ReadOnlyForceRecursive":true},"Source":"/h","Target":"/v","Type":"bind"}]
            volumes: [{type: volume, source: data, target: /v, volume: {subpath: a, labels: {c: d}}}]
                [{"Source":"s_data","Target":"/v","Type":"volume","VolumeOptions":{"Labels":{"c":"d","com.docker.stack.namespace":"s"},"Subpath":"a"}}]
            volumes: [{type: tmpfs, target: /t, tmpfs: {size: 1m, mode: 0755}}]
                [{"Target":"/t","TmpfsOptions":{"Mode":493,"SizeBytes":1048576},"Type":"tmpfs"}]
            volumes: [{type: npipe, source: a, target: b}]
                [{"Source":"a","Target":"b","Type":"npipe"}]
            volumes: [{type: image, source: a, target: /b}]
                ! swarm.mount.image
            volumes: [{type: tmpfs, source: a, target: /b}]
                ! swarm.mount.source
            volumes: [{type: cluster, source: "group:a", target: /b}]
                [{"ClusterOptions":{},"Source":"group:a","Target":"/b","Type":"cluster"}]
            volumes: ["data:/b", "/h:/a"]
                [{"Source":"s_data","Target":"/b","Type":"volume","VolumeOptions":{"Labels":{"com.docker.stack.namespace":"s"}}},{"BindOptions":{"CreateMountpoint":true},"Source":"/h","Target":"/a","Type":"bind"}]
            tmpfs: /run
                [{"Target":"/run","Type":"tmpfs"}]
            tmpfs: ["/run:size=64m,mode=1777,noexec"]
                [{"Target":"/run","TmpfsOptions":{"Mode":1023,"Options":[["noexec"]],"SizeBytes":67108864},"Type":"tmpfs"}]
            shm_size: 64m
                [{"Target":"/dev/shm","TmpfsOptions":{"SizeBytes":67108864},"Type":"tmpfs"}]
            tmpfs: ["/run:ro"]
                [{"ReadOnly":true,"Target":"/run","Type":"tmpfs"}]
            """#))
    func sent(_ row: Row) throws {
        #expect(try Translated(service: row.input).wire("TaskTemplate.ContainerSpec.Mounts") == row.expected)
    }
}
