// Two records of one person become one; one record of two people becomes two. Residences, employments and the
// ledger go with them.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "registry/record_rules.h"
#include "registry/register_writer.h"

namespace weige::registry {

struct Merge {
  std::int64_t keep_id = 0, keep_version = 0;
  std::int64_t drop_id = 0, drop_version = 0;
  std::vector<std::string> take_from_dropped = {};  // fields whose value comes from the dropped record
  std::string reason = {};
};

struct Moved {
  OperationId operation;
  std::int64_t person_id = 0;
  std::map<RecordKind, int> affected;  // of residences and employments those that the actor covers
};

// The dropped record becomes `merged`, its residences and employments the kept one's; its main residence ends
// up as `other` where the kept one has a main residence of its own, and is cancelled where both are at the
// same premises. Problems: forbidden, not_found, same_record, version_conflict, unknown_field, missing_field
// (reason), invalid_fields.
Result<Moved> merge_persons(const WriteContext& context, const Merge& merge);

struct Split {
  std::int64_t id = 0, version = 0;
  FieldInput new_person = {};
  std::vector<std::int64_t> residences = {}, employments = {};  // that go with the new person
  std::string reason = {};
};
// Problems: as above; not_found also for a residence or employment that is not that person's or is out of the
// actor's scope.
Result<Moved> split_person(const WriteContext& context, const Split& split);

}  // namespace weige::registry
