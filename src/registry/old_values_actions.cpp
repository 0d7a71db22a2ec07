#include "registry/old_values_actions.h"

#include <algorithm>

#include "access/actor.h"
#include "access/audit.h"
#include "registry/old_values_store.h"

namespace weige::registry {
namespace {

using store::Transaction;

constexpr access::AuditAction kRegisterSealed{"register.sealed"};
Result<bool> seal_next(Transaction& tx, const std::string& name, const OldTables& others) {
  for (auto& table : unsealed_tables(tx)) {
    if (table.name != name) continue;
    const auto other = others.find(name);
    const auto last = other == others.end() ? seal_more(tx, table) : other->second(tx, table.after);
    if (last == 0) return false;
    table.after = last;
    note_sealed(tx, table);
    return true;
  }
  return false;
}

Done seal_all(store::Database& database, Instant now, const OldTables& others) {
  const auto tables = [&] { return database.read([](Transaction& tx) { return unsealed_tables(tx); }); };
  const auto begun = tables();
  if (begun.empty()) return done();
  for (const auto& table : begun)
    for (bool more = true; more;) {
      WEIGE_TRY(more, database.write([&](Transaction& tx) { return seal_next(tx, table.name, others); }));
    }
  const auto ended = tables();
  const bool had_any = std::ranges::any_of(ended, [](const UnsealedTable& each) { return each.after != 0; });
  if (had_any) database.rewrite();
  return database.write([&](Transaction& tx) -> Done {
    auto receipt = forget_unsealed_tables(tx);
    if (had_any)
      access::audit_change(tx, now, access::Actor::system(tx, now, access::SystemReason::maintenance),
                           kRegisterSealed, std::move(receipt));
    return done();
  });
}

}  // namespace

Done seal_old_values(store::Database& database, Instant now, const OldTables& others) {
  return database.alone([&] { return seal_all(database, now, others); });
}

}  // namespace weige::registry
