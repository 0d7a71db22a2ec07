#include "store/sqlite/errors.h"

#include <string>

namespace weige::store::sqlite {

Failure failure_of(int extended_code) {
  switch (extended_code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return Failure::unique;
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return Failure::foreign_key;
    default:
      break;
  }
  switch (extended_code & 0xff) {
    case SQLITE_CONSTRAINT:
      return Failure::check;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return Failure::busy;
    case SQLITE_FULL:
      return Failure::disk_full;
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
    case SQLITE_NOMEM:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_PROTOCOL:
      return Failure::unavailable;
    default:
      return Failure::bug;
  }
}

void raise(sqlite3* connection, const char* doing) {
  const int code = sqlite3_extended_errcode(connection);
  throw DatabaseError(failure_of(code), std::string(doing) + ": " + sqlite3_errmsg(connection) + " (" +
                                            std::to_string(code) + ")");
}

void check(sqlite3* connection, int code, const char* doing) {
  if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE) raise(connection, doing);
}

}  // namespace weige::store::sqlite
