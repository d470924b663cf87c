import EngineModel

extension PlanStep {
    /// The cause of an update about which nothing more is known.
    static let plainDifference = "the file and the engine differ"
}

/// Changes made past the file are told from changes of the file, as far as the engine remembers them.
extension Planner {
    /// Why a service is updated.
    ///
    /// The engine keeps the spec that was there before the latest update. Where the file agrees with that one, the latest update is undone:
    /// somebody changed the service, or the file went back. And the label with the image that was deployed stays when somebody updates the
    /// image alone.
    ///
    /// - Parameters:
    ///   - changes: what the update does.
    ///   - before: the spec that the engine has now, normalised.
    func differenceCause(_ changes: [FieldChange], _ live: Service, _ before: ServiceSpec) -> String {
        let undone = undoneFields(changes, live, before)
        guard undone.isEmpty else { return "undoes its latest update (\(undone.joined(separator: ", ")))" }
        return hasForeignImage(live, wanted: changes) ? "its image was changed after it was deployed" : PlanStep.plainDifference
    }

    private func undoneFields(_ changes: [FieldChange], _ live: Service, _ before: ServiceSpec) -> [String] {
        guard let previous = live.previousSpec?.normalised(index), previous != before else { return [] }
        let latest = Set(SpecDiff.changes(from: before, to: previous))
        return changes.filter(latest.contains).map(\.name)
    }

    private func hasForeignImage(_ live: Service, wanted: [FieldChange]) -> Bool {
        guard wanted.contains(where: { $0.field == "image" }), let deployed = live.spec.labels[StackLabel.image],
            let image = live.spec.taskTemplate.containerSpec?.image,
            desired.services.contains(where: { $0.name == live.name && $0.spec.labels[StackLabel.image] == deployed })
        else { return false }
        return ImageText.withoutDigest(image) != ImageText.withoutDigest(ImageText.tagged(deployed))
    }
}
