// The audit log as a tree: its beginning and growth, and what the auditor may ask of it.
#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/audit_log_store.h"
#include "base/random.h"

namespace weige::access {

// How a log begins; afterwards its own digest and key hold.
struct AuditLogChoice {
  std::string key_file;
  DigestKind digest = DigestKind::sm3;
  SignatureKind signature = SignatureKind::sm2;
};
// The signer of this database's log, which begins where there is none: its key is made and kept in the file.
// Problem: audit_key (the log's key is not in the file).
Result<AuditSigner> open_audit_log(store::Database& database, const AuditLogChoice& choice,
                                   const Random& random);

// A new key in place of one that was lost or seen by others: made, kept in the file, which must not be there
// yet, and audited. Heads from the next one on are signed with it; running servers must be started again with
// the file. Problems: forbidden, not_found (the log has not begun), audit_key.
Done renew_audit_key(store::Database& database, Instant now, const Actor& actor, const AuditLogChoice& choice,
                     const Random& random);

struct AuditSequencer {
  store::Database& database;
  const AuditSigner& signer;
  Random random;
  std::string instance;  // unique per start of the program
  std::chrono::seconds head_every{60};
};
// Gives waiting entries their places and signs a head when one is due; what is left waits for the next call.
// How many entries it placed. On PostgreSQL one instance at a time does it. Precondition: the log has begun.
// Problem: audit_broken (the tree is not the one that was signed, or the signer has not the log's key;
// nothing is added then).
Result<std::int64_t> place_audit_entries(const AuditSequencer& sequencer, Instant now);

// One request of the auditor, which is audited itself.
struct AuditReading {
  store::Transaction& tx;
  Instant now;
  const Actor& actor;
  ReadingLog& readings;
};

struct AuditOverview {
  std::string log;
  DigestKind digest = DigestKind::sm3;
  std::int64_t size = 0;
  std::int64_t waiting = 0;
  std::vector<LogKey> keys;
  std::optional<SignedHead> head;
  bool fits = true;  // the head is signed with the log's key, and the tree still has its root
};
// Problem: not_found (the log has not begun).
Result<AuditOverview> audit_overview(const AuditReading& reading);
Result<std::vector<SignedHead>> audit_heads(const AuditReading& reading, std::int64_t after,
                                            std::int64_t limit);

struct AuditEntryView {
  std::int64_t number = 0;
  std::string text;
  std::optional<AuditLine> line;  // none: the text is damaged
  std::optional<std::string> post_title = {};
  bool fits = false;  // the text is what the tree was made of
};
struct AuditEntryPage {
  std::vector<AuditEntryView> entries;
  std::optional<AuditPlace> next;
};
Result<AuditEntryPage> audit_entries(const AuditReading& reading, AuditFilter filter);

struct AuditEntryProof {
  AuditEntryView entry;
  Digest leaf = {};
  SignedHead head;
  TreeProof path;
};
// Against the latest head. Problems: not_found, audit_pending (no head covers it yet).
Result<AuditEntryProof> prove_audit_entry(const AuditReading& reading, std::int64_t number);
// Problem: audit_size.
Result<TreeProof> prove_audit_growth(const AuditReading& reading, std::int64_t first, std::int64_t second);

// The whole log as of this snapshot, in parts. Problem: not_found; audit_broken (a tile is missing).
using AuditSink = std::function<void(std::string_view)>;
struct AuditExported {
  std::int64_t entries = 0;
  std::int64_t heads = 0;
  std::int64_t waiting = 0;
};
Result<AuditExported> export_audit_log(const AuditReading& reading, const AuditSink& sink);

}  // namespace weige::access
