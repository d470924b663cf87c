/// Reads what a history holds, while workers may be writing it.
package final class HistoryReader {
    /// A series by its name for people.
    package struct Entry: Sendable, Equatable {
        package let measurement: String
        package let device: String
        package let field: String
        /// Tags beside the device that tell series apart: `endpoint=left`.
        package let rest: String
        let id: Int64

        /// `kitchen/th.temperature`
        package var name: String { "\(device).\(field)" + (rest.isEmpty ? "" : " (\(rest))") }
    }

    private let connection: SQLiteConnection

    package init(_ path: String) throws(SQLiteError) { connection = try SQLiteConnection(path, isWritten: false) }

    /// All series, by name.
    package func entries() throws(SQLiteError) -> [Entry] {
        var entries: [Entry] = []
        try connection.prepare("SELECT id, measurement, tags, field FROM series").run([]) { row in
            guard case .integer(let id) = row[0], case .text(let measurement) = row[1], case .text(let tags) = row[2],
                case .text(let field) = row[3], let document = try? JSONDocument(Array(tags.utf8))
            else { return }
            let members = document.root.members.compactMap { member in member.value.string.map { (name: member.key, value: $0) } }
            let device = members.first { $0.name == "device" }?.value ?? measurement
            // A tag that repeats the device's name (the entity of a device that has one) tells nothing apart.
            let rest = members.filter { !["device", "area", "source"].contains($0.name) && $0.value != device }
                .map { "\($0.name)=\($0.value)" }
            entries.append(Entry(measurement: measurement, device: device, field: field, rest: rest.joined(separator: " "), id: id))
        }
        return entries.sorted { ($0.name, $0.measurement) < ($1.name, $1.measurement) }
    }

    /// The numbers of a series in a span of time, oldest first.
    package func samples(of entry: Entry, from start: Instant, to end: Instant) throws(SQLiteError) -> [(time: Instant, value: Double)] {
        var samples: [(time: Instant, value: Double)] = []
        let statement = try connection.prepare("SELECT time, value FROM sample WHERE series = ? AND time BETWEEN ? AND ? ORDER BY time")
        try statement.run([.integer(entry.id), .integer(start.nanoseconds), .integer(end.nanoseconds)]) { row in
            guard case .integer(let time) = row[0] else { return }
            switch row[1] {
            case .double(let value): samples.append((Instant(nanoseconds: time), value))
            case .integer(let value): samples.append((Instant(nanoseconds: time), Double(value)))
            default: return
            }
        }
        return samples
    }
}
