#include "registry/address_store.h"

#include <algorithm>

namespace weige::registry {

using store::Row;
using store::Transaction;

access::Change insert_alias(Transaction& tx, std::int64_t address_id, std::string_view canonical) {
  tx.exec(
      "INSERT INTO address_alias (canonical, address_id) VALUES ($1, $2) ON CONFLICT (canonical, address_id) "
      "DO NOTHING",
      canonical, address_id);
  return access::Change::of(access::SubjectKind{"address"}, address_id, "alias");
}

std::vector<std::string> aliases_of(Transaction& tx, std::int64_t address_id) {
  return tx.all(
      "SELECT a.canonical FROM address_alias a JOIN address t ON t.id = a.address_id"
      " WHERE t.id = $1 AND a.canonical <> t.canonical ORDER BY a.canonical",
      [](const Row& row) { return row.get<std::string>(0); }, address_id);
}

std::optional<std::int64_t> address_by_alias(Transaction& tx, const access::Scope& scope,
                                             std::string_view canonical) {
  return tx.first(
      "SELECT t.id FROM address_alias a JOIN address t ON t.id = a.address_id"
      " WHERE a.canonical = $2 AND t.state = 'current'"
      " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id LIMIT 1 OFFSET "
      "0) ORDER BY t.id",
      [](const Row& row) { return row.int64(0); }, scope, canonical);
}

std::vector<std::pair<std::string, std::int64_t>> addresses_by_alias(
    Transaction& tx, const access::Scope& scope, const std::vector<std::string>& canonicals) {
  constexpr std::size_t kBatch = 32;
  static const std::string sql = [] {
    std::string text =
        "SELECT a.canonical, t.id FROM address_alias a JOIN address t ON t.id = a.address_id WHERE "
        "a.canonical IN ($2";
    for (std::size_t i = 1; i < kBatch; ++i) text += ", $" + std::to_string(i + 2);
    return text +
           ") AND t.state = 'current' AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND "
           "s.area_id = t.area_id LIMIT 1 OFFSET 0) ORDER BY a.canonical, "
           "t.id DESC";
  }();
  std::vector<std::pair<std::string, std::int64_t>> out;
  for (std::size_t first = 0; first < canonicals.size(); first += kBatch) {
    store::Params args{to_value(scope)};
    for (std::size_t i = first; i < first + kBatch; ++i)
      args.push_back(canonicals[std::min(i, canonicals.size() - 1)]);
    const auto cursor = tx.open(sql, args);
    while (const Row* row = cursor->next()) out.emplace_back(row->get<std::string>(0), row->int64(1));
  }
  return out;
}

}  // namespace weige::registry
