#include "registry/search_store.h"

#include <array>
#include <vector>

namespace weige::registry {

namespace {

std::vector<store::Params> as_params(std::span<const SearchTerm> terms) {
  std::vector<store::Params> rows;
  rows.reserve(terms.size());
  for (const auto& term : terms) rows.push_back(store::params(term.term, code(term.kind), term.id));
  return rows;
}

}  // namespace

void insert_terms(store::Transaction& tx, std::span<const SearchTerm> terms) {
  static constexpr std::array<std::string_view, 3> kColumns{"term", "subject_kind", "subject_id"};
  if (!terms.empty()) tx.bulk_insert("search_term", kColumns, as_params(terms));
}

void add_terms(store::Transaction& tx, std::span<const SearchTerm> terms) {
  if (terms.empty()) return;
  tx.run_many(
      "INSERT INTO search_term (term, subject_kind, subject_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
      as_params(terms));
}

void delete_terms(store::Transaction& tx, std::span<const SearchTerm> terms) {
  for (const auto& term : terms)
    tx.exec("DELETE FROM search_term WHERE term = $1 AND subject_kind = $2 AND subject_id = $3", term.term,
            code(term.kind), term.id);
}

namespace {

// The first text behind all that begin with `beginning`: no UTF-8 text has a byte 0xFF, but PostgreSQL wants
// valid text, so U+10FFFF.
std::string end_of(const std::string& beginning) {
  return beginning + "\xF4\x8F\xBF\xBF";
}

std::string_view statement(RecordKind kind) {
  static const auto make = [](std::string_view table, std::string_view key) {
    return "SELECT t.term, t.subject_id FROM search_term t WHERE t.term >= $2 AND t.term < $3 AND (t.term, "
           "t.subject_id) > ($4, $5)"
           " AND t.subject_kind = $6 AND EXISTS (SELECT 1 FROM " +
           std::string(table) + " r JOIN post_scope s ON s.area_id = r.area_id WHERE r." + std::string(key) +
           " = t.subject_id AND s.post_id = $1 AND ($7 = 0 OR r.area_id = $7) LIMIT 1 OFFSET 0) ORDER BY "
           "t.term, t.subject_id "
           "LIMIT $8";
  };
  static const std::string person = make("person_area", "person_id"), address = make("address", "id"),
                           organisation = make("organisation", "id");
  return kind == RecordKind::person ? person : kind == RecordKind::address ? address : organisation;
}

}  // namespace

std::string_view name_field(RecordKind kind) {
  return kind == RecordKind::address ? "canonical" : "name";
}

namespace {

constexpr std::size_t kMostBeginnings = 3;

std::string_view in_scope(RecordKind kind) {
  if (kind == RecordKind::person)
    return " AND EXISTS (SELECT 1 FROM person_area pa JOIN post_scope s ON s.area_id = pa.area_id"
           " WHERE pa.person_id = r.id AND s.post_id = $1 AND ($2 = 0 OR pa.area_id = $2) LIMIT 1 OFFSET 0)";
  return " AND ($2 = 0 OR r.area_id = $2)"
         " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = r.area_id LIMIT 1 "
         "OFFSET 0)";
}

enum class Among { all, terms };

std::string sorted_statement(RecordKind kind, SortField by, Among among) {
  const std::string value = by == SortField::id     ? "CAST('' AS TEXT)"
                            : by == SortField::name ? "r." + std::string(name_field(kind))
                                                    : "r.confirmed_at";
  std::string sql = "SELECT " + value + ", r.id FROM " + std::string(code(kind)) +
                    " r WHERE r.state = 'current'" + std::string(in_scope(kind)) + " AND (" + value +
                    ", r.id) > ($3, $4)";
  if (by == SortField::id) sql += " AND r.id > $4";  // so that the primary key is walked
  if (among == Among::terms)
    sql +=
        " AND r.id IN (SELECT t.subject_id FROM search_term t WHERE t.subject_kind = $6 AND"
        " ((t.term >= $7 AND t.term < $8) OR (t.term >= $9 AND t.term < $10)"
        " OR (t.term >= $11 AND t.term < $12)))";
  return sql + " ORDER BY " + (by == SortField::id ? "" : value + ", ") + "r.id LIMIT $5";
}

constexpr std::array kFoundKinds{RecordKind::person, RecordKind::address, RecordKind::organisation};

const std::string& sorted_text(RecordKind kind, SortField by, Among among) {
  static const auto all = [] {
    std::array<std::array<std::array<std::string, 2>, 3>, kRecordKinds.size()> made;
    for (const auto each : kFoundKinds)
      for (const auto field : {SortField::id, SortField::name, SortField::confirmed_at})
        for (const auto source : {Among::all, Among::terms})
          made[static_cast<std::size_t>(each)][static_cast<std::size_t>(field)]
              [static_cast<std::size_t>(source)] = sorted_statement(each, field, source);
    return made;
  }();
  return all[static_cast<std::size_t>(kind)][static_cast<std::size_t>(by)][static_cast<std::size_t>(among)];
}

void add_ranges(store::Params& args, RecordKind kind, const std::vector<std::string>& beginnings) {
  args.emplace_back(std::string(code(kind)));
  for (std::size_t i = 0; i < kMostBeginnings; ++i) {
    const bool used = i < beginnings.size();
    args.emplace_back(used ? beginnings[i] : std::string("~"));
    args.emplace_back(used ? end_of(beginnings[i]) : std::string("~"));  // nothing lies between the two
  }
}

}  // namespace

std::vector<SortedRecord> find_sorted(store::Transaction& tx, const access::Scope& scope,
                                      const SortedQuery& query) {
  const auto among = query.beginnings.empty() ? Among::all : Among::terms;
  auto args = store::params(scope, query.area_id.value_or(0), query.after_value, query.after_id,
                            static_cast<std::int64_t>(query.limit));
  if (among == Among::terms) add_ranges(args, query.kind, query.beginnings);
  std::vector<SortedRecord> out;
  const auto cursor = tx.open(sorted_text(query.kind, query.by, among), args);
  while (const store::Row* row = cursor->next()) out.push_back({std::string(row->text(0)), row->int64(1)});
  return out;
}

std::vector<SearchTerm> find_addresses_below(store::Transaction& tx, const access::Scope& scope,
                                             const TermQuery& query) {
  return tx.all(
      "SELECT r.current_key, r.id FROM address r WHERE r.current_key >= $3 AND r.current_key < $4"
      " AND (r.current_key, r.id) > ($5, $6) AND ($2 = 0 OR r.area_id = $2)"
      " AND EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = r.area_id LIMIT 1 OFFSET "
      "0)"
      " ORDER BY r.current_key, r.id LIMIT $7",
      [&](const store::Row& row) {
        return SearchTerm{row.get<std::string>(0), query.kind, row.int64(1)};
      },
      scope, query.area_id.value_or(0), query.beginning, end_of(query.beginning),
      query.after_term.empty() ? query.beginning : query.after_term, query.after_id, query.limit);
}

std::vector<SearchTerm> find_terms(store::Transaction& tx, const access::Scope& scope,
                                   const TermQuery& query) {
  return tx.all(
      statement(query.kind),
      [&](const store::Row& row) {
        return SearchTerm{row.get<std::string>(0), query.kind, row.int64(1)};
      },
      scope, query.beginning, end_of(query.beginning),
      query.after_term.empty() ? query.beginning : query.after_term, query.after_id, code(query.kind),
      query.area_id.value_or(0), query.limit);
}

}  // namespace weige::registry
