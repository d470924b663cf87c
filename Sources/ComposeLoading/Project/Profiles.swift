import ComposeModel

/// Selects the services that run: those without profiles, and those with an active one (`*`: all).
enum Profiles {
    static func select(_ active: [String], in file: inout ComposeFile) {
        let isEnabled: (Service) -> Bool = { service in
            service.profiles.isEmpty || active.contains("*") || service.profiles.contains(where: active.contains)
        }
        if file.services.indices.allSatisfy({ file.services[$0].profiles.isEmpty }) { return }
        file.disabledServices = file.services.filter { !isEnabled($0) }
        file.services = file.services.filter(isEnabled)
    }
}
