#include "http/readiness_store.h"

#include "store/migrations.h"

namespace weige::http {

bool is_migrated(store::Transaction& tx) {
  const auto applied = tx.scalar<std::int64_t>("SELECT count(*) FROM schema_migration");
  return applied >= static_cast<std::int64_t>(store::built_in_migrations().size());
}

}  // namespace weige::http
