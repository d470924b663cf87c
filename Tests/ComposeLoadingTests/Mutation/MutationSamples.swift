/// Small inputs that use much of each grammar: mutations of small inputs reach more than those of large ones.
enum MutationSamples {
    static let trees: [[UInt8]] = [
        "a: &a {k: 1, l: [x, 'y', \"z\\n\"]}\nb:\n  <<: *a\n  m: !!str 5\n",
        "- - 1\n  - ? x\n    : y\n- |\n  t\n   u\n- >-\n  v\n\n  w\n- {a: , b}\n",
        "s:\n  w: # r\n    i: \"${I:-a:${T}}\"\n    p: [\"${P:?no}:80\", $$x]\n",
        "a: !reset null\n---\nb: ${A+x${B:-{}}}\n...\n",
        "%TAG ! !x-\n---\n? [a]\n: 0o17\n1: 1e3\n",
    ].map { Array($0.utf8) }

    static let environments: [[UInt8]] = [
        "A=b\nexport B='c d' # r\nC=\"e\\n${A:-x}\"\nD: f\nE\n",
        "# r\nA = $B # r\n\"\n'\nF=\\$x\nG=\"\\0101\n\"\n",
    ].map { Array($0.utf8) }

    static let projects: [[UInt8]] = [
        """
        name: p
        x-a: &a {restart: always}
        services:
          w:
            <<: *a
            image: "i:${T:-1}"
            ports: ["8000-8001:80", {target: 90}]
            environment: [A=1, B]
            volumes: ["./d:/d:ro", "v:/v"]
            depends_on: {d: {condition: service_healthy}}
            deploy: {replicas: 2, resources: {limits: {cpus: "0.5", memory: 5m}}}
          d:
            extends: {service: w}
            image: j
            ports: !reset []
            healthcheck: {test: x, interval: 1m30s}
            configs: [c]
        volumes: {v: }
        configs: {c: {content: x}}

        """,
        "services:\n  a:\n    image: x\n    command: a 'b c' $$d\n    networks: {n: {aliases: [z]}}\n    secrets: [{source: s, mode: 0440}]\n"
            + "networks: {n: {ipam: {config: [{subnet: 10.0.0.0/24}]}}}\nsecrets: {s: {environment: S}}\ninclude: [o.yaml]\n",
    ].map { Array($0.utf8) }
}
