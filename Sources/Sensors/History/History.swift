/// A file of time series: each field of each series is a column of samples, found by its time.
final class History {
    /// One column of samples.
    struct Series: Hashable {
        let measurement: String
        let tags: [Tag]
        let field: String
    }

    private let connection: SQLiteConnection
    private let insert: SQLiteStatement
    private let find: SQLiteStatement
    private let add: SQLiteStatement
    private var known: [Series: Int64] = [:]
    /// Series that are remembered; beyond that they are looked up.
    private static let cacheLimit = 20_000

    /// Opens a history to write, and makes it when it is missing.
    ///
    /// What is committed survives a power cut (`synchronous = FULL`): an acknowledged message is not lost. The write-ahead log lets
    /// charts read meanwhile.
    init(_ path: String) throws(SQLiteError) {
        connection = try SQLiteConnection(path, isWritten: true)
        try connection.runPatiently("PRAGMA journal_mode = WAL")
        try connection.run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
        // Where the tables are there, this only reads.
        try connection.runPatiently(Self.schema)
        insert = try connection.prepare("INSERT OR REPLACE INTO sample (series, time, value) VALUES (?, ?, ?)")
        find = try connection.prepare("SELECT id FROM series WHERE measurement = ? AND tags = ? AND field = ?")
        add = try connection.prepare("INSERT OR IGNORE INTO series (measurement, tags, field) VALUES (?, ?, ?)")
    }

    static let schema = """
        CREATE TABLE IF NOT EXISTS series (
            id INTEGER PRIMARY KEY, measurement TEXT NOT NULL, tags TEXT NOT NULL, field TEXT NOT NULL,
            UNIQUE (measurement, tags, field));
        CREATE TABLE IF NOT EXISTS sample (
            series INTEGER NOT NULL REFERENCES series (id), time INTEGER NOT NULL, value NOT NULL,
            PRIMARY KEY (series, time)) WITHOUT ROWID;
        """

    /// Stores points, all or none. The same points again change nothing.
    func store(_ points: ArraySlice<Point>) throws(SQLiteError) {
        try connection.run("BEGIN IMMEDIATE")
        do {
            for point in points { try store(point) }
            try connection.run("COMMIT")
        } catch {
            // A full disk may have rolled it back already.
            try? connection.run("ROLLBACK")
            known = [:]
            throw error
        }
    }

    private func store(_ point: Point) throws(SQLiteError) {
        for field in point.fields {
            let id = try id(of: Series(measurement: point.measurement, tags: point.tags, field: field.name))
            try insert.run([.integer(id), .integer(point.time.nanoseconds), field.value.inHistory])
        }
    }

    private func id(of series: Series) throws(SQLiteError) -> Int64 {
        if let id = known[series] { return id }
        let key: [SQLiteStatement.Value] = [.text(series.measurement), .text(series.tagText), .text(series.field)]
        try add.run(key)
        var id: Int64 = 0
        try find.run(key) { if case .integer(let found) = $0[0] { id = found } }
        if known.count >= Self.cacheLimit { known = [:] }
        known[series] = id
        return id
    }

    /// Removes samples before a moment.
    func forget(before moment: Instant) throws(SQLiteError) {
        // By series, for that is how samples are found.
        try connection.run(
            "DELETE FROM sample WHERE (series, time) IN (SELECT s.series, s.time FROM series r JOIN sample s ON s.series = r.id "
                + "AND s.time < \(moment.nanoseconds))")
    }
}

extension History.Series {
    /// The tags as a JSON object, names sorted: `{"area":"kitchen","device":"kitchen/th"}`.
    var tagText: String {
        var bytes: [UInt8] = [UInt8(ascii: "{")]
        for (position, tag) in tags.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: ",")) }
            JSONWriting.string(tag.name, into: &bytes)
            bytes.append(UInt8(ascii: ":"))
            JSONWriting.string(tag.value, into: &bytes)
        }
        return String(decoding: bytes, as: UTF8.self) + "}"
    }
}

extension FieldValue {
    /// As SQLite keeps it: numbers as numbers, states as 0 and 1, texts as texts.
    fileprivate var inHistory: SQLiteStatement.Value {
        switch self {
        case .double(let number): .double(number)
        case .integer(let number): .integer(number)
        case .unsigned(let number): Int64(exactly: number).map { .integer($0) } ?? .double(Double(number))
        case .boolean(let state): .integer(state ? 1 : 0)
        case .text(let text): .text(text)
        }
    }
}
