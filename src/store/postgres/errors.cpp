#include "store/postgres/errors.h"

#include <string>

namespace weige::store::postgres {

// PostgreSQL 15, appendix A.
Failure failure_of(std::string_view sqlstate) {
  if (sqlstate == "23505") return Failure::unique;
  if (sqlstate == "23503") return Failure::foreign_key;
  if (sqlstate.starts_with("23")) return Failure::check;
  if (sqlstate == "40001" || sqlstate == "40P01") return Failure::serialization;
  if (sqlstate == "55P03") return Failure::busy;
  if (sqlstate == "53100") return Failure::disk_full;
  constexpr std::string_view unavailable[] = {"08", "53", "57", "58", "XX", "F0"};
  for (const auto& prefix : unavailable)
    if (sqlstate.starts_with(prefix)) return Failure::unavailable;
  return Failure::bug;
}

void raise(PGconn* connection, const PGresult* result, const char* doing) {
  const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
  const char* message = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
  if (!state || PQstatus(connection) == CONNECTION_BAD)
    throw DatabaseError(Failure::unavailable,
                        std::string(doing) + ": " + (message ? message : PQerrorMessage(connection)));
  throw DatabaseError(failure_of(state),
                      std::string(doing) + ": " + (message ? message : "") + " (" + state + ")");
}

void check(PGconn* connection, const PGresult* result, const char* doing) {
  const auto status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_SINGLE_TUPLE)
    raise(connection, result, doing);
}

}  // namespace weige::store::postgres
