import CSQLite

/// A database could not do what it was told.
package struct SQLiteError: Error, Hashable, Sendable, CustomStringConvertible {
    /// SQLite's extended result code.
    package let code: Int32
    /// SQLite's words, for people only.
    package let text: String

    package var description: String { "\(text) (sqlite \(code))" }

    /// Whether somebody else is at the file; the lower byte of an extended code is the plain one.
    fileprivate var isBusy: Bool { code & 0xFF == SQLITE_BUSY }
}

/// One connection to a database file; stays with whoever opened it, for SQLite is told not to lock for threads.
final class SQLiteConnection {
    private let handle: OpaquePointer
    /// How long others who use the file are waited for.
    private static let patience = Duration.seconds(5)

    /// Opens a file; one that is written is made when it is missing.
    init(_ path: String, isWritten: Bool) throws(SQLiteError) {
        var opened: OpaquePointer?
        let flags = (isWritten ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX
        let status = sqlite3_open_v2(path, &opened, flags, nil)
        guard let opened else { throw SQLiteError(code: status, text: "out of memory") }
        guard status == SQLITE_OK else {
            let error = SQLiteError(code: status, text: String(cString: sqlite3_errmsg(opened)))
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        sqlite3_extended_result_codes(handle, 1)
        // Other workers and charts use the same file.
        sqlite3_busy_timeout(handle, Int32(Self.patience.inSeconds * 1000))
    }

    // A statement that is still alive keeps the connection until its own end.
    deinit { sqlite3_close_v2(handle) }

    /// Runs statements without values.
    func run(_ text: String) throws(SQLiteError) {
        guard sqlite3_exec(handle, text, nil, nil, nil) == SQLITE_OK else { throw failure }
    }

    /// Runs statements that can be repeated, and for which SQLite does not wait for others by itself: those that change how a file is written,
    /// or find out in their middle that they have to write.
    func runPatiently(_ text: String) throws(SQLiteError) {
        let end = ContinuousClock.now + Self.patience
        while true {
            do throws(SQLiteError) {
                return try run(text)
            } catch {
                guard error.isBusy, ContinuousClock.now < end else { throw error }
                sqlite3_sleep(10)
            }
        }
    }

    /// A statement to be run again and again.
    func prepare(_ text: String) throws(SQLiteError) -> SQLiteStatement {
        var statement: OpaquePointer?
        guard sqlite3_prepare_v3(handle, text, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil) == SQLITE_OK, let statement else {
            throw failure
        }
        return SQLiteStatement(statement, of: handle)
    }

    private var failure: SQLiteError { SQLiteError(code: sqlite3_extended_errcode(handle), text: String(cString: sqlite3_errmsg(handle))) }
}

/// A prepared statement. Values and columns are counted from zero.
final class SQLiteStatement {
    private let statement: OpaquePointer
    private let connection: OpaquePointer

    fileprivate init(_ statement: OpaquePointer, of connection: OpaquePointer) {
        self.statement = statement
        self.connection = connection
    }

    deinit { sqlite3_finalize(statement) }

    /// A value of a statement or of a row.
    enum Value: Equatable {
        case integer(Int64)
        case double(Double)
        case text(String)
        case null
    }

    /// Runs it to its end with these values and hands over each row.
    func run(_ values: [Value], row: (SQLiteStatement) -> Void = { _ in }) throws(SQLiteError) {
        defer { sqlite3_reset(statement) }
        for (place, value) in values.enumerated() { bind(value, Int32(place) + 1) }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: row(self)
            case SQLITE_DONE: return
            default: throw SQLiteError(code: sqlite3_extended_errcode(connection), text: String(cString: sqlite3_errmsg(connection)))
            }
        }
    }

    private func bind(_ value: Value, _ place: Int32) {
        switch value {
        case .integer(let number): sqlite3_bind_int64(statement, place, number)
        case .double(let number): sqlite3_bind_double(statement, place, number)
        case .text(let text): skep_sqlite_bind_text(statement, place, text, Int32(clamping: text.utf8.count))
        case .null: sqlite3_bind_null(statement, place)
        }
    }

    /// A column of the present row.
    subscript(column: Int) -> Value {
        switch sqlite3_column_type(statement, Int32(column)) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, Int32(column)))
        case SQLITE_FLOAT: return .double(sqlite3_column_double(statement, Int32(column)))
        case SQLITE_TEXT:
            guard let text = sqlite3_column_text(statement, Int32(column)) else { return .null }
            let length = Int(sqlite3_column_bytes(statement, Int32(column)))
            return .text(String(decoding: UnsafeBufferPointer(start: text, count: length), as: UTF8.self))
        default: return .null
        }
    }
}
