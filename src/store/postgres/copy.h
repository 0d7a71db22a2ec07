// COPY FROM STDIN in text form: some five times faster than pipelined inserts.
#pragma once

#include <span>
#include <string_view>

#include "store/postgres/errors.h"

namespace weige::store::postgres {

// Throws DatabaseError; the transaction has then failed. Names are literals of the calling code.
void copy_in(PGconn* connection, std::string_view table, std::span<const std::string_view> columns,
             std::span<const Params> rows);

}  // namespace weige::store::postgres
