// What a resident sees of their own record. Everything begins at the person of the sitting; nothing takes an
// id of a person from outside. Every reading is in the audit log, as the resident's own.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "access/audit.h"
#include "access/post.h"
#include "access/resident_session.h"
#include "registry/view_actions.h"
#include "store/database.h"

namespace weige::town {

struct OwnContext {
  store::Transaction& tx;
  const access::ResidentSession& session;
  Instant now;
  access::ReadingLog& readings;  // committed before the answer leaves
  TownTime town = {};
  Day today() const { return town.day_of(now); }
};

// Whether the record of the sitting is still one's own: not taken back, and not merged into another one,
// which somebody has to hand a new code for. One that was cancelled is told until it is erased.
bool has_own_record(store::Transaction& tx, const access::ResidentSession& session);

// Problem of all that follow: not_signed_in.
Result<std::int64_t> own_person_id(const OwnContext& context);

// A record of whose looks the sitting is told, and after when: of one that was merged into the own one only
// what came after the merge, which may be a mistake or worse. What was asked of it is told to no sitting.
struct OwnTrace {
  std::int64_t person = 0;
  Instant after = Instant::min();
};
// The person of the sitting first.
Result<std::vector<OwnTrace>> own_traces(const OwnContext& context);

struct OwnRecord {
  registry::PersonView view;
  std::map<access::PostId, std::string> offices;  // titles of the posts that entered it; the program has none
};
Result<OwnRecord> read_own_record(const OwnContext& context, access::AuditAction as);
inline constexpr access::AuditAction kOwnRecordRead{"resident.record_read"}, kOwnCopied{"resident.copied"};

// The active posts that are answerable where the record lies, the nearest first.
Result<std::vector<access::Post>> own_officers(const OwnContext& context);

}  // namespace weige::town
