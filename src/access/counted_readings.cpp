#include "access/counted_readings.h"

#include <algorithm>
#include <map>

#include "access/reading_quota_store.h"

namespace weige::access {
namespace {

constexpr AuditAction kReadingRefused{"reading.refused"};

struct CountedRequest {
  std::size_t number;
  std::int64_t readings;
};

// The requests of one post in one day.
struct CountedPost {
  Role role = Role::nobody;
  std::vector<CountedRequest> requests = {};
  std::int64_t readings = 0;
};

std::int64_t single_readings(RequestReadings request) {
  return std::ranges::count_if(request,
                               [](const Reading& each) { return each.action.counts == Counts::single; });
}

// In the order of posts and days, so that two instances never wait for each other.
std::map<PostDay, CountedPost> by_post(std::span<const RequestReadings> requests) {
  std::map<PostDay, CountedPost> out;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const auto readings = single_readings(requests[i]);
    if (readings == 0) continue;
    const auto& first = requests[i].front();
    auto& post = out[{first.post, TownTime{}.day_of(first.at)}];
    post.role = first.role;
    post.requests.push_back({i, readings});
    post.readings += readings;
  }
  return out;
}

Problem past_quota(const QuotaState& state) {
  const auto code =
      state.count.extended_for ? ProblemCode::reading_quota_spent : ProblemCode::reading_quota_reached;
  return problem(code).with("quota", std::to_string(state.quota));
}

Reading refused_reading(const Reading& asked, const QuotaState& state) {
  Reading out = asked;
  out.action = kReadingRefused;
  out.subjects.clear();
  out.detail = "quota=" + std::to_string(state.quota);
  out.outcome = Outcome::refused;
  return out;
}

}  // namespace

std::vector<Done> audit_within_quota(store::Transaction& tx, const ReadingQuotas& quotas,
                                     std::span<const RequestReadings> requests) {
  std::vector<Done> outcomes(requests.size(), done());
  std::vector<Reading> entries;
  for (const auto& [of, post] : by_post(requests)) {
    const auto count = add_readings(tx, of, post.readings);
    const auto state = quota_state(of.day, quotas.of(post.role), count);
    auto left = state.quota - (count.readings - post.readings);
    std::int64_t refused = 0;
    for (const auto& request : post.requests) {
      if (request.readings <= left) {
        left -= request.readings;
        continue;
      }
      refused += request.readings;
      outcomes[request.number] = past_quota(state);
      entries.push_back(refused_reading(requests[request.number].front(), state));
    }
    if (refused > 0) take_readings_back(tx, of, refused);
  }
  for (std::size_t i = 0; i < requests.size(); ++i)
    if (outcomes[i].ok()) entries.insert(entries.end(), requests[i].begin(), requests[i].end());
  if (!entries.empty()) audit_readings(tx, entries);
  return outcomes;
}

}  // namespace weige::access
