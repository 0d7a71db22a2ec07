// cursor and limit of a list's query, as text cursors are read.
#pragma once

#include <string>

#include "http/message.h"

namespace weige::http {

struct ListQuery {
  std::string cursor = {};
  std::size_t limit = 50;
};
// Problem: bad_number (limit, 1 to 500).
inline Result<ListQuery> list_query(const Request& request) {
  ListQuery out;
  if (const auto cursor = request.query.find("cursor")) out.cursor = *cursor;
  WEIGE_TRY(const auto limit, request.query_number("limit", 1, 500));
  if (limit) out.limit = static_cast<std::size_t>(*limit);
  return out;
}

}  // namespace weige::http
