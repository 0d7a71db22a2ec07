#include "store/database.h"

#include "store/postgres/postgres_database.h"
#include "store/sqlite/sqlite_database.h"

namespace weige::store {

Result<std::unique_ptr<Database>> Database::open(const std::string& url, DatabaseOptions options) {
  constexpr std::string_view sqlite_scheme = "sqlite:";
  if (url.starts_with(sqlite_scheme) && url.size() > sqlite_scheme.size())
    return sqlite::open_file(url.substr(sqlite_scheme.size()), options);
  if (url.starts_with("postgres://") || url.starts_with("postgresql://"))
    return postgres::open_url(url, options);
  // Only the scheme is told: an address may hold a password.
  return problem(ProblemCode::database_url).with("url", url.substr(0, url.find(':') + 1));
}

Result<std::unique_ptr<Database>> Database::open_to_read(const std::string& url) {
  constexpr std::string_view sqlite_scheme = "sqlite:";
  if (url.starts_with(sqlite_scheme) && url.size() > sqlite_scheme.size())
    return sqlite::open_file_to_read(url.substr(sqlite_scheme.size()));
  return open(url, {.readers = 2});
}

}  // namespace weige::store
