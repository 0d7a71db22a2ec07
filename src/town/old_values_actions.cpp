#include "town/old_values_actions.h"

#include "intake/finding_store.h"
#include "intake/pocket_store.h"
#include "registry/old_values_actions.h"

namespace weige::town {
namespace {

constexpr int kRowsAtOnce = 500;

}  // namespace

Done seal_old_values(store::Database& database, Instant now) {
  const registry::OldTables others{
      {"pocket_line", [](store::Transaction& tx,
                         std::int64_t after) { return intake::seal_old_lines(tx, after, kRowsAtOnce); }},
      {"finding", [](store::Transaction& tx, std::int64_t after) {
         return intake::key_old_marks(tx, after, kRowsAtOnce);
       }}};
  return registry::seal_old_values(database, now, others);
}

}  // namespace weige::town
