import ComposeModel
import EngineModel
import FoundationEssentials

/// Mounts, secrets and configs.
extension ServiceTranslation {
    /// In the order of the file, which the engine compares; what the specification adds comes after.
    var mounts: [Mount] {
        let declared = service.volumes.map(mount)
        guard appliesMore else { return declared }
        return declared + service.tmpfs.map(TmpfsSyntax.mount) + sharedMemory
    }

    /// `shm_size` as a tmpfs of that size on /dev/shm.
    private var sharedMemory: [Mount] {
        guard let size = service.shmSize else { return [] }
        return [Mount(type: .tmpfs, target: "/dev/shm", tmpfsOptions: TmpfsOptions(sizeBytes: size.bytes))]
    }

    private func mount(_ volume: ServiceVolume) -> Mount {
        var mount = Mount(
            type: MountType(rawValue: volume.type), source: volume.source ?? "", target: volume.target ?? "",
            readOnly: volume.readOnly ?? false, consistency: volume.consistency ?? "")
        switch volume.type {
        case "volume", "": nameVolume(volume, &mount)
        case "bind", "npipe": mount.bindOptions = volume.bind.flatMap(bindOptions)
        case "tmpfs": mount.tmpfsOptions = volume.tmpfs.map { TmpfsOptions(sizeBytes: $0.size?.bytes ?? 0, mode: tmpfsMode($0)) }
        case "image": mount.imageOptions = volume.image.map { ImageOptions(subpath: $0.subpath ?? "") }
        case "cluster": nameClusterVolume(volume, &mount)
        default: break
        }
        return mount
    }

    private func tmpfsMode(_ options: ServiceVolume.TmpfsOptions) -> UInt32 { appliesMore ? options.mode ?? 0 : 0 }

    private func nameVolume(_ volume: ServiceVolume, _ mount: inout Mount) {
        guard let source = volume.source, let declared = file.volume(source) else { return }
        mount.source = declared.engineName(stack)
        var options = VolumeOptions(noCopy: volume.volume?.nocopy ?? false, subpath: subpath(volume))
        if !declared.isExternal {
            options.labels = (declared.labels + (appliesMore ? volume.volume?.labels ?? [] : [])).labelled(stack)
            if declared.driver != nil || declared.driverOpts != nil {
                options.driverConfig = Driver(name: declared.driver ?? "", options: (declared.driverOpts ?? []).dictionary)
            }
        }
        mount.volumeOptions = options
    }

    /// Left out for an engine that would drop it: what it answers would differ from what it was told for ever.
    private func subpath(_ volume: ServiceVolume) -> String {
        guard dialect == .stack || translator.api >= .volumeSubpath else { return "" }
        return volume.volume?.subpath ?? ""
    }

    private func nameClusterVolume(_ volume: ServiceVolume, _ mount: inout Mount) {
        mount.clusterOptions = ClusterOptions()
        guard let source = volume.source, !source.hasPrefix("group:"), let declared = file.volume(source) else { return }
        mount.source = declared.engineName(stack)
    }

    private func bindOptions(_ bind: ServiceVolume.BindOptions) -> BindOptions? {
        guard appliesMore else { return BindOptions(propagation: bind.propagation ?? "") }
        let options = BindOptions(
            propagation: bind.propagation ?? "",
            nonRecursive: bind.recursive == "disabled",
            createMountpoint: translator.api >= .bindCreation && bind.createHostPath == true,
            readOnlyNonRecursive: translator.api >= .securityOptions && bind.recursive == "writable",
            readOnlyForceRecursive: translator.api >= .securityOptions && bind.recursive == "readonly")
        return options == BindOptions() ? nil : options
    }

    /// Sorted by name, so that another order in the file does not restart tasks.
    var secrets: [SecretReference] {
        service.secrets.compactMap { reference in
            file.secret(reference.source).map { secret in
                SecretReference(file: secretTarget(reference), secretName: secret.engineName(stack))
            }
        }.sorted { $0.secretName < $1.secretName }
    }

    var configs: [ConfigReference] {
        let files = service.configs.compactMap { reference in
            file.config(reference.source).map { config in
                ConfigReference(file: target(reference), configName: config.engineName(stack))
            }
        }
        return (files + credentialConfig).sorted { $0.configName < $1.configName }
    }

    /// A credential spec held in a config is used by the engine itself.
    private var credentialConfig: [ConfigReference] {
        guard let key = service.credentialSpec?.config, let config = file.config(key) else { return [] }
        return [ConfigReference(runtime: RuntimeTarget(), configName: config.engineName(stack))]
    }

    private func target(_ reference: FileReference) -> FileTarget {
        FileTarget(
            name: reference.target ?? reference.source, uid: reference.uid ?? "0",
            gid: reference.gid ?? "0", mode: reference.mode ?? 0o444)
    }

    /// compose writes a secret's default target out; docker stack sends it short.
    private func secretTarget(_ reference: FileReference) -> FileTarget {
        var target = target(reference)
        if appliesMore, target.name == "/run/secrets/" + reference.source { target.name = reference.source }
        return target
    }
}

extension FileObject {
    func secretSpec(_ stack: String) -> SecretSpec {
        SecretSpec(
            name: engineName(stack), labels: labels.labelled(stack), data: Data(data ?? []),
            driver: driver.map { Driver(name: $0, options: driverOpts.dictionary) },
            templating: templateDriver.map { Driver(name: $0) })
    }

    func configSpec(_ stack: String) -> ConfigSpec {
        ConfigSpec(
            name: engineName(stack), labels: labels.labelled(stack), data: Data(data ?? []),
            templating: templateDriver.map { Driver(name: $0) })
    }
}
