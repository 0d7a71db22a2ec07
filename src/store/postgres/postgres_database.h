// The PostgreSQL engine: a pool of connections over libpq. Many instances may work on one database.
#pragma once

#include "store/database.h"

namespace weige::store::postgres {

// url: postgres://... with libpq's parameters. Problem: database_unreachable.
Result<std::unique_ptr<Database>> open_url(const std::string& url, const DatabaseOptions& options);

}  // namespace weige::store::postgres
