#include "support/current_state.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <vector>

#include "registry/record.h"

namespace weige::testing_support {
namespace {

// Of a column of text or of integers.
std::string shown(const store::Row& row, int column) {
  if (row.is_null(column)) return "";
  try {
    return std::string(row.text(column));
  } catch (const store::DatabaseError&) {
    return std::to_string(row.int64(column));
  }
}

std::string column_of(const registry::FieldSpec& field) {
  const auto name = '"' + std::string(field.name) + '"';
  return field.type == registry::FieldType::real ? "CAST(" + name + " AS TEXT)" : name;
}

}  // namespace

std::string current_state(store::Database& database) {
  static constexpr const char* kQueries[]{
      "SELECT 'premises', a.canonical, g.code, p.\"use\", p.owner_name, p.owner_phone, p.agent_name, "
      "p.agent_phone, p.headcount_limit"
      " FROM premises p JOIN address a ON a.id = p.address_id JOIN area own ON own.id = p.area_id JOIN area "
      "g ON g.id = CASE WHEN own.kind = 'grid' THEN own.parent_id ELSE own.id END WHERE p.state "
      "= 'current'"
      " ORDER BY a.canonical",
      "SELECT 'address', a.canonical, a.level, a.element, b.canonical, CAST(a.lng AS TEXT), CAST(a.lat AS "
      "TEXT), a.datum FROM address a LEFT JOIN address b ON b.id = a.parent_id"
      " WHERE a.state = 'current' ORDER BY a.canonical",
      "SELECT 'label', a.canonical, l.label FROM premises_label l JOIN premises p ON p.id = l.premises_id"
      " JOIN address a ON a.id = p.address_id WHERE l.open_key IS NOT NULL ORDER BY a.canonical, l.label",
      "SELECT 'resident', p.document_number, p.name, p.birth_date, p.document_type, p.sex, p.phone, "
      "p.registered_place, p.category, a.canonical,"
      " g.code, r.kind, r.relation, r.from_day FROM residence r JOIN person p ON p.id = r.person_id"
      " JOIN premises m ON m.id = r.premises_id JOIN address a ON a.id = m.address_id JOIN area g ON g.id = "
      "(SELECT CASE WHEN n.kind = 'grid' THEN n.parent_id ELSE n.id END FROM area n WHERE n.id = r.area_id)"
      " WHERE r.main_key IS NOT NULL ORDER BY p.document_number NULLS FIRST, p.name, p.birth_date, "
      "a.canonical",
      "SELECT 'organisation', o.name, o.credit_code, o.kind, o.contact_name, o.contact_phone, a.canonical, "
      "g.code FROM organisation o"
      " JOIN premises m ON m.id = o.premises_id JOIN address a ON a.id = m.address_id JOIN area g ON g.id = "
      "(SELECT CASE WHEN n.kind = 'grid' THEN n.parent_id ELSE n.id END FROM area n WHERE n.id = o.area_id)"
      " WHERE o.state = 'current' ORDER BY o.credit_code, o.name",
      "SELECT 'job', p.document_number, p.name, o.credit_code, e.job, e.from_day FROM employment e JOIN "
      "person p ON p.id = e.person_id"
      " JOIN organisation o ON o.id = e.organisation_id JOIN residence r ON r.main_key = p.id"
      " WHERE e.open_key IS NOT NULL ORDER BY p.document_number NULLS FIRST, p.name, o.credit_code"};
  return database.read([](store::Transaction& tx) {
    std::string out;
    for (const char* query : kQueries)
      tx.each(query, [&](const store::Row& row) {
        for (int column = 0; column < row.columns(); ++column) {
          out += '|';
          out += shown(row, column);
        }
        out += '\n';
      });
    return out;
  });
}

std::string difference(const std::string& one, const std::string& other) {
  const auto lines = [](const std::string& text) {
    std::multiset<std::string> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.insert(line);
    return out;
  };
  const auto left = lines(one), right = lines(other);
  std::vector<std::string> gone, come;
  std::ranges::set_difference(left, right, std::back_inserter(gone));
  std::ranges::set_difference(right, left, std::back_inserter(come));
  std::string out;
  constexpr std::size_t kShown = 12;
  for (std::size_t i = 0; i < std::min(kShown, gone.size()); ++i) out += "- " + gone[i] + "\n";
  for (std::size_t i = 0; i < std::min(kShown, come.size()); ++i) out += "+ " + come[i] + "\n";
  return out;
}

std::string live_records(store::Database& database) {
  return database.read([](store::Transaction& tx) {
    std::string out;
    for (const auto kind : registry::kRecordKinds) {
      std::string columns = "id, confirmed_at, provenance_id";
      for (const auto& field : registry::fields(kind)) columns += ", " + column_of(field);
      const auto state = 3 + static_cast<int>(registry::field_index(kind, "state"));
      tx.each("SELECT " + columns + " FROM " + std::string(registry::code(kind)) + " ORDER BY id",
              [&](const store::Row& row) {
                if (!registry::is_live(kind, row.text(state))) return;
                out += registry::code(kind);
                for (int column = 0; column < row.columns(); ++column) out += '|' + shown(row, column);
                out += '\n';
              });
    }
    return out;
  });
}

}  // namespace weige::testing_support
