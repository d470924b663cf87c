import Messaging
import RabbitMQ

extension ProgramCommand {
    /// `dlq list|show|replay|purge`: what became of the messages that could not be handled.
    public static let deadLetters: [ProgramCommand] = [
        deadLetter("list", about: "how many dead letters there are, by reason and routing key") { letters, _ in
            for line in letters.summary { Console.say(line) }
            return .success
        },
        deadLetter(
            "show", about: "dead letters one by one, oldest first",
            settings: [Setting("last", "N", help: "only the last so many"), .flag("json", help: "one JSON object a line, for programs")]
        ) {
            letters, settings in
            let last = try settings.count("last", in: 1...Int.max) ?? Int.max
            for letter in letters.chosen.suffix(last) { Console.say(settings.isOn("json") ? letter.json : letter.line) }
            return .success
        },
        deadLetter(
            "replay", about: "publishes dead letters to where they came from, and removes them",
            settings: [.flag("again", help: "also those that were replayed before and died again")]
        ) { letters, settings in
            let (count, failures) = await letters.replay(again: settings.isOn("again"))
            Console.say("\(count) replayed")
            for (letter, cause) in failures { Console.complain("error: \(letter.key.withoutControls) stays: \(cause)") }
            return failures.isEmpty ? .success : .unavailable
        },
        deadLetter("purge", about: "removes dead letters for good") { letters, _ in
            letters.remove(letters.chosen)
            Console.say("\(letters.chosen.count) removed")
            return .success
        },
    ]

    private static func deadLetter(
        _ action: String, about: String, settings: [Setting] = [],
        _ run: @escaping @Sendable (DeadLetters, Settings) async throws -> ExitStatus
    ) -> ProgramCommand {
        let changes = action == "replay" || action == "purge"
        let choice =
            [
                Setting("reason", "CODE", help: "only those with this reason"),
                Setting("key", "KEY", help: "only those first published with this key"),
            ] + (changes ? [.flag("all", help: "every one")] : [])
        return ProgramCommand(
            "dlq \(action)", words: "QUEUE", about: about,
            settings: WorkerSettings.broker.filter { $0.name.hasPrefix("amqp") } + choice + settings
        ) { given in
            guard given.words.count == 1 else { throw UsageError(nil, "name one queue, such as sensors.climate.dead") }
            if changes, !given.isOn("all"), given["reason"] == nil, given["key"] == nil {
                throw UsageError(nil, "say which: --reason CODE, --key KEY or --all")
            }
            let letters = try await DeadLetters(given)
            guard letters.isAttached else {
                Console.complain("error: \(given.words[0]) cannot be read: \(letters.trouble)")
                return .unavailable
            }
            // What was settled leaves with the end of the connection, whatever happened after it.
            let status: ExitStatus
            do {
                status = try await run(letters, given)
            } catch {
                await letters.close()
                throw error
            }
            await letters.close()
            return status
        }
    }
}
