#include "intake/finding_store.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "registry/by_id_store.h"

#include "registry/sealed_field_store.h"

namespace weige::intake {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

// What was applied and has been undone since waits again.
constexpr std::string_view kState =
    "CASE WHEN t.state = 'applied' AND EXISTS (SELECT 1 FROM operation o WHERE o.id = t.operation_id AND "
    "o.undone_by_operation_id IS NOT NULL) THEN 'open' ELSE t.state END";

std::string columns() {
  return "t.id, t.roster_id, t.row, t.kind, " + std::string(kState) +
         ", t.version, t.area_id, t.person_id, t.residence_id, t.employment_id, t.place, t.mark, "
         "t.opened_at, "
         "t.decided_at, t.decided_by_account_id, t.decided_by_post_id, t.note, t.operation_id, t.expires_at";
}

constexpr std::string_view kSeen =
    " EXISTS (SELECT 1 FROM post_scope s WHERE s.post_id = $1 AND s.area_id = t.area_id) AND EXISTS (SELECT "
    "1 "
    "FROM roster r WHERE r.id = t.roster_id AND r.compared_at IS NOT NULL)";

// A mark is made of what a row says, so that it could be tried out: it is kept under the key of its column.
std::string kept_mark(Transaction& tx, std::string_view mark) {
  return registry::SealedFields::keyed(tx, "finding", "mark", mark);
}

Finding finding_from_row(const Row& row) {
  Finding out{.id = row.get<FindingId>(0),
              .roster = row.get<RosterId>(1),
              .row = row.get<std::uint32_t>(2),
              .kind = *finding_kind_of(row.text(3)),
              .state = *finding_state_of(row.text(4)),
              .version = row.int64(5),
              .area_id = row.int64(6),
              .person = row.get<std::optional<std::int64_t>>(7),
              .residence = row.get<std::optional<std::int64_t>>(8),
              .employment = row.get<std::optional<std::int64_t>>(9),
              .place = row.get<std::string>(10),
              .mark = row.get<std::string>(11),
              .opened_at = row.get<Instant>(12),
              .decided_at = row.get<std::optional<Instant>>(13),
              .decided_by = row.get<std::optional<access::AccountId>>(14),
              .decided_by_post = row.get<std::optional<access::PostId>>(15),
              .note = row.get<std::optional<std::string>>(16).value_or(""),
              .operation = row.get<std::optional<registry::OperationId>>(17),
              .expires_at = row.get<Instant>(18)};
  return out;
}

std::string why_text(const std::vector<FieldWeight>& why) {
  boost::json::array out;
  for (const auto& each : why) out.push_back(boost::json::array{each.field, each.level, each.bits});
  return boost::json::serialize(out);
}

std::vector<FieldWeight> why_from(std::string_view text) {
  std::vector<FieldWeight> out;
  const auto parsed = boost::json::parse(text);
  for (const auto& each : parsed.as_array()) {
    const auto& parts = each.as_array();
    out.push_back({std::string(parts.at(0).as_string()), std::string(parts.at(1).as_string()),
                   parts.at(2).to_number<double>()});
  }
  return out;
}

}  // namespace

void insert_findings(Transaction& tx, std::span<const Finding> findings) {
  static constexpr std::array<std::string_view, 14> kFindingColumns{
      "id",        "roster_id",    "row",           "kind",  "state", "version",   "area_id",
      "person_id", "residence_id", "employment_id", "place", "mark",  "opened_at", "expires_at"};
  std::vector<Params> values;
  values.reserve(findings.size());
  for (const auto& each : findings)
    values.push_back(store::params(each.id, each.roster, each.row, code(each.kind), code(each.state),
                                   each.version, each.area_id, each.person, each.residence, each.employment,
                                   each.place, kept_mark(tx, each.mark), each.opened_at, each.expires_at));
  if (!values.empty()) tx.bulk_insert("finding", kFindingColumns, values);
}

void insert_candidates(Transaction& tx, FindingId id, std::span<const Candidate> candidates) {
  static constexpr std::array<std::string_view, 5> kCandidateColumns{"finding_id", "ordinal", "person_id",
                                                                     "probability", "why"};
  std::vector<Params> values;
  int ordinal = 0;
  for (const auto& each : candidates)
    values.push_back(store::params(id, ordinal++, each.person, each.probability, why_text(each.why)));
  if (!values.empty()) tx.bulk_insert("finding_candidate", kCandidateColumns, values);
}

// Full batches share one statement; the last one repeats its last value.
std::map<std::string, FindingId> findings_by_mark(Transaction& tx, const std::set<std::string>& marks) {
  constexpr std::size_t kBatch = 64;
  static const std::string sql = [] {
    std::string text =
        "SELECT t.mark, t.id FROM finding t WHERE " + std::string(kState) + " <> 'applied' AND t.mark IN ($1";
    for (std::size_t i = 1; i < kBatch; ++i) text += ", $" + std::to_string(i + 1);
    return text + ") ORDER BY t.id";
  }();
  std::map<std::string, std::string> mark_of;
  std::vector<std::string> all;
  for (const auto& mark : marks) mark_of.emplace(all.emplace_back(kept_mark(tx, mark)), mark);
  std::map<std::string, FindingId> out;
  for (std::size_t first = 0; first < all.size(); first += kBatch) {
    Params args;
    for (std::size_t i = first; i < first + kBatch; ++i) args.push_back(all[std::min(i, all.size() - 1)]);
    const auto cursor = tx.open(sql, args);
    while (const Row* row = cursor->next())
      out[mark_of.at(row->get<std::string>(0))] = row->get<FindingId>(1);
  }
  return out;
}

