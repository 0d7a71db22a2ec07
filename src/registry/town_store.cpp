#include "registry/town_store.h"

#include "access/ids.h"

namespace weige::registry {

std::string town_text(store::Transaction& tx) {
  return tx
      .first(
          "SELECT address_text FROM town WHERE area_id = $1",
          [](const store::Row& row) { return row.get<std::string>(0); }, access::kTown)
      .value_or("");
}

access::Change put_town_text(store::Transaction& tx, std::string_view text) {
  if (tx.exec("UPDATE town SET address_text = $2 WHERE area_id = $1", access::kTown, text) == 0)
    tx.exec("INSERT INTO town (area_id, address_text) VALUES ($1, $2)", access::kTown, text);
  return access::Change::of(kTownSubject, access::kTown, "fields=address_text");
}

}  // namespace weige::registry
