import ArgumentParser
import Deployment
import EngineClient
import EngineModel
import Planning
import Terminal

/// When images are pulled, as `--pull` says it.
enum PullChoice: String, ExpressibleByArgument, CaseIterable, Sendable {
    case always, missing, never
}

/// Sees to it that the images of services are there before their containers are planned: a new image makes a container anew.
struct ImagePreparation: Sendable {
    let connection: EngineConnection
    let progress: HostProgress
    /// Wins over what the files say; nil leaves it to them.
    var pull: PullChoice?
    /// Seconds since 1970.
    var now: Double

    /// Pulls what is missing or asked for, each image once, at the same time.
    ///
    /// - Throws: `CommandFailure` for an image that could neither be pulled nor was there.
    func prepare(_ services: [DesiredHostService]) async throws {
        let here = try await connection.engine.images(of: services)
        var wanted: [String: DesiredHostService] = [:]
        for service in services where needsPull(service, here[service.image]) { wanted[service.image] = service }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for service in wanted.values {
                group.addTask { try await fetch(service, isHere: here[service.image] != nil) }
            }
            try await group.waitForAll()
        }
    }

    /// The images that would be pulled, sorted.
    func pending(_ services: [DesiredHostService]) async throws -> [String] {
        let here = try await connection.engine.images(of: services)
        return Set(services.filter { needsPull($0, here[$0.image]) }.map(\.image)).sorted()
    }

    private func needsPull(_ service: DesiredHostService, _ image: ImageInspect?) -> Bool {
        if service.build != nil && pull != .always { return false }
        switch pull {
        case .always?: return true
        case .missing?: return image == nil
        case .never?: return false
        case nil: break
        }
        switch service.pullPolicy {
        case .always: return true
        case .refresh(let age): return image.map { $0.isOlder(than: age, at: now) } ?? true
        case .missing: return image == nil
        case .never, .build: return false
        }
    }

    /// An image that is here already and was only to be renewed is used as it is when its registry cannot be asked.
    private func fetch(_ service: DesiredHostService, isHere: Bool) async throws {
        do {
            try await pullImage(service)
        } catch let error as EngineError {
            progress.show(.failed, "Image \(service.image)", "Error")
            guard isHere, case .refresh = service.pullPolicy else {
                throw CommandFailure(.failed, "cannot pull \(service.image): \(error.message)", help: error.help)
            }
            progress.say("\(service.image) could not be renewed (\(error.message)); the one that is here is used")
        }
    }

    private func pullImage(_ service: DesiredHostService) async throws {
        let name = "Image \(service.image)"
        guard let reference = try? ImageReference(service.image) else {
            throw CommandFailure(.usage, "invalid image name: \(service.image)")
        }
        progress.show(.working, name, "Pulling")
        let messages = try await connection.engine.pullImage(
            reference, platform: service.platform.isEmpty ? nil : service.platform,
            registryAuth: try await connection.credentials(reference))
        for try await _ in messages {}
        progress.show(.done, name, "Pulled")
    }
}

extension ImageInspect {
    /// Whether it got its name here longer ago than that; also where the engine does not say when. A pull that finds nothing new does
    /// not count: the engine notes only those that brought something.
    ///
    /// - Parameters:
    ///   - age: seconds.
    ///   - now: seconds since 1970.
    fileprivate func isOlder(than age: Int64, at now: Double) -> Bool {
        guard let tagged = metadata?.lastTagTime else { return true }
        return Double(tagged.seconds) + Double(age) < now
    }
}
