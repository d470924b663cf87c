package import EngineClient
package import EngineModel

extension FakeEngine {
    package func volumes(matching filters: ObjectFilters) async throws -> [Volume] {
        try await begin(.listVolumes)
        return host.volumes.filter { filters.accept(id: $0.name, name: $0.name, labels: $0.labels, anywhereInName: true) }
    }

    package func volume(_ name: String) async throws -> Volume {
        try await begin(.inspectVolume, name)
        guard let volume = host.volumes.first(where: { $0.name == name }) else {
            throw refusal(404, .inspectVolume, "get \(name): no such volume")
        }
        return volume
    }

    package func createVolume(_ request: VolumeCreateRequest) async throws -> Volume {
        try await begin(.createVolume, request.name, body: try JSONValue(encoding: request))
        let driver = request.driver.isEmpty ? "local" : request.driver
        if let volume = host.volumes.first(where: { $0.name == request.name }) {
            guard volume.driver == driver else {
                throw refusal(
                    409, .createVolume, "create \(request.name): conflict: volume name must be unique across all drivers")
            }
            return volume
        }
        return addVolume(request.name, driver: driver, labels: request.labels, options: request.driverOptions)
    }

    package func removeVolume(_ name: String, force: Bool) async throws {
        try await begin(.removeVolume, name)
        guard host.volumes.contains(where: { $0.name == name }) else {
            if force { return }
            throw refusal(404, .removeVolume, "get \(name): no such volume")
        }
        let users = host.containers.filter { $0.mounts.contains { $0.name == name } }.map(\.id)
        guard users.isEmpty else {
            throw refusal(409, .removeVolume, "remove \(name): volume is in use - [\(users.joined(separator: ", "))]")
        }
        host.volumes.removeAll { $0.name == name }
        announceHost(.volume, "destroy", id: name, ["driver": "local"])
    }

    /// What a new container mounts; makes the volumes that are not there.
    func mounts(of request: ContainerCreateRequest, _ image: ImageInspect) -> [MountPoint] {
        var mounts: [MountPoint] = []
        for bind in request.hostConfig?.binds ?? [] {
            let parts = bind.split(separator: ":").map(String.init)
            guard parts.count >= 2 else { continue }
            let writes = !(parts.count > 2 && parts[2].split(separator: ",").contains("ro"))
            mounts.append(
                parts[0].hasPrefix("/")
                    ? MountPoint(type: .bind, source: parts[0], destination: parts[1], readWrite: writes)
                    : volumeMount(parts[0], parts[1], writes))
        }
        for mount in request.hostConfig?.mounts ?? [] {
            mounts.append(
                mount.type == .volume
                    ? volumeMount(mount.source, mount.target, !mount.readOnly)
                    : MountPoint(type: mount.type, source: mount.source, destination: mount.target, readWrite: !mount.readOnly))
        }
        let anonymous = Set(request.volumes.keys).union(image.config?.volumes.keys ?? [:].keys)
        for folder in anonymous.sorted() where !mounts.contains(where: { $0.destination == folder }) {
            mounts.append(volumeMount("", folder, true))
        }
        return mounts
    }

    private func volumeMount(_ name: String, _ folder: String, _ writes: Bool) -> MountPoint {
        let volume = host.volumes.first { $0.name == name && !name.isEmpty } ?? addVolume(name.isEmpty ? anonymousName() : name)
        return MountPoint(
            type: .volume, name: volume.name, source: volume.mountpoint, destination: folder, driver: volume.driver, readWrite: writes)
    }

    /// 64 hexadecimal digits, as real engines name them.
    private func anonymousName() -> String {
        let digits = String(nextID("").utf8.reduce(UInt64(7)) { $0 &* 31 &+ UInt64($1) }, radix: 16)
        return String(repeating: "a", count: 64 - digits.count) + digits
    }

    private func addVolume(
        _ name: String, driver: String = "local", labels: [String: String] = [:], options: [String: String] = [:]
    ) -> Volume {
        let volume = Volume(
            name: name.isEmpty ? anonymousName() : name, driver: driver, mountpoint: "/var/lib/docker/volumes/\(name)/_data",
            createdAt: Timestamp(seconds: 1_790_000_000), labels: labels, scope: "local", options: options)
        host.volumes.append(volume)
        announceHost(.volume, "create", id: volume.name, ["driver": driver])
        return volume
    }
}

extension Volume {
    /// Whether the engine gave it its name: 64 hexadecimal digits.
    var isAnonymous: Bool { name.utf8.count == 64 && name.allSatisfy(\.isHexDigit) }
}
