import ComposeLoading
import EngineModel
import TestSupport
import Testing
import Translation

/// What a project has beside the fields of its containers.
@Suite struct HostStateTests {
    @Test func labelsSayWhereAContainerBelongs() throws {
        let translated = HostTranslated(service: "labels: {own: x}, depends_on: {db: {condition: service_healthy, restart: true}}")
        let creation = try #require(try translated.creation(3))
        var labels = creation.request.labels
        let written = labels.removeValue(forKey: ProjectLabel.configHash)
        let hash = try #require(written)
        #expect(hash.hasPrefix(ProjectLabel.hashPrefix) && hash == translated.service()?.configHash)
        #expect(
            labels == [
                "own": "x", "com.docker.compose.project": "p", "com.docker.compose.service": "web", "com.docker.compose.oneoff": "False",
                "com.docker.compose.container-number": "3", "com.docker.compose.version": "1",
                "com.docker.compose.project.working_dir": "/p", "com.docker.compose.project.config_files": "/p/compose.yaml",
                "com.docker.compose.depends_on": "db:service_healthy:true",
            ])
    }

    @Test func proxiesAreAddedBelowTheServicesOwn() throws {
        let loaded = load("services: {web: {image: i, environment: {HTTP_PROXY: own}}}")
        let origin = ProjectOrigin(directory: "/p", files: [], toolVersion: "1")
        let services = [[:], ["HTTP_PROXY": "user's", "no_proxy": "x"]].compactMap { proxies in
            loaded.project.flatMap { HostTranslator(project: "p", origin: origin, proxies: proxies).translate($0).state?.services.first }
        }
        #expect(services.map(\.template.env) == [["HTTP_PROXY=own"], ["HTTP_PROXY=own", "no_proxy=x"]])
        #expect(Set(services.map(\.configHash)).count == 1)
    }

    @Test func theOccasionAddsToTheRequest() throws {
        let service = try #require(HostTranslated(service: "user: root").service())
        let mount = Mount(type: .volume, source: "anonymous", target: "/v")
        let creation = try service.creation(
            of: ContainerOccasion(number: 2, imageID: "sha256:1", replaced: "old", inherited: [mount]))
        #expect(creation.name == "p-web-2")
        #expect(creation.request.labels[ProjectLabel.image] == "sha256:1")
        #expect(creation.request.labels[ProjectLabel.replaces] == "old")
        #expect(creation.request.hostConfig?.mounts == [mount])
    }

    @Test(
        arguments: table(
            #"""
            user: root
                1
            scale: 3
                3
            deploy: {replicas: 2}
                2
            scale: 0
                0
            """#))
    func scale(_ row: Row) throws {
        #expect(HostTranslated(service: row.input).service().map { "\($0.scale)" } == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            user: root
                missing
            pull_policy: always
                always
            pull_policy: never
                never
            pull_policy: build, build: .
                build
            pull_policy: if_not_present
                missing
            pull_policy: daily
                refresh(after: 86400)
            pull_policy: every_12h
                refresh(after: 43200)
            """#))
    func pullPolicy(_ row: Row) throws {
        #expect(HostTranslated(service: row.input).service().map { "\($0.pullPolicy)" } == row.expected)
    }

    @Test(
        arguments: table(
            #"""
            ports: ["80"]
                true
            ports: ["8080:80"]
                false
            network_mode: host
                false
            networks: {front: {ipv4_address: 1.2.3.4}}
                false
            mac_address: "02:00:00:00:00:01"
                false
            """#))
    func canRunTwice(_ row: Row) throws {
        #expect(HostTranslated(service: row.input).service().map { "\($0.canRunTwice)" } == row.expected)
    }

    @Test func volumesAreThoseThatServicesUse() throws {
        let translated = HostTranslated(service: "volumes: [\"local:/a\", \"shared:/b\"]")
        let state = try #require(translated.state)
        #expect(state.externalVolumes == ["shared"])
        #expect(
            state.volumes == [
                VolumeCreateRequest(
                    name: "p_local", driverOptions: ["type": "none", "o": "bind", "device": "/d"],
                    labels: [ProjectLabel.volume: "local", ProjectLabel.project: "p", ProjectLabel.version: "1"])
            ])
    }

    @Test func servicesWithOtherProfilesAreKnown() throws {
        let state = try #require(HostTranslated("services: {a: {image: i}, b: {image: i, profiles: [x]}}").state)
        #expect(state.services.map(\.name) == ["a"])
        #expect(state.disabledServices == ["b"])
    }

    @Test func hooksKeepTheirFields() throws {
        let keys =
            "post_start: [{command: a b, user: u, privileged: true, working_dir: /w, environment: {K: v}}], pre_stop: [{command: [c]}]"
        let service = try #require(HostTranslated(service: keys).service())
        #expect(
            service.postStart == [ContainerHook(command: ["a", "b"], user: "u", privileged: true, workingDir: "/w", env: ["K=v"])])
        #expect(service.preStop == [ContainerHook(command: ["c"])])
    }

    @Test(
        arguments: table(
            #"""
            models: [m]
                host.key.impossible
            pre_start: [{command: a, image: i}]
                host.key.impossible
            develop: {watch: []}
                none
            container_name: c
                none
            deploy: {placement: {constraints: ["node.role==manager"]}, endpoint_mode: dnsrr}
                none
            """#))
    func losses(_ row: Row) throws {
        let translated = HostTranslated(
            "services: {web: {image: i, \(row.input)}}\nmodels: {m: {model: x}}")
        #expect(translated.errors.isEmpty)
        #expect((translated.warnings.first ?? "none") == row.expected)
    }

    @Test func engineAgesAreTold() {
        let old = APIVersion(1, 41)
        #expect(HostTranslated(service: "annotations: {a: b}", api: old).warnings == ["host.key.impossible"])
        #expect(HostTranslated(service: "networks: {front: {gw_priority: 1, interface_name: e}}", api: old).warnings.count == 2)
        #expect(
            HostTranslated(service: "volumes: [{type: volume, source: data, target: /v, volume: {subpath: a}}]", api: old).warnings == [
                "host.mount.subpath"
            ])
    }

    @Test func whatCannotRunIsAnError() {
        #expect(HostTranslated("services: {a: {provider: {type: x}}}").errors == ["host.provider"])
        #expect(HostTranslated("services: {a: {image: \"A B\"}}").errors == ["host.image.reference"])
        #expect(
            HostTranslated("services: {a: {image: i, container_name: c}, b: {image: i, container_name: c}}").errors == [
                "host.container-name"
            ])
    }
}
