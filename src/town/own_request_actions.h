// Use cases of a resident's own requests: send one, look at them and at their answers.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "town/own_record_actions.h"
#include "town/resident_request.h"

namespace weige::town {

struct NewRequest {
  RequestKind kind = RequestKind::correction;
  std::optional<RequestField> field = {};
  std::string text;
};

// A request with the titles of the posts that extended and answered it.
struct OwnRequest {
  ResidentRequest request;
  std::string extended_by = {}, answered_by = {};
  bool overdue = false;
};

// Problems of all: not_signed_in.
Result<std::vector<OwnRequest>> list_own_requests(const OwnContext& context);
// Problem: not_found, also for somebody else's.
Result<OwnRequest> read_own_request(const OwnContext& context, ResidentRequestId id);
// Problems: missing_field, resident_requests_open.
Result<OwnRequest> send_request(const OwnContext& context, const RequestClock& clock,
                                const NewRequest& wanted);
// A step of use cases: notes nothing.
Result<std::vector<OwnRequest>> collect_own_requests(const OwnContext& context);

}  // namespace weige::town
