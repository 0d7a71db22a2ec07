#include "registry/export_store.h"

#include <array>
#include <charconv>
#include <map>

#include "registry/sealed_field_store.h"

namespace weige::registry {
namespace {

using store::Row;
using store::Transaction;

#define IN_SCOPE(table) \
  "EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = " table ".area_id)"
// $2 is the area asked for, 0 = all.
#define IN_AREA                                                                                     \
  "($2 = 0 OR EXISTS (SELECT 1 FROM area_closure k WHERE k.ancestor_id = $2 AND k.descendant_id = " \
  "t.area_id))"
#define COMMITTEE                                                                                         \
  "LEFT JOIN area c ON c.id = (SELECT CASE WHEN grid.kind = 'grid' THEN grid.parent_id ELSE grid.id END " \
  "FROM area grid WHERE grid.id = t.area_id) AND c.kind = 'committee' "

#define RESIDENTS_WHERE " WHERE t.state NOT IN ('cancelled', 'undone') AND " IN_SCOPE("t") " AND " IN_AREA
#define ORGANISATIONS_WHERE " WHERE t.state = 'current' AND " IN_SCOPE("t") " AND " IN_AREA
// Roads belong to the town and come with what stands on them.
#define ADDRESSES_WHERE                                                                                  \
  " WHERE t.state = 'current' AND " IN_SCOPE(                                                            \
      "t") " AND " IN_AREA                                                                               \
           " AND (m.id IS NOT NULL OR (c.id IS NOT NULL AND (t.lng IS NOT NULL OR NOT EXISTS (SELECT 1 " \
           "FROM "                                                                                       \
           "address b WHERE b.parent_id = t.id AND b.state = 'current'))))"
#define ADDRESSES_FROM                                                                                \
  "FROM address t LEFT JOIN premises m ON m.address_id = t.id AND m.state = 'current' AND " IN_SCOPE( \
      "m") " " COMMITTEE
#define PAGE " AND t.id > $3 ORDER BY t.id LIMIT $4"

// The last column: the key with which the numbers of the row's subject open.
#define KEY_OF(kind, id) \
  "(SELECT k.wrapped FROM data_key k WHERE k.owner_kind = '" kind "' AND k.owner_id = " id ")"

constexpr std::string_view kResidentsQuery =
    "SELECT t.id, p.id, p.name, p.document_type, p.document_number_sealed, p.sex, p.birth_date, "
    "p.phone_sealed, "
    "p.registered_place, p.category, a.canonical, c.name, m.\"use\", t.kind, t.relation, t.from_day, t.to_day, "
    "o.credit_code, e.job, e.from_day, " KEY_OF("person", "p.id") " "
    "FROM residence t JOIN person p ON p.id = t.person_id JOIN premises m ON m.id = t.premises_id "
    "JOIN address a ON a.id = m.address_id " COMMITTEE
    "LEFT JOIN employment e ON e.id = (SELECT MIN(w.id) FROM employment w WHERE w.person_id = p.id AND "
    "w.state = 'current' AND w.to_day IS NULL AND " IN_SCOPE("w") ") "
    "LEFT JOIN organisation o ON o.id = e.organisation_id AND " IN_SCOPE("o") RESIDENTS_WHERE PAGE;

constexpr std::string_view kAddressesQuery =
    "SELECT t.id, m.id, t.canonical, c.name, m.\"use\", NULL, m.owner_name, m.owner_phone_sealed, "
    "m.agent_name, m.agent_phone_sealed, m.headcount_limit, t.lng, t.lat, t.datum, " KEY_OF(
        "premises", "m.id") " " ADDRESSES_FROM ADDRESSES_WHERE PAGE;

constexpr std::string_view kOrganisationsQuery =
    "SELECT t.id, t.id, t.name, t.credit_code, t.kind, t.contact_name, t.contact_phone_sealed, a.canonical, "
    "c.name, m.\"use\", " KEY_OF("organisation", "t.id") " FROM organisation t LEFT JOIN premises m ON m.id = t.premises_id AND " IN_SCOPE(
        "m") " LEFT JOIN address a ON a.id = m.address_id " COMMITTEE ORGANISATIONS_WHERE PAGE;

constexpr std::string_view kCountResidents = "SELECT COUNT(*) FROM residence t" RESIDENTS_WHERE;
constexpr std::string_view kCountAddresses = "SELECT COUNT(*) " ADDRESSES_FROM ADDRESSES_WHERE;
constexpr std::string_view kCountOrganisations = "SELECT COUNT(*) FROM organisation t" ORGANISATIONS_WHERE;

// The labels of the premises on a page, by premises: read in one go for the range of its addresses.
constexpr std::string_view kLabels =
    "SELECT l.premises_id, l.label FROM premises_label l JOIN premises m ON m.id = l.premises_id "
    "WHERE m.address_id > $2 AND m.address_id <= $3 AND l.state = 'current' AND l.to_day IS NULL "
    "AND " IN_SCOPE("l") " ORDER BY l.premises_id, l.label";

Text read_cell(const ExportColumn& column, const Row& row, int at) {
  if (row.is_null(at)) return std::nullopt;
  if (column.shape == CellShape::integer) return std::to_string(row.int64(at));
  if (column.shape != CellShape::real) return std::string(row.text(at));
  std::array<char, 32> buffer;
  return std::string(buffer.data(),
                     std::to_chars(buffer.data(), buffer.data() + buffer.size(), row.real(at)).ptr);
}

RecordKind record_of_row(TownFile kind) {
  if (kind == TownFile::residents) return RecordKind::person;
  return kind == TownFile::organisations ? RecordKind::organisation : RecordKind::premises;
}

ExportRow read_row(SealedFields& sealed, TownFile kind, const Row& row) {
  ExportRow out{.id = row.int64(0), .subject = row.get<std::optional<std::int64_t>>(1)};
  const auto columns = export_columns(kind);
  const auto subject = record_of_row(kind);
  const int key = 2 + static_cast<int>(columns.size());
  int at = 2;
  for (const auto& column : columns) {
    out.values.push_back(is_sealed_field(subject, column.field)
                             ? sealed.open({subject, out.subject.value_or(0)}, column.field, row, at, key)
                             : read_cell(column, row, at));
    ++at;
  }
  return out;
}

std::string_view page_statement(TownFile kind) {
  if (kind == TownFile::residents) return kResidentsQuery;
  return kind == TownFile::organisations ? kOrganisationsQuery : kAddressesQuery;
}

std::string_view count_statement(TownFile kind) {
  if (kind == TownFile::residents) return kCountResidents;
  return kind == TownFile::organisations ? kCountOrganisations : kCountAddresses;
}

std::size_t labels_position() {
  const auto columns = export_columns(TownFile::addresses);
  std::size_t at = 0;
  while (columns[at].field != "labels") ++at;
  return at;
}

void add_labels(Transaction& tx, const access::Scope& scope, std::int64_t after,
                std::vector<ExportRow>& rows) {
  std::map<std::int64_t, std::string> labels;
  tx.each(
      kLabels,
      [&](const Row& row) {
        auto& codes = labels[row.int64(0)];
        codes.append(codes.empty() ? "" : ",").append(row.text(1));
      },
      scope, after, rows.back().id);
  const auto at = labels_position();
  for (auto& row : rows)
    if (row.subject)
      if (const auto found = labels.find(*row.subject); found != labels.end()) row.values[at] = found->second;
}

std::int64_t area_value(const ExportPage& page) {
  return page.area ? page.area->value : 0;
}

}  // namespace

std::vector<ExportRow> export_page(Transaction& tx, const access::Scope& scope, const ExportPage& page) {
  SealedFields sealed(tx);
  auto rows = tx.all(
      page_statement(page.kind), [&](const Row& row) { return read_row(sealed, page.kind, row); }, scope,
      area_value(page), page.after, page.limit);
  if (page.kind == TownFile::addresses && !rows.empty()) add_labels(tx, scope, page.after, rows);
  return rows;
}

std::int64_t count_for_export(Transaction& tx, const access::Scope& scope, const ExportPage& page) {
  return tx.scalar<std::int64_t>(count_statement(page.kind), scope, area_value(page));
}

}  // namespace weige::registry
