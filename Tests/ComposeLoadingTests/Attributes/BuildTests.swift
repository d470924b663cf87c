import TestSupport
import Testing

/// How an image is built.
@Suite struct BuildTests {
    private let subject = Subject.service("build", with: "  other: {build: .}\n  plain: {image: i}\nsecrets: {s: {file: s.txt}}\n")

    @Test(
        arguments: table(
            #"""
            .
                {"context":"/p","dockerfile":"Dockerfile"}
            ./dir
                {"context":"/p/dir","dockerfile":"Dockerfile"}
            /abs
                {"context":"/abs","dockerfile":"Dockerfile"}
            https://example.com/repo.git#main:docker
                {"context":"https://example.com/repo.git#main:docker","dockerfile":"Dockerfile"}
            git@example.com:a/b.git
                {"context":"git@example.com:a/b.git","dockerfile":"Dockerfile"}
            github.com/a/b
                {"context":"github.com/a/b","dockerfile":"Dockerfile"}
            {context: .}
                {"context":"/p","dockerfile":"Dockerfile"}
            {context: ./dir, dockerfile: Containerfile}
                {"context":"/p/dir","dockerfile":"Containerfile"}
            {context: ., dockerfile_inline: "FROM scratch"}
                {"context":"/p","dockerfile_inline":"FROM scratch"}
            {dockerfile: x}
                {"context":"/p","dockerfile":"x"}
            {context: ., args: {A: 1, B: }}
                {"args":{"A":"1"},"context":"/p","dockerfile":"Dockerfile"}
            {context: ., args: [A=1, SHELLVAR]}
                {"args":{"A":"1","SHELLVAR":"from-shell"},"context":"/p","dockerfile":"Dockerfile"}
            ""
                {"dockerfile":"Dockerfile"}
            {context: ""}
                {"dockerfile":"Dockerfile"}
            {context: ., cache_from: a}
                ! compose.type
            {context: ., ssh: default}
                ! compose.type
            {context: ., shm_size: 0}
                {"context":"/p","dockerfile":"Dockerfile"}
            {context: ., shm_size: 1.5}
                ! compose.type
            {context: ., extra_hosts: {a: ~}}
                ! compose.type
            {context: ., target: t, network: host, pull: true, no_cache: true, privileged: true, isolation: hyperv}
                {"context":"/p","dockerfile":"Dockerfile","isolation":"hyperv","network":"host","no_cache":true,"privileged":true,"pull":true,"target":"t"}
            {context: ., cache_from: [a, b], cache_to: [c]}
                {"cache_from":["a","b"],"cache_to":["c"],"context":"/p","dockerfile":"Dockerfile"}
            {context: ., labels: [a=b], tags: [x, y], platforms: [linux/arm64]}
                {"context":"/p","dockerfile":"Dockerfile","labels":{"a":"b"},"platforms":["linux/arm64"],"tags":["x","y"]}
            {context: ., shm_size: 64m, ulimits: {nofile: 5}}
                {"context":"/p","dockerfile":"Dockerfile","shm_size":"67108864","ulimits":{"nofile":5}}
            {context: ., extra_hosts: ["a=10.0.0.1"]}
                {"context":"/p","dockerfile":"Dockerfile","extra_hosts":["a=10.0.0.1"]}
            {context: ., secrets: [s]}
                {"context":"/p","dockerfile":"Dockerfile","secrets":[{"source":"s"}]}
            {context: ., secrets: [{source: s, target: t}]}
                {"context":"/p","dockerfile":"Dockerfile","secrets":[{"source":"s","target":"t"}]}
            {context: ., ssh: [default, "k=/path"]}
                {"context":"/p","dockerfile":"Dockerfile","ssh":["default","k=/path"]}
            {context: ., additional_contexts: {a: ./dir, b: docker-image://x}}
                {"additional_contexts":{"a":"/p/dir","b":"docker-image://x"},"context":"/p","dockerfile":"Dockerfile"}
            {context: ., additional_contexts: [a=./dir]}
                {"additional_contexts":{"a":"/p/dir"},"context":"/p","dockerfile":"Dockerfile"}
            {context: ., entitlements: [network.host]}
                {"context":"/p","dockerfile":"Dockerfile","entitlements":["network.host"]}
            {context: ., additional_contexts: {base: "service:other"}}
                {"additional_contexts":{"base":"service:other"},"context":"/p","dockerfile":"Dockerfile"}
            """#))
    func forms(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            {context: ., dockerfile: a, dockerfile_inline: b}
                ! compose.key.exclusive
            {contxt: .}
                ! compose.key.unknown
            {context: 5}
                ! compose.type
            {context: ., args: x}
                ! compose.type
            {context: ., secrets: [missing]}
                ! compose.secret.undefined
            {context: ., platforms: linux}
                ! compose.type
            [.]
                ! compose.type
            5
                ! compose.type
            {context: ., pull: sometimes}
                ! compose.boolean
            {context: ., additional_contexts: {base: "service:missing"}}
                ! compose.service.undefined
            {context: ., additional_contexts: {base: "service:plain"}}
                ! compose.build.context
            """#))
    func refused(_ row: Row) {
        #expect(subject.outcome(row.input) == row.expected)
    }
}
