// What PostgreSQL reports, as DatabaseError. Only the primary message is kept: the detail of a violation
// holds the values of the row.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string_view>

#include "store/database.h"

namespace weige::store::postgres {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, ClearResult>;

Failure failure_of(std::string_view sqlstate);
[[noreturn]] void raise(PGconn* connection, const PGresult* result, const char* doing);
// Raises unless the result is of a statement that went well.
void check(PGconn* connection, const PGresult* result, const char* doing);

}  // namespace weige::store::postgres
