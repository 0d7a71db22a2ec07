// What SQLite reports, as DatabaseError. Messages name the statement's fault, never a bound value.
#pragma once

#include <sqlite3.h>

#include "store/database.h"

namespace weige::store::sqlite {

// Extended result code to kind of failure.
Failure failure_of(int extended_code);
// The error of the connection's last call, with `doing` in front.
[[noreturn]] void raise(sqlite3* connection, const char* doing);
// Raises unless code is SQLITE_OK, SQLITE_ROW or SQLITE_DONE.
void check(sqlite3* connection, int code, const char* doing);

}  // namespace weige::store::sqlite
