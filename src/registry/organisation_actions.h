// Use cases on an organisation that reach further than its own fields: moving it, cancelling it, and the list
// of who works there.
#pragma once

#include <optional>
#include <vector>

#include "registry/record_actions.h"
#include "registry/view_actions.h"

namespace weige::registry {

struct OrganisationChange {
  RecordEdit edit = {};                                         // `confirm` is not looked at
  std::optional<std::optional<std::int64_t>> premises_id = {};  // an empty one: it sits nowhere known
  std::optional<std::string> state = {};                        // current or cancelled
};
// All of it in one operation. Problems: those of edit_record, not_found at premises_id, and still_in_use when
// cancelling while people work there. Precondition: state is one of the two.
Result<Record> change_organisation(const WriteContext& context, const OrganisationChange& change);

struct EmploymentPage {
  std::vector<EmploymentView> employments = {};  // by id, ended ones included
  std::optional<std::int64_t> next_after = {};   // ask for those after this id
};
struct EmploymentRequest {
  std::int64_t organisation_id = 0;
  std::int64_t after = 0;
  std::size_t limit = 50;
};
// A list of people, so a reading of each. Problems: forbidden, purpose_required, not_found.
Result<EmploymentPage> employments_of(const ReadContext& context, const EmploymentRequest& request);

}  // namespace weige::registry
