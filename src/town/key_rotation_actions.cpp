#include "town/key_rotation_actions.h"

#include <boost/json.hpp>

#include <algorithm>

#include "access/audit.h"
#include "access/key_actions.h"
#include "jobs/job_actions.h"
#include "town/own_job_actions.h"

namespace weige::town {
namespace {

namespace json = boost::json;
using store::Transaction;

constexpr access::AuditAction kKeysRotated{"keys.rotated"};
constexpr int kKeysPerStep = 500;  // some milliseconds

// After that owner's key: {"kind": "person", "id": n, "seen": n, "changed": n, "total": n}.
struct Position {
  access::KeyPosition after;
  std::int64_t seen = 0, changed = 0, total = 0;
};

std::string to_text(const Position& position) {
  return json::serialize(json::object{{"kind", position.after.kind},
                                      {"id", position.after.id},
                                      {"seen", position.seen},
                                      {"changed", position.changed},
                                      {"total", position.total}});
}

Position position_of(const std::string& text) {
  const auto read = json::parse(text);
  return {.after = {json::value_to<std::string>(read.at("kind")), read.at("id").as_int64()},
          .seen = read.at("seen").as_int64(),
          .changed = read.at("changed").as_int64(),
          .total = read.at("total").as_int64()};
}

jobs::Progress progress_of(const Position& position) {
  return {"rewrapping", std::min(position.seen, position.total), position.total};
}

// False: all are done, and that is audited.
Result<bool> step(Transaction& tx, jobs::JobContext& job, Instant now, Position& position) {
  const auto& owner = job.job().owner;
  WEIGE_TRY(const auto actor, access::Actor::resume(tx, now, access::AccountId{owner.account_id},
                                                    access::PostId{owner.post_id}, std::nullopt));
  WEIGE_CHECK(actor.may(access::Right::manage_keys));
  const auto some = access::rewrap_some(tx, position.after, kKeysPerStep);
  if (some.keys > 0) {
    position.after = some.at;
    position.seen += some.keys;
    position.changed += some.changed;
    WEIGE_CHECK(job.save(tx, to_text(position), progress_of(position)));
    return true;
  }
  access::audit_change(
      tx, now, actor, kKeysRotated,
      access::Change::of(kJob, job.job().id, "rewrapped=" + std::to_string(position.changed)));
  WEIGE_CHECK(job.save_result(
      tx, json::serialize(json::object{{"keys", position.seen}, {"rewrapped", position.changed}})));
  return false;
}

}  // namespace

Result<jobs::JobId> submit_key_rotation(Transaction& tx, Instant now, const access::Actor& actor) {
  WEIGE_CHECK(actor.may(access::Right::manage_keys));
  const Position begin{.total = access::count_data_keys(tx)};
  return jobs::submit_job(tx,
                          {.kind = std::string(kKeyRotationJob),
                           .input = "{}",
                           .owner = {actor.account().value, actor.post().value, actor.area().value},
                           .position = to_text(begin),
                           .progress = progress_of(begin)},
                          now);
}

Done run_key_rotation(jobs::JobContext& job, const Clock& clock) {
  auto position = position_of(job.job().position);
  for (bool more = true; more;) {
    WEIGE_CHECK(job.may_go_on());
    // A transaction may be run again: it begins where the last one ended.
    const Position before = position;
    WEIGE_TRY(more, job.database().write([&](Transaction& tx) -> Result<bool> {
      position = before;
      return step(tx, job, clock(), position);
    }));
  }
  return done();
}

}  // namespace weige::town
