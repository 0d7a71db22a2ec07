// SQL of the audit log's tree: entries that wait for their place, lines, tiles, heads, keys and pseudonyms.
// The log concerns every area and nobody's in particular: no Scope; who may read it is decided before.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/audit_export.h"
#include "access/audit_tree.h"
#include "access/change.h"
#include "access/ids.h"
#include "store/database.h"

namespace weige::access {

struct AuditLogState {
  std::string log;
  DigestKind digest = DigestKind::sm3;
  std::int64_t size = 0;
  std::int64_t heads = 0;  // the number of the latest
  std::optional<std::string> holder = {};
  std::optional<Instant> lease_until = {};
};

// None: the log has not begun.
std::optional<AuditLogState> audit_log_state(store::Transaction& tx);
void begin_audit_log(store::Transaction& tx, const std::string& log, DigestKind digest,
                     const AuditPublicKey& key);
// Takes the place of a key that has signed nothing yet.
Change add_audit_key(store::Transaction& tx, const LogKey& key);
std::vector<LogKey> audit_keys(store::Transaction& tx);
std::optional<SignedHead> latest_audit_head(store::Transaction& tx);
// Ascending, those with a greater number.
std::vector<SignedHead> audit_heads_after(store::Transaction& tx, std::int64_t number, std::int64_t limit);

// A subject as the register knows it, with its pseudonym if it has one yet.
struct RawSubject {
  std::string kind;
  std::int64_t id;
  std::optional<std::string> pseudonym;
};

struct WaitingEntry {
  AuditLine line;  // without actor and subjects
  std::optional<RawSubject> actor;
  std::vector<RawSubject> subjects;
};

// The oldest by id.
std::vector<WaitingEntry> waiting_audit_entries(store::Transaction& tx, std::int64_t limit);
std::int64_t count_waiting_audit_entries(store::Transaction& tx);

// Tiles of the database, each read once. Throws std::out_of_range for one that is not there.
TileOf audit_tiles(store::Transaction& tx);

// What makes the log grow by one step.
struct AuditStep {
  AuditLogState from;
  std::vector<AuditLine> lines;
  std::vector<std::string> texts;          // of the lines
  std::vector<RawSubject> new_pseudonyms;  // all with one
  std::map<TileKey, std::string> tiles;
  std::optional<SignedHead> head;
  std::string holder;
  Instant now;
  Instant lease_until;
};
// Nothing and false where another instance has moved the log meanwhile or holds it.
bool take_audit_step(store::Transaction& tx, const AuditStep& step);

struct AuditLeaf {
  std::int64_t number;
  std::int64_t at;  // microseconds
  std::string line;
};

// How far a list has come; entries after it in the list are older.
struct AuditPlace {
  std::int64_t at;  // microseconds
  std::int64_t number;
};

struct AuditFilter {
  std::optional<std::string> action = {};
  std::optional<PostId> post = {};
  std::optional<Instant> from = {};
  std::optional<Instant> to = {};  // excluded
  std::optional<AuditPlace> after = {};
  std::int64_t limit = 50;
};

// Newest first.
std::vector<AuditLeaf> audit_leaves(store::Transaction& tx, const AuditFilter& filter);
std::optional<AuditLeaf> audit_leaf(store::Transaction& tx, std::int64_t number);
// Ascending, those with a greater number.
std::vector<AuditLeaf> audit_leaves_after(store::Transaction& tx, std::int64_t number, std::int64_t limit);

// From now on nothing tells whom the pseudonym in the log's lines stood for. Part of erasing a person.
void forget_pseudonym(store::Transaction& tx, std::string_view subject_kind, std::int64_t subject_id);

}  // namespace weige::access
