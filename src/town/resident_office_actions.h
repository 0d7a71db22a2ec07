// Use cases of the office with residents' requests: those of one's areas, in the order in which they are due;
// each is answered once, with reasons. What was promised is carried out on the record itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "registry/register_writer.h"
#include "registry/view_actions.h"
#include "town/resident_request.h"
#include "town/resident_request_store.h"

namespace weige::town {

// As the office sees it. Complaints are for the population office: they may be about whoever else covers the
// area.
struct OfficeRequest {
  ScopedRequest of;
  std::string extended_by = {}, answered_by = {};  // titles of posts
  bool overdue = false;
};

struct OfficeRequestsAsked {
  std::optional<RequestState> state = {};
  std::optional<RequestKind> kind = {};
  std::string cursor = {};
  std::size_t limit = 50;
};
struct OfficeRequests {
  std::vector<OfficeRequest> items;  // without their texts
  std::optional<std::string> next_cursor = {};
};

// Problems of all: forbidden.
// Problem: bad_request (cursor).
Result<OfficeRequests> list_office_requests(const registry::ReadContext& context,
                                            const OfficeRequestsAsked& asked);
Result<RequestCounts> count_office_requests(const registry::ReadContext& context);
// Problem: not_found.
Result<OfficeRequest> read_office_request(const registry::ReadContext& context, ResidentRequestId id);

struct RequestStep {
  ResidentRequestId id;
  std::int64_t version = 0;
};
// Problems of both: not_found, version_conflict, missing_field (nothing but blanks), request_answered,
// erased_for_good (nothing can be written for the person any more).
Result<OfficeRequest> answer_request(const registry::WriteContext& context, const RequestStep& step,
                                     RequestOutcome outcome, const std::string& reasons);
// Problem: request_not_extendable.
Result<OfficeRequest> extend_request(const registry::WriteContext& context, const RequestStep& step,
                                     const RequestClock& clock, const std::string& reason);

// Two years after their answer.
void erase_old_requests(store::Database& database, Instant now);

}  // namespace weige::town
