import ComposeModel
import EngineModel

/// Volumes, tmpfs, secrets and configs.
extension HostServiceTranslation {
    /// Folders that the engine makes where they are missing, which mounts of the long form cannot ask for before API 1.42.
    var binds: [String] { service.volumes.filter(isPlainBind).map(bind) + apiSocket }

    var mounts: [Mount] {
        let declared = service.volumes.filter { !isPlainBind($0) }.map(mount)
        let taken = Set(service.volumes.map { cleaned($0.target ?? "") })
        return declared + boundFiles.filter { !taken.contains($0.target) }
    }

    var tmpfs: [String: String] {
        Dictionary(
            service.tmpfs.map { text in
                let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                return (parts[0], parts.count > 1 ? parts[1] : "")
            }, uniquingKeysWith: { $1 })
    }

    /// Whether the source is to be made, or is to get a label that only this form can say, and nothing is asked for that only a
    /// mount of the long form can say.
    private func isPlainBind(_ volume: ServiceVolume) -> Bool {
        guard volume.type == "bind", let bind = volume.bind, bind.recursive == nil else { return false }
        return bind.createHostPath ?? (bind.selinux != nil)
    }

    private func bind(_ volume: ServiceVolume) -> String {
        let options = [volume.readOnly == true ? "ro" : "rw", volume.bind?.selinux, volume.bind?.propagation].compactMap { $0 }
        return "\(volume.source ?? ""):\(cleaned(volume.target ?? "")):\(options.joined(separator: ","))"
    }

    private var apiSocket: [String] {
        service.useAPISocket == true ? ["/var/run/docker.sock:/var/run/docker.sock:rw"] : []
    }

    private func mount(_ volume: ServiceVolume) -> Mount {
        var mount = Mount(
            type: MountType(rawValue: volume.type), source: volume.source ?? "", target: cleaned(volume.target ?? ""),
            readOnly: volume.readOnly ?? false, consistency: volume.consistency ?? "")
        switch volume.type {
        case "bind": mount.bindOptions = volume.bind.map(options)
        case "volume":
            if let source = volume.source { mount.source = file.volume(source)?.engineName(project) ?? source }
            mount.volumeOptions = volume.volume.map(options)
        case "tmpfs":
            mount.tmpfsOptions = volume.tmpfs.map { TmpfsOptions(sizeBytes: $0.size?.bytes ?? 0, mode: $0.mode ?? 0) }
        case "image": mount.imageOptions = volume.image.map { ImageOptions(subpath: $0.subpath ?? "") }
        case "cluster": mount.clusterOptions = ClusterOptions()
        default: break
        }
        return mount
    }

    private func options(_ bind: ServiceVolume.BindOptions) -> BindOptions {
        BindOptions(
            propagation: bind.propagation ?? "",
            nonRecursive: bind.recursive == "disabled",
            createMountpoint: bind.createHostPath == true && translator.api >= .bindCreation,
            readOnlyNonRecursive: bind.recursive == "writable",
            readOnlyForceRecursive: bind.recursive == "readonly")
    }

    private func options(_ volume: ServiceVolume.VolumeOptions) -> VolumeOptions {
        VolumeOptions(noCopy: volume.nocopy ?? false, labels: volume.labels.dictionary, subpath: volume.subpath ?? "")
    }

    /// As Go's `path.Clean`: without empty and `.` parts, `..` resolved, no slash at the end.
    private func cleaned(_ path: String) -> String {
        guard path.hasPrefix("/") else { return path }
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}

/// Secrets and configs: those in files are bound, the others are copied in.
extension HostServiceTranslation {
    /// A file of the project in the container.
    private struct Placed {
        var object: FileObject
        var reference: FileReference
        var target: String
    }

    private var placed: [Placed] {
        let secrets = service.secrets.compactMap { reference in
            file.secret(reference.source).map { Placed(object: $0, reference: reference, target: target(reference, in: "/run/secrets/")) }
        }
        let configs = service.configs.compactMap { reference in
            file.config(reference.source).map { Placed(object: $0, reference: reference, target: target(reference, in: "/")) }
        }
        return secrets + configs
    }

    private func target(_ reference: FileReference, in folder: String) -> String {
        let target = reference.target ?? reference.source
        return cleaned(target.hasPrefix("/") ? target : folder + target)
    }

    private var boundFiles: [Mount] {
        placed.compactMap { placed in
            placed.object.file.map { Mount(type: .bind, source: $0, target: placed.target, readOnly: true) }
        }
    }

    /// Contents that are in no file. An empty one is left out, as an absent file says the same.
    var files: [CopiedFile] {
        placed.compactMap { placed in
            guard placed.object.file == nil, let data = placed.object.data, !data.isEmpty else { return nil }
            return CopiedFile(
                path: placed.target, content: data, uid: placed.reference.uid.flatMap { Int($0) } ?? 0,
                gid: placed.reference.gid.flatMap { Int($0) } ?? 0, mode: placed.reference.mode ?? 0o444)
        }
    }
}
