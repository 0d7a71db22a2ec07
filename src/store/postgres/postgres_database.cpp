#include "store/postgres/postgres_database.h"

namespace weige::store::postgres {

Result<std::unique_ptr<Database>> open_url(const std::string&, const DatabaseOptions&) {
  return problem(ProblemCode::database_unreachable).with("reason", "PostgreSQL is not built in yet");
}

}  // namespace weige::store::postgres
