// SQL of residents' requests. Their texts lie sealed under the key of the person's record, so that they are
// gone with it; a text whose key was destroyed is read as empty. A request lies where the record lies.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "access/change.h"
#include "access/scope.h"
#include "store/database.h"
#include "town/resident_request.h"

namespace weige::town {

// Whether anything can still be written for the person: their key is not destroyed.
bool can_seal_for(store::Transaction& tx, std::int64_t person);

access::Change insert_request(store::Transaction& tx, const ResidentRequest& request);
// Extension and answer as they stand in the request. nullopt: the version is no longer request.version.
std::optional<access::Change> update_request(store::Transaction& tx, const ResidentRequest& request);

// The resident's own, newest first, at most 200.
std::vector<ResidentRequest> requests_of(store::Transaction& tx, std::int64_t person);
std::int64_t count_open_requests(store::Transaction& tx, std::int64_t person);

// Which kinds the asking post may see beside all others.
enum class Complaints { hidden, shown };

// nullopt: none such, out of scope, or a complaint that is hidden.
struct ScopedRequest {
  ResidentRequest request;
  std::string person_name, area_name;
};
std::optional<ScopedRequest> find_request(store::Transaction& tx, const access::Scope& scope,
                                          Complaints complaints, ResidentRequestId id);

struct RequestFilter {
  Complaints complaints = Complaints::hidden;
  std::optional<RequestState> state = {};
  std::optional<RequestKind> kind = {};
  // Those behind this one in the order of the list.
  Day after_due = Day{std::chrono::year{1} / 1 / 1};
  std::int64_t after_id = 0;
  std::int64_t limit = 50;
};
// By the day on which they are due; without their texts.
std::vector<ScopedRequest> find_requests(store::Transaction& tx, const access::Scope& scope,
                                         const RequestFilter& filter);

struct RequestCounts {
  std::int64_t open = 0, overdue = 0;
};
RequestCounts count_requests(store::Transaction& tx, const access::Scope& scope, Complaints complaints,
                             Day today);

// Those answered before the instant. How many there were.
std::int64_t delete_old_requests(store::Transaction& tx, Instant answered_before);
// All of people who are erased.
void erase_requests(store::Transaction& tx, std::span<const std::int64_t> people);

}  // namespace weige::town
