// Reorganising committees: addresses go to another committee with the premises at them, their labels,
// residents, organisations and staff, or all of a committee does and it ends. Roads stay with the town.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "jobs/job_context.h"
#include "registry/register_writer.h"

namespace weige::registry {

struct Reorganisation {
  std::int64_t from_area_id = 0, to_area_id = 0;
  std::optional<std::vector<std::int64_t>> address_ids = {};  // subtrees; none = everything, and the end
  std::string reason = {};
};

struct Reorganised {
  std::optional<OperationId> operation = {};  // none yet: a preview
  std::map<RecordKind, int> affected = {};
};

// How many records of each kind would move; changes nothing. Problems: forbidden, missing_field (reason),
// same_record (to_area_id), not_found (an area or an address out of scope, or not of the committee),
// bad_choice (no committee, or a closed one), area_in_use (posts or areas stand in a committee that is to
// end).
Result<Reorganised> preview_reorganisation(const WriteContext& context, const Reorganisation& wanted);

// What one can wait for is done at once; more becomes a job, which moves address after address in short
// transactions, so that nobody waits behind it (docs/decisions/0006-reorganising-in-steps.md). Problems: as
// above.
inline constexpr int kMostAtOnce = 1000;  // records
Result<std::variant<Reorganised, jobs::JobId>> reorganise_areas(const WriteContext& context,
                                                                const Reorganisation& wanted);

// The handler of that job. Its result: {"operation_id": n, "affected": {"person": n, ...}}.
inline constexpr std::string_view kReorganiseJob = "reorganise";
Done run_reorganisation(jobs::JobContext& context, const Clock& clock);

}  // namespace weige::registry
