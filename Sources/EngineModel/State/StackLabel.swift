/// The labels that make swarm objects a stack. They are those of `docker stack`, so that both tools see the same stacks.
package enum StackLabel {
    /// On every object and every container: the name of the stack. Nothing else records a stack.
    package static let namespace = "com.docker.stack.namespace"
    /// On a service: the image as the file writes it, before it was pinned by digest.
    package static let image = "com.docker.stack.image"
}
