// The audit log beside the work: a store's write returns a Change that only audit_change takes; readings of
// personal data are collected in a ReadingLog and written before the answer leaves. Entries hold ids and
// codes, never values of a record.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "access/change.h"
#include "base/clock.h"

namespace weige::store {
class Transaction;
}

namespace weige::access {

// Declared as constants by the module that acts: inline constexpr AuditAction kPersonEdited{"person.edited"};
// counts: whether it is a single reading, of which a post has a quota a day (reading_quota.h).
enum class Counts { nothing, single };
struct AuditAction {
  std::string_view code;
  Counts counts = Counts::nothing;
};

enum class Outcome { done, refused };

// One entry for a change, in the transaction of the change.
void audit_change(store::Transaction& tx, Instant now, const Actor& actor, AuditAction action, Change change);
// Many changes of one act (an import chunk, a merge): one entry, all subjects named.
void audit_changes(store::Transaction& tx, Instant now, const Actor& actor, AuditAction action,
                   std::vector<Change> changes);

// One reading: of one record, or of a list with all the records it showed.
struct Reading {
  Instant at;
  AccountId account;
  PostId post;
  std::optional<Purpose> purpose;
  AuditAction action;
  SubjectKind kind;
  std::vector<std::int64_t> subjects;
  std::string detail = {};  // codes such as "field=phone"; no personal values
  Role role = Role::nobody;
  Outcome outcome = Outcome::done;
};

// Filled by *_actions while they read; the edge commits it (many requests in one transaction) and answers
// afterwards.
class ReadingLog {
 public:
  void add(Instant now, const Actor& actor, AuditAction action, SubjectKind kind,
           std::vector<std::int64_t> subjects, std::string detail = {});
  // By the resident whose record it is: nobody's account, no post, no quota.
  void add_by_resident(Instant now, AuditAction action, SubjectKind kind, std::int64_t subject);
  const std::vector<Reading>& readings() const { return readings_; }
  bool empty() const { return readings_.empty(); }

 private:
  std::vector<Reading> readings_;
};

void audit_readings(store::Transaction& tx, std::span<const Reading> readings);

// A resident's own doing, and what is done for whoever says they are one: no account and no post stands in
// the entry.
void audit_by_resident(store::Transaction& tx, Instant now, AuditAction action, Change change);

// What was refused or happened without a signed-in actor (sign-in, link). account: as far as known.
struct Incident {
  AuditAction action;
  Outcome outcome = Outcome::refused;
  std::optional<AccountId> account = {};
  std::string detail = {};
};
void audit_incident(store::Transaction& tx, Instant now, const Incident& incident);

}  // namespace weige::access
