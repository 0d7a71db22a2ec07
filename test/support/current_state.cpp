#include "support/current_state.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <sstream>
#include <vector>

#include "registry/record_store.h"

#define SEALED(kind, field, id) "'<:" kind ":" field ":' || " id " || ':>'"
#define DOCUMENT_NUMBER SEALED("person", "document_number", "p.id")
#define PHONE SEALED("person", "phone", "p.id")
#define OWNER_PHONE SEALED("premises", "owner_phone", "p.id")
#define AGENT_PHONE SEALED("premises", "agent_phone", "p.id")
#define CONTACT_PHONE SEALED("organisation", "contact_phone", "o.id")

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

// Numbers were not to be sorted by where they are sealed.
std::string sorted_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  std::ranges::sort(lines);
  std::string out;
  for (const auto& line : lines) out.append(line).append("\n");
  return out;
}

}  // namespace

std::string sealed_text(const std::string& kind, const std::string& field, const std::string& id) {
  return "'<:" + kind + ":" + field + ":' || " + id + " || ':>'";
}

std::string opened(store::Transaction& tx, const std::string& text) {
  registry::SealedFields sealed(tx);
  std::string out;
  std::size_t at = 0;
  for (std::size_t from; (from = text.find("<:", at)) != text.npos;) {
    out += text.substr(at, from - at);
    at = text.find(":>", from) + 2;
    const auto one = text.find(':', from + 2), two = text.find(':', one + 1);
    const auto kind = *registry::record_kind_of(text.substr(from + 2, one - from - 2));
    const auto field = text.substr(one + 1, two - one - 1);
    const auto id = std::stoll(text.substr(two + 1));
    const auto sql = "SELECT t." + field + "_sealed, " + registry::wrapped_key_column(kind, "t") + " FROM " +
                     std::string(code(kind)) + " t WHERE t.id = $1";
    tx.each(
        sql,
        [&](const store::Row& row) {
          out += sealed.open({kind, id}, field, row, 0, 1).value_or("");
        },
        id);
  }
  return out + text.substr(at);
}

std::string current_state(store::Database& database) {
  static constexpr const char* kQueries[]{
      "SELECT 'premises', a.canonical, g.code, p.\"use\", p.owner_name, " OWNER_PHONE
      ", p.agent_name, " AGENT_PHONE
      ", p.headcount_limit"
      " FROM premises p JOIN address a ON a.id = p.address_id JOIN area own ON own.id = p.area_id JOIN area "
      "g ON g.id = CASE WHEN own.kind = 'grid' THEN own.parent_id ELSE own.id END WHERE p.state "
      "= 'current'"
      " ORDER BY a.canonical",
      "SELECT 'address', a.canonical, a.level, a.element, b.canonical, CAST(a.lng AS TEXT), CAST(a.lat AS "
      "TEXT), a.datum FROM address a LEFT JOIN address b ON b.id = a.parent_id"
      " WHERE a.state = 'current' ORDER BY a.canonical",
      "SELECT 'label', a.canonical, l.label FROM premises_label l JOIN premises p ON p.id = l.premises_id"
      " JOIN address a ON a.id = p.address_id WHERE l.open_key IS NOT NULL ORDER BY a.canonical, l.label",
      "SELECT 'resident', " DOCUMENT_NUMBER ", p.name, p.birth_date, p.document_type, p.sex, " PHONE
      ", "
      "p.registered_place, p.category, a.canonical,"
      " g.code, r.kind, r.relation, r.from_day FROM residence r JOIN person p ON p.id = r.person_id"
      " JOIN premises m ON m.id = r.premises_id JOIN address a ON a.id = m.address_id JOIN area g ON g.id = "
      "(SELECT CASE WHEN n.kind = 'grid' THEN n.parent_id ELSE n.id END FROM area n WHERE n.id = r.area_id)"
      " WHERE r.main_key IS NOT NULL",
      "SELECT 'organisation', o.name, o.credit_code, o.kind, o.contact_name, " CONTACT_PHONE
      ", a.canonical, "
      "g.code FROM organisation o"
      " JOIN premises m ON m.id = o.premises_id JOIN address a ON a.id = m.address_id JOIN area g ON g.id = "
      "(SELECT CASE WHEN n.kind = 'grid' THEN n.parent_id ELSE n.id END FROM area n WHERE n.id = o.area_id)"
      " WHERE o.state = 'current' ORDER BY o.credit_code, o.name",
      "SELECT 'job', " DOCUMENT_NUMBER
      ", p.name, o.credit_code, e.job, e.from_day FROM employment e JOIN "
      "person p ON p.id = e.person_id"
      " JOIN organisation o ON o.id = e.organisation_id JOIN residence r ON r.main_key = p.id"
      " WHERE e.open_key IS NOT NULL"};
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
    return sorted_lines(opened(tx, out));
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
    registry::SealedFields sealed(tx);
    std::string out;
    for (const auto kind : registry::kRecordKinds)
      tx.each("SELECT " + std::string(registry::record_columns(kind)) + " FROM " +
                  std::string(registry::code(kind)) + " t ORDER BY t.id",
              [&](const store::Row& row) {
                const auto record = registry::read_record(sealed, kind, row);
                if (!registry::is_live(kind, record.text("state"))) return;
                out.append(registry::code(kind)).append("|").append(std::to_string(record.id));
                out.append("|").append(to_iso(record.confirmed_at));
                out.append("|").append(std::to_string(record.provenance_id));
                for (const auto& value : record.values) out.append("|").append(value.value_or(""));
                out += '\n';
              });
    return out;
  });
}

}  // namespace weige::testing_support
