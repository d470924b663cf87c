#include <sqlite3.h>

/// SQLITE_TRANSIENT is a cast that Swift cannot see: the text is copied before this returns.
static inline int skep_sqlite_bind_text(sqlite3_stmt *statement, int place, const char *text, int length) {
    return sqlite3_bind_text(statement, place, text, length, SQLITE_TRANSIENT);
}
