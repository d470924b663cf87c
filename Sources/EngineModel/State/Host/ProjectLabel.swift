/// The labels that make objects of one host a project. They are those of docker compose, so that both tools see the same projects.
package enum ProjectLabel {
    /// How all of them begin.
    package static let prefix = "com.docker.compose."
    /// On everything: the name of the project.
    package static let project = "com.docker.compose.project"
    /// On a container: the name of the service.
    package static let service = "com.docker.compose.service"
    /// On a container: its number within the service, from 1.
    package static let containerNumber = "com.docker.compose.container-number"
    /// On a container: `True` for those of `run`, otherwise `False`.
    package static let oneOff = "com.docker.compose.oneoff"
    /// On a container of `run`: what makes its name unique.
    package static let slug = "com.docker.compose.slug"
    /// On a container: what it was made from. docker compose knows containers by this label, and makes those anew (in `up`)
    /// that have another value than its own digest of 64 hexadecimal digits. Skep's begins with ``hashPrefix``.
    package static let configHash = "com.docker.compose.config-hash"
    /// How a digest of Skep's begins, so that it can be told from one of docker compose's.
    package static let hashPrefix = "skep-"
    /// On a container: the id of its image.
    package static let image = "com.docker.compose.image"
    /// On a container: its service's dependencies as `service:condition:restart`, joined by commas.
    package static let dependsOn = "com.docker.compose.depends_on"
    /// On a container: the id of the one it replaces.
    package static let replaces = "com.docker.compose.replace"
    /// On a container: the project's folder.
    package static let workingDirectory = "com.docker.compose.project.working_dir"
    /// On a container: the project's files, joined by commas.
    package static let configFiles = "com.docker.compose.project.config_files"
    /// On a container: the files of variables that the command line named, joined by commas.
    package static let environmentFiles = "com.docker.compose.project.environment_file"
    /// On a network: its key in the files.
    package static let network = "com.docker.compose.network"
    /// On a volume: its key in the files.
    package static let volume = "com.docker.compose.volume"
    /// On everything: the version of the tool that made it.
    package static let version = "com.docker.compose.version"
}
