#include "access/audit_log_store.h"

#include <array>
#include <limits>
#include <memory>
#include <stdexcept>
#include <unordered_map>

namespace weige::access {
namespace {

using store::Params;
using store::Row;
using store::Transaction;

constexpr std::string_view kAccountKind = "account";

// What the database gives was written here; anything else is damage, which no use case can mend.
template <class T>
T undamaged(std::optional<T> value, const char* what) {
  if (!value)
    throw store::DatabaseError(store::Failure::bug, std::string("the audit log has a damaged ") + what);
  return std::move(*value);
}

SignedHead head_from_row(const Row& row) {
  return undamaged(parse_signed_head(row.text(0)), "head");
}

std::optional<RawSubject> subject_from_row(const Row& row, std::string_view kind, int id, int pseudonym) {
  if (row.is_null(id)) return std::nullopt;
  return RawSubject{std::string(kind), row.int64(id), row.get<std::optional<std::string>>(pseudonym)};
}

WaitingEntry waiting_from_row(const Row& row) {
  WaitingEntry out{.line = {.entry = row.int64(0),
                            .at = row.get<Instant>(1),
                            .post = row.get<std::optional<std::int64_t>>(4),
                            .action = row.get<std::string>(5),
                            .purpose = row.get<std::optional<std::string>>(9),
                            .outcome = row.text(11) == "done" ? Outcome::done : Outcome::refused,
                            .detail = row.get<std::string>(10)},
                   .actor = subject_from_row(row, kAccountKind, 2, 3),
                   .subjects = {}};
  if (row.is_null(6)) return out;
  if (auto only = subject_from_row(row, row.get<std::string>(6), 7, 8))
    out.subjects.push_back(std::move(*only));
  return out;
}

AuditLeaf leaf_from_row(const Row& row) {
  return {.number = row.int64(0), .at = row.int64(1), .line = row.get<std::string>(2)};
}

void insert_leaves(Transaction& tx, const AuditStep& step) {
  static constexpr std::array<std::string_view, 6> kColumns{"number",  "entry_id", "at",
                                                            "post_id", "action",   "line"};
  std::vector<Params> rows;
  auto number = step.from.size;
  for (std::size_t i = 0; i < step.lines.size(); ++i) {
    const auto& line = step.lines[i];
    rows.push_back(store::params(++number, line.entry, line.at, line.post, line.action, step.texts[i]));
  }
  if (!rows.empty()) tx.bulk_insert("audit_leaf", kColumns, rows);
}

// Their subjects are named in the lines from now on; an id leads to people only while it waits.
void settle_entries(Transaction& tx, const AuditStep& step) {
  std::vector<Params> of_people, others, ids;
  auto number = step.from.size;
  for (const auto& line : step.lines) {
    const bool person = line.subjects.size() == 1 && is_about_person(line.subjects.front().kind);
    (person ? of_people : others).push_back(store::params(line.entry, ++number));
    if (line.subjects.size() > 1) ids.push_back(store::params(line.entry));
  }
  tx.run_many("UPDATE audit_entry SET leaf = $2, subject_id = NULL WHERE id = $1", of_people);
  tx.run_many("UPDATE audit_entry SET leaf = $2 WHERE id = $1", others);
  tx.run_many("DELETE FROM audit_subject WHERE entry_id = $1", ids);
}

void insert_pseudonyms(Transaction& tx, const std::vector<RawSubject>& subjects) {
  static constexpr std::array<std::string_view, 3> kColumns{"subject_kind", "subject_id", "pseudonym"};
  std::vector<Params> rows;
  for (const auto& each : subjects) rows.push_back(store::params(each.kind, each.id, each.pseudonym));
  if (!rows.empty()) tx.bulk_insert("audit_pseudonym", kColumns, rows);
}

void put_tiles(Transaction& tx, const std::map<TileKey, std::string>& tiles) {
  std::vector<Params> rows;
  for (const auto& [key, bytes] : tiles)
    rows.push_back(store::params(key.level, static_cast<std::int64_t>(key.index), store::Blob{bytes}));
  tx.run_many(
      "INSERT INTO audit_tile (level, tile, hashes) VALUES ($1, $2, $3)"
      " ON CONFLICT (level, tile) DO UPDATE SET hashes = excluded.hashes",
      rows);
}

bool move_log(Transaction& tx, const AuditStep& step) {
  const auto size = step.from.size + static_cast<std::int64_t>(step.lines.size());
  return tx.exec(
             "UPDATE audit_log SET size = $1, heads = $2, holder = $3, lease_until = $4 WHERE id = 1 AND"
             " size = $5 AND heads = $6 AND (holder IS NULL OR holder = $3 OR lease_until < $7)",
             size, step.from.heads + (step.head ? 1 : 0), step.holder, step.lease_until, step.from.size,
             step.from.heads, step.now) == 1;
}

}  // namespace

std::optional<AuditLogState> audit_log_state(Transaction& tx) {
  return tx.first("SELECT log, digest, size, heads, holder, lease_until FROM audit_log WHERE id = 1",
                  [](const Row& row) {
                    return AuditLogState{.log = row.get<std::string>(0),
                                         .digest = undamaged(digest_kind_of(row.text(1)), "digest"),
                                         .size = row.int64(2),
                                         .heads = row.int64(3),
                                         .holder = row.get<std::optional<std::string>>(4),
                                         .lease_until = row.get<std::optional<Instant>>(5)};
                  });
}

void begin_audit_log(Transaction& tx, const std::string& log, DigestKind digest, const AuditPublicKey& key) {
  tx.exec("INSERT INTO audit_log (id, log, digest, size, heads) VALUES (1, $1, $2, 0, 0)", log, code(digest));
  tx.exec("INSERT INTO audit_key (from_head, public_key) VALUES (1, $1)", to_text(key));
}

Change add_audit_key(Transaction& tx, const LogKey& key) {
  tx.exec(
      "INSERT INTO audit_key (from_head, public_key) VALUES ($1, $2)"
      " ON CONFLICT (from_head) DO UPDATE SET public_key = excluded.public_key",
      key.from_head, to_text(key.key));
  return Change::of(SubjectKind{"audit_key"}, key.from_head);
}

std::vector<LogKey> audit_keys(Transaction& tx) {
  return tx.all("SELECT from_head, public_key FROM audit_key ORDER BY from_head", [](const Row& row) {
    return LogKey{row.int64(0), undamaged(parse_public_key(row.text(1)), "key")};
  });
}

std::optional<SignedHead> latest_audit_head(Transaction& tx) {
  return tx.first("SELECT line FROM audit_head ORDER BY number DESC LIMIT 1", head_from_row);
}

std::vector<SignedHead> audit_heads_after(Transaction& tx, std::int64_t number, std::int64_t limit) {
  return tx.all("SELECT line FROM audit_head WHERE number > $1 ORDER BY number LIMIT $2", head_from_row,
                number, limit);
}

std::vector<WaitingEntry> waiting_audit_entries(Transaction& tx, std::int64_t limit) {
  auto out = tx.all(
      "SELECT e.id, e.at, e.account_id, a.pseudonym, e.post_id, e.action, e.subject_kind, e.subject_id,"
      " s.pseudonym, e.purpose, e.detail, e.outcome FROM audit_entry e"
      " LEFT JOIN audit_pseudonym a ON a.subject_kind = 'account' AND a.subject_id = e.account_id"
      " LEFT JOIN audit_pseudonym s ON s.subject_kind = e.subject_kind AND s.subject_id = e.subject_id"
      " WHERE e.leaf IS NULL ORDER BY e.id LIMIT $1",
      waiting_from_row, limit);
  std::unordered_map<std::int64_t, WaitingEntry*> by_id;
  for (auto& entry : out) by_id.emplace(entry.line.entry, &entry);
  tx.each(
      "SELECT s.entry_id, s.subject_kind, s.subject_id, p.pseudonym FROM"
      " (SELECT id FROM audit_entry WHERE leaf IS NULL ORDER BY id LIMIT $1) e"
      " JOIN audit_subject s ON s.entry_id = e.id"
      " LEFT JOIN audit_pseudonym p ON p.subject_kind = s.subject_kind AND p.subject_id = s.subject_id"
      " ORDER BY s.entry_id, s.ordinal",
      [&](const Row& row) {
        auto subject = subject_from_row(row, row.get<std::string>(1), 2, 3);
        by_id.at(row.int64(0))->subjects.push_back(std::move(*subject));
      },
      limit);
  return out;
}

std::int64_t count_waiting_audit_entries(Transaction& tx) {
  return tx.scalar<std::int64_t>("SELECT COUNT(*) FROM audit_entry WHERE leaf IS NULL");
}

TileOf audit_tiles(Transaction& tx) {
  const auto known = std::make_shared<std::map<TileKey, std::string>>();
  return [&tx, known](TileKey key) {
    const auto found = known->find(key);
    if (found != known->end()) return found->second;
    const auto tile = tx.first(
        "SELECT hashes FROM audit_tile WHERE level = $1 AND tile = $2",
        [](const Row& row) { return std::string(row.blob(0)); }, key.level,
        static_cast<std::int64_t>(key.index));
    if (!tile) throw std::out_of_range("a tile that is not there");
    return known->emplace(key, *tile).first->second;
  };
}

bool take_audit_step(Transaction& tx, const AuditStep& step) {
  if (!move_log(tx, step)) return false;
  insert_pseudonyms(tx, step.new_pseudonyms);
  insert_leaves(tx, step);
  settle_entries(tx, step);
  put_tiles(tx, step.tiles);
  if (step.head)
    tx.exec("INSERT INTO audit_head (number, size, line) VALUES ($1, $2, $3)", step.head->head.number,
            step.head->head.size, to_text(*step.head));
  return true;
}

std::vector<AuditLeaf> audit_leaves(Transaction& tx, const AuditFilter& filter) {
#define WEIGE_AUDIT_PAGE \
  "SELECT number, at, line FROM audit_leaf WHERE at >= $1 AND at < $2 AND (at, number) < ($3, $4)"
#define WEIGE_AUDIT_ORDER " ORDER BY at DESC, number DESC LIMIT $5"
  constexpr auto kEnd = std::numeric_limits<std::int64_t>::max();
  const auto micros = [](const std::optional<Instant>& at, std::int64_t otherwise) {
    return at ? static_cast<std::int64_t>(at->time_since_epoch().count()) : otherwise;
  };
  const auto from = micros(filter.from, 0), to = micros(filter.to, kEnd);
  const auto after = filter.after.value_or(AuditPlace{kEnd, kEnd});
  if (filter.action && filter.post)
    return tx.all(WEIGE_AUDIT_PAGE " AND action = $6 AND post_id = $7" WEIGE_AUDIT_ORDER, leaf_from_row, from,
                  to, after.at, after.number, filter.limit, *filter.action, *filter.post);
  if (filter.action)
    return tx.all(WEIGE_AUDIT_PAGE " AND action = $6" WEIGE_AUDIT_ORDER, leaf_from_row, from, to, after.at,
                  after.number, filter.limit, *filter.action);
  if (filter.post)
    return tx.all(WEIGE_AUDIT_PAGE " AND post_id = $6" WEIGE_AUDIT_ORDER, leaf_from_row, from, to, after.at,
                  after.number, filter.limit, *filter.post);
  return tx.all(WEIGE_AUDIT_PAGE WEIGE_AUDIT_ORDER, leaf_from_row, from, to, after.at, after.number,
                filter.limit);
#undef WEIGE_AUDIT_PAGE
#undef WEIGE_AUDIT_ORDER
}

std::optional<AuditLeaf> audit_leaf(Transaction& tx, std::int64_t number) {
  return tx.first("SELECT number, at, line FROM audit_leaf WHERE number = $1", leaf_from_row, number);
}

std::vector<AuditLeaf> audit_leaves_after(Transaction& tx, std::int64_t number, std::int64_t limit) {
  return tx.all("SELECT number, at, line FROM audit_leaf WHERE number > $1 ORDER BY number LIMIT $2",
                leaf_from_row, number, limit);
}

void forget_pseudonym(Transaction& tx, std::string_view subject_kind, std::int64_t subject_id) {
  tx.exec(
      "DELETE FROM audit_person WHERE pseudonym IN (SELECT p.pseudonym FROM audit_pseudonym p WHERE "
      "p.subject_kind = $1 AND p.subject_id = $2)",
      subject_kind, subject_id);
  tx.exec("DELETE FROM audit_pseudonym WHERE subject_kind = $1 AND subject_id = $2", subject_kind,
          subject_id);
}

}  // namespace weige::access
