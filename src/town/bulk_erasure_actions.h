// Use cases of erasing many people: one asks, a second person approves (access/approval.h), and a job begins
// by itself, which looks at each of them again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "access/approval_events.h"
#include "jobs/job_context.h"
#include "registry/erasure.h"
#include "town/retention_actions.h"

namespace weige::town {

inline constexpr std::string_view kBulkErasureJob = "bulk_erasure";

struct BulkErasureWish {
  std::vector<std::int64_t> people;  // each once, at most kMostErasedAtOnce
  registry::ErasureReason reason = registry::ErasureReason::purpose_achieved;
  std::string why = {};  // for the second person
};
// Whatever the rules say of two persons: nobody alone erases many. All of the people can be erased now, or it
// is not asked for. Right: erase_records. Problems: forbidden, bad_number (too many, or nobody), not_found,
// still_registered, record_held (argument until), and those of ask_for_approval.
Result<access::Approval> ask_for_bulk_erasure(store::Transaction& tx, Instant now, const access::Actor& actor,
                                              const BulkErasureWish& wish);

// What was approved begins by itself.
void follow_bulk_erasures(access::ApprovalEvents& events);

// The handler. Who is held by now, or lives or works here again, is passed over and counted; who is gone
// already is not. Asker and second person are judged again at each step. Its result: {"run": n}. Problems:
// those of use_approval and check_approval_stands, forbidden, erasure_journal.
Done run_bulk_erasure(jobs::JobContext& job, const RetentionParts& parts);

}  // namespace weige::town