std::int64_t key_old_marks(Transaction& tx, std::int64_t after, int limit) {
  const auto marks = tx.all(
      "SELECT id, mark FROM finding WHERE id > $1 ORDER BY id LIMIT $2",
      [](const Row& row) { return std::pair(row.int64(0), row.get<std::string>(1)); }, after, limit);
  for (const auto& [id, mark] : marks)
    tx.exec("UPDATE finding SET mark = $2 WHERE id = $1", id, kept_mark(tx, mark));
  return marks.empty() ? 0 : marks.back().first;
}

std::optional<Finding> find_finding(Transaction& tx, const access::Scope& scope, FindingId id) {
  static const std::string sql =
      "SELECT " + columns() + " FROM finding t WHERE t.id = $2 AND" + std::string(kSeen);
  return tx.first(sql, finding_from_row, scope, id);
}

std::vector<Candidate> candidates_of(Transaction& tx, FindingId id) {
  return tx.all(
      "SELECT person_id, probability, why FROM finding_candidate WHERE finding_id = $1 ORDER BY ordinal",
      [](const Row& row) {
        return Candidate{row.int64(0), row.real(1), why_from(row.text(2))};
      },
      id);
}

std::optional<access::Change> update_finding(Transaction& tx, const Finding& finding) {
  const auto changed = tx.exec(
      "UPDATE finding SET state = $3, version = version + 1, decided_at = $4, decided_by_account_id = $5, "
      "decided_by_post_id = $6, note = $7, operation_id = $8 WHERE id = $1 AND version = $2",
      finding.id, finding.version, code(finding.state), finding.decided_at, finding.decided_by,
      finding.decided_by_post, finding.note, finding.operation);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kFindingSubject, finding.id, "state=" + std::string(code(finding.state)));
}

void move_findings(Transaction& tx, std::span<const std::int64_t> addresses) {
  static const registry::ById of_places(
      "UPDATE finding SET area_id = (SELECT a.area_id FROM address a WHERE a.current_key = finding.place)"
      " WHERE place IN (SELECT a.current_key FROM address a WHERE a.current_key IS NOT NULL AND a.id IN ",
      ")");
  static const registry::ById of_employments(
      "UPDATE finding SET area_id = (SELECT e.area_id FROM employment e WHERE e.id = finding.employment_id)"
      " WHERE employment_id IN (SELECT e.id FROM premises p JOIN organisation o ON o.premises_id = p.id JOIN "
      "employment e ON e.organisation_id = o.id WHERE p.address_id IN ",
      ")");
  for (const auto* sql : {&of_places, &of_employments})
    registry::in_batches(*sql, addresses,
                         [&](const std::string& text, const Params& args) { tx.run(text, args); });
}

// Each wish that is not there lets everything pass.
std::vector<Finding> find_findings(Transaction& tx, const access::Scope& scope, const FindingQuery& query) {
  static const std::string sql = "SELECT " + columns() + " FROM finding t WHERE t.id > $2 AND" +
                                 std::string(kSeen) + " AND ($3 = '' OR " + std::string(kState) +
                                 " = $3) AND ($4 = '' OR t.kind = $4) AND ($5 = 0 OR t.roster_id = $5) AND "
                                 "($6 = 0 OR EXISTS (SELECT 1 FROM "
                                 "area_closure k WHERE k.ancestor_id = $6 AND k.descendant_id = t.area_id)) "
                                 "AND t.opened_at >= $7 AND t.opened_at < $8 ORDER BY t.id LIMIT $9";
  return tx.all(sql, finding_from_row, scope, query.after,
                query.state ? code(*query.state) : std::string_view(),
                query.kind ? code(*query.kind) : std::string_view(), query.roster ? query.roster->value : 0,
                query.area.value_or(0), query.opened_from.value_or(Instant::min()),
                query.opened_before.value_or(Instant::max()), query.limit);
}

std::vector<FindingCount> count_open(Transaction& tx, const access::Scope& scope) {
  // Those of a grid with those of the area above it, as far as that is in scope.
  static const std::string sql =
      "SELECT t.kind, CASE WHEN own.kind = 'grid' AND EXISTS (SELECT 1 FROM post_scope up WHERE up.post_id = "
      "$1 AND up.area_id = own.parent_id) THEN own.parent_id ELSE t.area_id END, COUNT(*) FROM finding t "
      "JOIN area own ON own.id = t.area_id WHERE" +
      std::string(kSeen) + " AND " + std::string(kState) + " = 'open' GROUP BY 1, 2 ORDER BY 2, 1";
  return tx.all(
      sql,
      [](const Row& row) {
        return FindingCount{*finding_kind_of(row.text(0)), row.int64(1), row.get<int>(2)};
      },
      scope);
}

}  // namespace weige::intake
