import TestSupport
import Testing

/// Mounts of a service in the short and the long form.
@Suite struct VolumesTests {
    private let subject = Subject.service("volumes", with: "volumes: {data: {}, a: {}, other-data: {}}\n")

    @Test(
        arguments: table(
            #"""
            ["data:/var/lib"]
                [{"source":"data","target":"/var/lib","type":"volume","volume":{}}]
            ["data:/var/lib:ro"]
                [{"read_only":true,"source":"data","target":"/var/lib","type":"volume","volume":{}}]
            [{type: volume, source: "", target: /v}]
                [{"target":"/v","type":"volume"}]
            [{type: "", source: data, target: /v}]
                [{"source":"data","target":"/v"}]
            [{type: tmpfs, target: /v, tmpfs: {size: 0.5}}]
                ! compose.type
            ["data:/var/lib:rw"]
                [{"source":"data","target":"/var/lib","type":"volume","volume":{}}]
            ["data:/var/lib:ro,nocopy"]
                [{"read_only":true,"source":"data","target":"/var/lib","type":"volume","volume":{"nocopy":true}}]
            ["/anonymous"]
                [{"target":"/anonymous","type":"volume","volume":{}}]
            ["./conf:/etc/conf"]
                [{"bind":{"create_host_path":true},"source":"/p/conf","target":"/etc/conf","type":"bind"}]
            ["../up:/etc/up:ro"]
                [{"bind":{"create_host_path":true},"read_only":true,"source":"/up","target":"/etc/up","type":"bind"}]
            [".:/code"]
                [{"bind":{"create_host_path":true},"source":"/p","target":"/code","type":"bind"}]
            ["~/x:/x"]
                [{"bind":{"create_host_path":true},"source":"/home/me/x","target":"/x","type":"bind"}]
            ["~:/home"]
                [{"bind":{"create_host_path":true},"source":"/home/me","target":"/home","type":"bind"}]
            ["/etc/localtime:/etc/localtime:ro"]
                [{"bind":{"create_host_path":true},"read_only":true,"source":"/etc/localtime","target":"/etc/localtime","type":"bind"}]
            ["/abs/../b/:/b/"]
                [{"bind":{"create_host_path":true},"source":"/abs/../b/","target":"/b","type":"bind"}]
            ["data:/x/../y/"]
                [{"source":"data","target":"/y","type":"volume","volume":{}}]
            ["./a:/a:z"]
                [{"bind":{"create_host_path":true,"selinux":"z"},"source":"/p/a","target":"/a","type":"bind"}]
            ["./a:/a:Z,ro"]
                [{"bind":{"create_host_path":true,"selinux":"Z"},"read_only":true,"source":"/p/a","target":"/a","type":"bind"}]
            ["./a:/a:rshared"]
                [{"bind":{"create_host_path":true,"propagation":"rshared"},"source":"/p/a","target":"/a","type":"bind"}]
            ["./a:/a:cached"]
                [{"bind":{"create_host_path":true},"source":"/p/a","target":"/a","type":"bind"}]
            ["data:/v:delegated"]
                [{"source":"data","target":"/v","type":"volume","volume":{}}]
            ["C:\\data:/x"]
                [{"bind":{"create_host_path":true},"source":"C:\\data","target":"/x","type":"bind"}]
            ["/x"]
                [{"target":"/x","type":"volume","volume":{}}]
            ["a:/b"]
                [{"target":"a:/b","type":"volume","volume":{}}]
            ["ab"]
                [{"target":"ab","type":"volume","volume":{}}]
            ["data:/v", "other-data:/v"]
                [{"source":"other-data","target":"/v","type":"volume","volume":{}}]
            ["data:/v", "data:/w"]
                [{"source":"data","target":"/v","type":"volume","volume":{}},{"source":"data","target":"/w","type":"volume","volume":{}}]
            []
                absent
            """#))
    func short(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            [{type: volume, source: data, target: /v}]
                [{"source":"data","target":"/v","type":"volume"}]
            [{type: volume, target: /v}]
                [{"target":"/v","type":"volume"}]
            [{type: volume, source: data, target: /v, read_only: true, volume: {nocopy: true, subpath: sub}}]
                [{"read_only":true,"source":"data","target":"/v","type":"volume","volume":{"nocopy":true,"subpath":"sub"}}]
            [{type: bind, source: ./x, target: /x}]
                [{"source":"/p/x","target":"/x","type":"bind"}]
            [{type: bind, source: ./x, target: /x, bind: {}}]
                [{"bind":{},"source":"/p/x","target":"/x","type":"bind"}]
            [{type: bind, source: ./x, target: /x, bind: {create_host_path: true}}]
                [{"bind":{"create_host_path":true},"source":"/p/x","target":"/x","type":"bind"}]
            [{type: bind, source: ./x, target: /x, bind: {create_host_path: false}}]
                [{"bind":{},"source":"/p/x","target":"/x","type":"bind"}]
            [{type: bind, source: ./x, target: /x, bind: {propagation: rslave, selinux: z}}]
                [{"bind":{"propagation":"rslave","selinux":"z"},"source":"/p/x","target":"/x","type":"bind"}]
            [{type: bind, source: ~/x, target: /x}]
                [{"source":"/home/me/x","target":"/x","type":"bind"}]
            [{type: bind, source: /x, target: /x/, read_only: "true", consistency: cached}]
                [{"consistency":"cached","read_only":true,"source":"/x","target":"/x","type":"bind"}]
            [{type: tmpfs, target: /t}]
                [{"target":"/t","type":"tmpfs"}]
            [{type: tmpfs, target: /t, tmpfs: {size: 1048576, mode: 0755}}]
                [{"target":"/t","tmpfs":{"mode":493,"size":"1048576"},"type":"tmpfs"}]
            [{type: tmpfs, target: /t, tmpfs: {size: "10m"}}]
                [{"target":"/t","tmpfs":{"size":"10485760"},"type":"tmpfs"}]
            [{type: tmpfs, target: /t, tmpfs: {size: "10m", mode: 511}}]
                [{"target":"/t","tmpfs":{"mode":511,"size":"10485760"},"type":"tmpfs"}]
            [{type: npipe, source: "\\\\.\\pipe\\docker_engine", target: /p}]
                [{"source":"\\\\.\\pipe\\docker_engine","target":"/p","type":"npipe"}]
            [{type: cluster, source: data, target: /v}]
                [{"source":"data","target":"/v","type":"cluster"}]
            [{type: volume, source: data, target: /v, x-a: 1}]
                [{"source":"data","target":"/v","type":"volume","x-a":1}]
            [{type: image, source: busybox, target: /i, image: {subpath: bin}}]
                [{"image":{"subpath":"bin"},"source":"busybox","target":"/i","type":"image"}]
            """#))
    func long(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ["data::/v"]
                ! compose.volume.syntax
            [":/v"]
                ! compose.volume.syntax
            ["data:"]
                ! compose.volume.syntax
            ["data:/v:ro:x"]
                ! compose.volume.syntax
            [""]
                ! compose.volume.syntax
            ["nodata:/v"]
                ! compose.volume.undefined
            [{source: data, target: /v}]
                ! compose.key.missing
            [{type: volume, source: data}]
                ! compose.key.missing
            [{type: bind, target: /x}]
                ! compose.volume.source
            [{type: disk, source: data, target: /v}]
                ! compose.value.choice
            [{type: tmpfs, target: /t, tmpfs: {size: -1}}]
                ! compose.integer.range
            [{type: tmpfs, target: /t, tmpfs: {size: big}}]
                ! compose.size
            [{type: volume, source: data, target: /v, read_only: perhaps}]
                ! compose.boolean
            [{type: volume, source: data, target: /v, volme: {}}]
                ! compose.key.unknown
            [{type: bind, source: ./x, target: /x, bind: {selinux: q}}]
                ! compose.value.choice
            [{type: bind, source: ./x, target: /x, bind: {recursive: maybe}}]
                ! compose.value.choice
            data:/v
                ! compose.type
            [80]
                ! compose.type
            [null]
                ! compose.type
            {data: /v}
                ! compose.type
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
