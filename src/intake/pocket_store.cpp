#include "intake/pocket_store.h"

#include <array>

#include "registry/sealed_field_store.h"

namespace weige::intake {
namespace {

using registry::SealedFields;
using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kSelect =
    "SELECT id, version, post_id, scope_kind, scope_id, scope_name, document_number_sealed, name, "
    "phone_sealed, "
    "address, state, roster_id, listed_on, expires_at FROM pocket_line WHERE ";

std::string select(std::string_view where) {
  return std::string(kSelect).append(where);
}

// A line goes with its post's list, so its key is the post's.
access::KeyOwner pocket_owner(access::PostId post) {
  return {"pocket", post.value};
}

seal::Place pocket_place(std::string_view column, PocketLineId id) {
  return {"pocket_line", column, id.value};
}

std::string opened_cell(SealedFields& sealed, const PocketLine& line, std::string_view column, const Row& row,
                        int at) {
  if (row.is_null(at)) return {};
  return sealed.open_bytes(pocket_owner(line.post), pocket_place(column, line.id), row.blob(at));
}

std::optional<store::Blob> sealed_cell(SealedFields& sealed, const PocketLine& line, std::string_view column,
                                       const std::string& value) {
  if (value.empty()) return std::nullopt;
  return store::Blob{sealed.seal_bytes(pocket_owner(line.post), pocket_place(column, line.id), value)};
}

std::string kept_identity(Transaction& tx, std::string_view identity) {
  return SealedFields::keyed(tx, "pocket_line", "identity", identity);
}

PocketLine line_from_row(SealedFields& sealed, const Row& row) {
  PocketLine out{.id = row.get<PocketLineId>(0),
                 .version = row.int64(1),
                 .post = row.get<access::PostId>(2),
                 .scope = {*scope_kind_of(row.text(3)), row.int64(4), row.get<std::string>(5)},
                 .person = {.name = row.get<std::string>(7), .address = row.get<std::string>(9)},
                 .state = *pocket_state_of(row.text(10)),
                 .roster = row.get<RosterId>(11),
                 .listed_on = row.get<Day>(12),
                 .expires_at = row.get<Instant>(13)};
  out.person.document_number = opened_cell(sealed, out, "document_number", row, 6);
  out.person.phone = opened_cell(sealed, out, "phone", row, 8);
  out.identity = identity_of(out.person);
  return out;
}

}  // namespace

std::map<std::string, PocketLine> pocket_of(Transaction& tx, access::PostId post, const RosterScope& scope) {
  static const std::string sql = select("post_id = $1 AND scope_kind = $2 AND scope_id = $3");
  SealedFields sealed(tx);
  std::map<std::string, PocketLine> out;
  for (auto& line : tx.all(
           sql, [&](const Row& row) { return line_from_row(sealed, row); }, post, code(scope.kind),
           scope.id)) {
    auto identity = line.identity;
    out.emplace(std::move(identity), std::move(line));
  }
  return out;
}

std::optional<PocketLine> line_with(Transaction& tx, const PocketLine& like) {
  static const std::string sql =
      select("post_id = $1 AND scope_kind = $2 AND scope_id = $3 AND identity = $4");
  SealedFields sealed(tx);
  return tx.first(
      sql, [&](const Row& row) { return line_from_row(sealed, row); }, like.post, code(like.scope.kind),
      like.scope.id, kept_identity(tx, like.identity));
}

void insert_lines(Transaction& tx, std::span<const PocketLine> lines) {
  static constexpr std::array<std::string_view, 17> kColumns{"id",
                                                             "version",
                                                             "post_id",
                                                             "scope_kind",
                                                             "scope_id",
                                                             "scope_name",
                                                             "identity",
                                                             "name",
                                                             "document_number",
                                                             "phone",
                                                             "address",
                                                             "state",
                                                             "roster_id",
                                                             "listed_on",
                                                             "expires_at",
                                                             "document_number_sealed",
                                                             "phone_sealed"};
  SealedFields sealed(tx);
  std::vector<Params> values;
  values.reserve(lines.size());
  for (const auto& line : lines)
    values.push_back(store::params(line.id, line.version, line.post, code(line.scope.kind), line.scope.id,
                                   line.scope.name, kept_identity(tx, line.identity), line.person.name, "",
                                   "", line.person.address, code(line.state), line.roster, line.listed_on,
                                   line.expires_at,
                                   sealed_cell(sealed, line, "document_number", line.person.document_number),
                                   sealed_cell(sealed, line, "phone", line.person.phone)));
  if (!values.empty()) tx.bulk_insert("pocket_line", kColumns, values);
}

std::optional<access::Change> update_line(Transaction& tx, const PocketLine& line) {
  SealedFields sealed(tx);
  const auto changed = tx.exec(
      "UPDATE pocket_line SET version = version + 1, identity = $3, name = $4, document_number_sealed = $5, "
      "phone_sealed = $6, address = $7, state = $8, roster_id = $9, listed_on = $10, expires_at = $11 WHERE "
      "id = $1 AND "
      "version = $2",
      line.id, line.version, kept_identity(tx, line.identity), line.person.name,
      sealed_cell(sealed, line, "document_number", line.person.document_number),
      sealed_cell(sealed, line, "phone", line.person.phone), line.person.address, code(line.state),
      line.roster, line.listed_on, line.expires_at);
  if (changed != 1) return std::nullopt;
  return access::Change::of(kPocketSubject, line.id, "state=" + std::string(code(line.state)));
}

std::optional<PocketLine> find_line(Transaction& tx, const access::Actor& actor, PocketLineId id) {
  static const std::string sql = select("id = $1 AND post_id = $2");
  SealedFields sealed(tx);
  return tx.first(
      sql, [&](const Row& row) { return line_from_row(sealed, row); }, id, actor.post());
}

std::vector<PocketLine> find_lines(Transaction& tx, const access::Actor& actor, const PocketPage& page) {
  static const std::string sql =
      select("post_id = $1 AND id > $2 AND ($3 = '' OR state = $3) ORDER BY id LIMIT $4");
  SealedFields sealed(tx);
  return tx.all(
      sql, [&](const Row& row) { return line_from_row(sealed, row); }, actor.post(), page.after,
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

std::int64_t seal_old_lines(Transaction& tx, std::int64_t after, int limit) {
  const auto lines = tx.all(
      "SELECT id, post_id, identity, document_number, phone FROM pocket_line WHERE id > $1 ORDER BY id LIMIT "
      "$2",
      [](const Row& row) {
        PocketLine line{.id = row.get<PocketLineId>(0), .post = row.get<access::PostId>(1)};
        line.identity = row.get<std::string>(2);
        line.person.document_number = row.get<std::string>(3);
        line.person.phone = row.get<std::string>(4);
        return line;
      },
      after, limit);
  SealedFields sealed(tx);
  for (const auto& line : lines)
    tx.exec(
        "UPDATE pocket_line SET identity = $2, document_number = '', phone = '', document_number_sealed = "
        "$3, "
        "phone_sealed = $4 WHERE id = $1",
        line.id, kept_identity(tx, line.identity),
        sealed_cell(sealed, line, "document_number", line.person.document_number),
        sealed_cell(sealed, line, "phone", line.person.phone));
  return lines.empty() ? 0 : lines.back().id.value;
}

bool erase_expired_lines(Transaction& tx, Instant now, int limit) {
  return tx.exec(
             "DELETE FROM pocket_line WHERE id IN (SELECT p.id FROM pocket_line p WHERE p.expires_at <= $1 "
             "ORDER BY p.expires_at, p.id LIMIT $2)",
             now, limit) > 0;
}

}  // namespace weige::intake
