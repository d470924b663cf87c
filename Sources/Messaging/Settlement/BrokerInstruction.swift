/// What the broker has to be told so that deliveries leave a worker's hands. Valid in one epoch only.
public enum BrokerInstruction: Hashable, Sendable {
    /// Forget this delivery, and with `multiple` every earlier one of the channel that is still open.
    case acknowledge(DeliveryTag, multiple: Bool)
    /// Put this delivery back into its queue, and with `multiple` every earlier one of the channel that is still open.
    case requeue(DeliveryTag, multiple: Bool)
    /// Drop this delivery, or dead-letter it where the queue says so.
    case discard(DeliveryTag)
}
