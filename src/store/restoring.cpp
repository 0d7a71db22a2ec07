#include "store/restoring.h"

#include "store/migrations.h"
#include "store/schema_tables.h"

namespace weige::store {
namespace {

constexpr std::string_view kMark = "restore_unfinished";
constexpr std::string_view kCreateMark =
    "CREATE TABLE restore_unfinished (backup TEXT PRIMARY KEY, loaded INTEGER NOT NULL) STRICT";
constexpr std::string_view kPostgresKeys =
    "SELECT c.conrelid::regclass::text, quote_ident(c.conname::text), pg_get_constraintdef(c.oid)"
    " FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace AND n.nspname = current_schema()"
    " WHERE c.contype = 'f' ORDER BY c.oid";

}  // namespace

std::optional<UnfinishedRestore> unfinished_restore(Transaction& tx) {
  if (!has_table(tx, kMark)) return std::nullopt;
  return tx
      .first("SELECT backup, loaded FROM restore_unfinished",
             [](const Row& row) {
               return UnfinishedRestore{row.get<std::string>(0), row.get<bool>(1)};
             })
      .value_or(UnfinishedRestore{});
}

void begin_restore(Transaction& tx, std::string_view backup) {
  tx.script(tx.engine() == Engine::sqlite ? std::string(kCreateMark) : to_postgres(kCreateMark));
  tx.exec("INSERT INTO restore_unfinished (backup, loaded) VALUES ($1, 0)", backup);
}

void mark_restore_loaded(Transaction& tx) {
  tx.exec("UPDATE restore_unfinished SET loaded = 1");
}

void end_restore(Transaction& tx) {
  tx.script("DROP TABLE restore_unfinished");
}

ForeignKeysLater::ForeignKeysLater(Transaction& tx) : tx_(tx) {
  if (tx.engine() == Engine::sqlite) {
    tx.script("PRAGMA defer_foreign_keys = ON");  // until the transaction ends
    return;
  }
  tx.each(kPostgresKeys, [&](const Row& row) {
    dropped_.push_back({row.get<std::string>(0), row.get<std::string>(1), row.get<std::string>(2)});
  });
  for (const auto& key : dropped_) tx.script("ALTER TABLE " + key.table + " DROP CONSTRAINT " + key.name);
}

void ForeignKeysLater::check() {
  for (const auto& key : dropped_)
    tx_.script("ALTER TABLE " + key.table + " ADD CONSTRAINT " + key.name + " " + key.definition);
  dropped_.clear();
}

void skip_ids(Transaction& tx, std::int64_t count) {
  tx.exec("UPDATE id_block SET next = next + $1", count);
}

}  // namespace weige::store
