#include "intake/pocket_store.h"

#include <array>

namespace weige::intake {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kSelect =
    "SELECT id, version, post_id, scope_kind, scope_id, scope_name, identity, name, document_number, phone, "
    "address, state, roster_id, listed_on, expires_at FROM pocket_line WHERE ";

std::string select(std::string_view where) {
  return std::string(kSelect).append(where);
}

PocketLine line_from_row(const Row& row) {
  PocketLine out{.id = row.get<PocketLineId>(0),
                 .version = row.int64(1),
                 .post = row.get<access::PostId>(2),
                 .scope = {*scope_kind_of(row.text(3)), row.int64(4), row.get<std::string>(5)},
                 .identity = row.get<std::string>(6),
                 .person = {row.get<std::string>(7), row.get<std::string>(8), row.get<std::string>(9),
                            row.get<std::string>(10)},
                 .state = *pocket_state_of(row.text(11)),
                 .roster = row.get<RosterId>(12),
                 .listed_on = row.get<Day>(13),
                 .expires_at = row.get<Instant>(14)};
  return out;
}

}  // namespace

std::map<std::string, PocketLine> pocket_of(Transaction& tx, access::PostId post, const RosterScope& scope) {
  static const std::string sql = select("post_id = $1 AND scope_kind = $2 AND scope_id = $3");
  std::map<std::string, PocketLine> out;
  for (auto& line : tx.all(sql, line_from_row, post, code(scope.kind), scope.id)) {
    auto identity = line.identity;
    out.emplace(std::move(identity), std::move(line));
  }
  return out;
}

std::optional<PocketLine> line_with(Transaction& tx, const PocketLine& like) {
  static const std::string sql =
      select("post_id = $1 AND scope_kind = $2 AND scope_id = $3 AND identity = $4");
  return tx.first(sql, line_from_row, like.post, code(like.scope.kind), like.scope.id, like.identity);
}

void insert_lines(Transaction& tx, std::span<const PocketLine> lines) {
  static constexpr std::array<std::string_view, 15> kColumns{
      "id",         "version",  "post_id",   "scope_kind",      "scope_id",
      "scope_name", "identity", "name",      "document_number", "phone",
      "address",    "state",    "roster_id", "listed_on",       "expires_at"};
  std::vector<Params> values;
  values.reserve(lines.size());
  for (const auto& line : lines)
    values.push_back(store::params(line.id, line.version, line.post, code(line.scope.kind), line.scope.id,
                                   line.scope.name, line.identity, line.person.name,
                                   line.person.document_number, line.person.phone, line.person.address,
                                   code(line.state), line.roster, line.listed_on, line.expires_at));
  if (!values.empty()) tx.bulk_insert("pocket_line", kColumns, values);
}

std::optional<access::Change> update_line(Transaction& tx, const PocketLine& line) {
  const auto changed = tx.exec(
      "UPDATE pocket_line SET version = version + 1, identity = $3, name = $4, document_number = $5, phone = "
      "$6, address = $7, state = $8, roster_id = $9, listed_on = $10, expires_at = $11 WHERE id = $1 AND "
      "version = $2",
      line.id, line.version, line.identity, line.person.name, line.person.document_number, line.person.phone,
      line.person.address, code(line.state), line.roster, line.listed_on, line.expires_at);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kPocketSubject, line.id, "state=" + std::string(code(line.state)));
}

std::optional<PocketLine> find_line(Transaction& tx, const access::Actor& actor, PocketLineId id) {
  static const std::string sql = select("id = $1 AND post_id = $2");
  return tx.first(sql, line_from_row, id, actor.post());
}

std::vector<PocketLine> find_lines(Transaction& tx, const access::Actor& actor, const PocketPage& page) {
  static const std::string sql =
      select("post_id = $1 AND id > $2 AND ($3 = '' OR state = $3) ORDER BY id LIMIT $4");
  return tx.all(sql, line_from_row, actor.post(), page.after,
                page.state ? code(*page.state) : std::string_view(), page.limit);
}

std::vector<PocketSummary> pocket_summaries(Transaction& tx, const access::Actor& actor) {
  return tx.all(
      "SELECT scope_kind, scope_id, MAX(scope_name), COUNT(*), MIN(listed_on) FROM pocket_line WHERE post_id "
      "= $1 AND state = 'listed' GROUP BY scope_kind, scope_id ORDER BY scope_kind, scope_id",
      [](const Row& row) {
        return PocketSummary{.scope = {*scope_kind_of(row.text(0)), row.int64(1), row.get<std::string>(2)},
                             .listed = row.get<int>(3),
                             .oldest = row.get<Day>(4)};
      },
      actor.post());
}

bool erase_expired_lines(Transaction& tx, Instant now, int limit) {
  return tx.exec(
             "DELETE FROM pocket_line WHERE id IN (SELECT p.id FROM pocket_line p WHERE p.expires_at <= $1 "
             "ORDER BY p.expires_at, p.id LIMIT $2)",
             now, limit) > 0;
}

}  // namespace weige::intake
