#include "registry/operation_job_actions.h"

#include <boost/json.hpp>

#include <numeric>

namespace weige::registry {
namespace {

namespace json = boost::json;

constexpr auto kJobKept = std::chrono::hours(24 * 30);

Done save(jobs::JobContext& job, store::Transaction& tx, const OperationStep& step) {
  WEIGE_CHECK(job.save(tx, step.position, {"moving", sum(step.affected), step.total}));
  if (!step.finished) return done();
  const json::object result{{"operation_id", step.operation.value},
                            {"affected", affected_json(step.affected)}};
  return job.save_result(tx, json::serialize(result));
}

}  // namespace

json::object affected_json(const std::map<RecordKind, int>& affected) {
  json::object out;
  for (const auto& [kind, count] : affected) out[code(kind)] = count;
  return out;
}

std::map<RecordKind, int> affected_of(const json::object& counts) {
  std::map<RecordKind, int> out;
  for (const auto& [kind, count] : counts)
    out[record_kind_of(kind).value()] = static_cast<int>(count.as_int64());
  return out;
}

std::int64_t sum(const std::map<RecordKind, int>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::int64_t{0},
                         [](std::int64_t all, const auto& count) { return all + count.second; });
}

jobs::JobId submit_operation_job(const WriteContext& context, std::string_view kind,
                                 const json::object& input) {
  const jobs::JobOwner owner{context.actor.account().value, context.actor.post().value,
                             context.actor.area().value};
  const jobs::NewJob job{.kind = std::string(kind), .input = json::serialize(input), .owner = owner};
  return jobs::insert_job(context.tx, job, context.now, context.now + kJobKept);
}

Done run_operation_job(jobs::JobContext& job, const Clock& clock,
                       const std::function<Result<OperationStep>(const WriteContext&)>& step) {
  const auto& owner = job.job().owner;
  for (bool finished = false; !finished;) {
    WEIGE_CHECK(job.may_go_on());
    const auto made = job.database().write([&](store::Transaction& tx) -> Result<OperationStep> {
      const Instant now = clock();
      WEIGE_TRY(const auto actor,
                access::Actor::resume(tx, now, access::AccountId{owner.account_id},
                                      access::PostId{owner.post_id}, access::Purpose::data_quality));
      WEIGE_TRY(auto written, step(WriteContext{tx, actor, now}));
      WEIGE_CHECK(save(job, tx, written));
      return written;
    });
    if (!made) return made.problem();
    made->kept();
    finished = made->finished;
  }
  return done();
}

}  // namespace weige::registry
