#include "town/bulk_erasure_actions.h"

#include <boost/json.hpp>

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "access/approval_actions.h"
#include "access/audit.h"
#include "jobs/job_actions.h"
#include "town/erasure_actions.h"
#include "town/erasure_writer.h"
#include "town/retention_store.h"

namespace weige::town {
namespace {

namespace json = boost::json;
using access::ApprovalId;
using access::ApprovalKind;
using store::Transaction;

constexpr access::AuditAction kBulkErased{"record.erased"};
constexpr std::string_view kBulkClock = "record.cancelled";
constexpr std::size_t kErasedInStep = 25;

access::ApprovalContent content_of(const BulkErasureWish& wish) {
  access::ApprovalContent out;
  out.put("reason", registry::code(wish.reason)).put_ids("people", wish.people);
  return out;
}

// Nothing: not as content_of() writes it.
std::optional<BulkErasureWish> wish_of(const access::Approval& approval) {
  const auto reason = registry::stated_reason_of(approval.content.get("reason"));
  if (!reason) return std::nullopt;
  return BulkErasureWish{.people = approval.content.ids("people"), .reason = *reason};
}

Result<access::Actor> asker_of(Transaction& tx, Instant now, const access::Approval& approval) {
  WEIGE_TRY(auto actor,
            access::Actor::resume(tx, now, approval.asker.account, approval.asker.post, std::nullopt));
  WEIGE_CHECK(actor.may(access::Right::erase_records));
  return actor;
}

Done begin_approved_erasure(Transaction& tx, Instant now, const access::Approval& approval) {
  if (approval.kind != ApprovalKind::bulk_erasure) return done();
  WEIGE_CHECK(asker_of(tx, now, approval));
  const auto job = jobs::submit_job(
      tx,
      {.kind = std::string(kBulkErasureJob),
       .input = json::serialize(json::object{{"approval", approval.id.value}}),
       .owner = {approval.asker.account.value, approval.asker.post.value, access::kTown.value},
       .progress = {"erasing", 0, approval.people}},
      now);
  access::set_approval_job(tx, approval.id, job.value);
  return done();
}

// Where the job stands: in which report, and how many of its people it has looked at.
struct BulkPosition {
  RunId run;
  std::size_t looked = 0;
};

std::string bulk_text(const BulkPosition& position) {
  return json::serialize(
      json::object{{"run", position.run.value}, {"looked", static_cast<std::int64_t>(position.looked)}});
}

std::optional<BulkPosition> bulk_position(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto read = json::parse(text);
  return BulkPosition{RunId{read.at("run").as_int64()},
                      static_cast<std::size_t>(read.at("looked").as_int64())};
}

// One transaction of the job: what was approved, by whom it is done, and what.
struct BulkStep {
  Transaction& tx;
  Instant now;
  access::Approval approval;
  access::Actor actor;
  BulkErasureWish wish;
};

Result<BulkStep> bulk_step(Transaction& tx, Instant now, const jobs::Job& job) {
  const auto id = ApprovalId{json::parse(job.input).at("approval").as_int64()};
  auto approval = access::find_approval(tx, id, now);
  if (!approval) return problem(ProblemCode::not_found);
  auto wish = wish_of(*approval);
  if (!wish) return problem(ProblemCode::approval_differs);
  WEIGE_TRY(auto actor, asker_of(tx, now, *approval));
  return BulkStep{tx, now, *std::move(approval), std::move(actor), *std::move(wish)};
}

Result<BulkPosition> begin_bulk(Transaction& tx, Instant now, jobs::JobContext& job) {
  WEIGE_TRY(const auto step, bulk_step(tx, now, job.job()));
  WEIGE_CHECK(access::use_approval(step.tx, step.now, step.actor,
                                   {.id = step.approval.id,
                                    .kind = ApprovalKind::bulk_erasure,
                                    .area = std::nullopt,
                                    .content = content_of(step.wish),
                                    .job = job.job().id.value}));
  const RetentionRun run{.id = RunId{step.tx.next_id()},
                         .kind = RunKind::bulk,
                         .account = step.actor.account(),
                         .post = step.actor.post(),
                         .job = job.job().id,
                         .reason = step.wish.reason,
                         .started = step.now};
  (void)insert_run(step.tx, run);
  const BulkPosition position{.run = run.id};
  WEIGE_CHECK(job.save(step.tx, bulk_text(position), job.job().progress));
  return position;
}

struct Looked {
  std::vector<std::int64_t> free;
  std::int64_t kept = 0;
};

Result<Looked> look_again(const BulkStep& step, std::span<const std::int64_t> people) {
  Looked out;
  for (const auto id : people) {
    const auto may = may_be_erased(step.tx, step.actor, step.now, {.id = id});
    if (may) {
      out.free.push_back(id);
      continue;
    }
    const auto code = may.problem().code;
    if (code == ProblemCode::record_held || code == ProblemCode::still_registered)
      ++out.kept;
    else if (code != ProblemCode::not_found)
      return may.problem();
  }
  return out;
}

struct SomeErased {
  std::vector<registry::ErasedMark> marks;
  BulkPosition behind;
  bool more = false;
};

void audit_some(const BulkStep& step, RunId run, std::size_t people) {
  if (people == 0) return;
  access::audit_change(
      step.tx, step.now, step.actor, kBulkErased,
      access::Change::of(access::SubjectKind{"erasure"}, run,
                         "kind=bulk,reason=" + std::string(registry::code(step.wish.reason)) +
                             ",people=" + std::to_string(people)));
}

// The next people after the position.
Result<SomeErased> erase_some(Transaction& tx, Instant now, jobs::JobContext& job, BulkPosition position) {
  WEIGE_TRY(const auto step, bulk_step(tx, now, job.job()));
  WEIGE_CHECK(access::check_approval_stands(step.tx, step.now, step.approval));
  const auto& people = step.wish.people;
  const auto some =
      std::span(people).subspan(position.looked, std::min(kErasedInStep, people.size() - position.looked));
  WEIGE_TRY(const auto looked, look_again(step, some));
  WEIGE_TRY(auto marks, erase_people({step.tx, step.now}, looked.free, step.wish.reason));
  add_to_count(step.tx, position.run, kBulkClock,
               {.erased = static_cast<std::int64_t>(marks.size()), .held = looked.kept});
  audit_some(step, position.run, marks.size());
  position.looked += some.size();
  WEIGE_CHECK(job.save(step.tx, bulk_text(position),
                       {"erasing", static_cast<std::int64_t>(position.looked), std::ssize(people)}));
  if (position.looked < people.size()) return SomeErased{std::move(marks), position, true};
  (void)finish_run(step.tx, position.run, step.now);
  WEIGE_CHECK(job.save_result(step.tx, json::serialize(json::object{{"run", position.run.value}})));
  return SomeErased{std::move(marks), position};
}

}  // namespace

Result<access::Approval> ask_for_bulk_erasure(Transaction& tx, Instant now, const access::Actor& actor,
                                              const BulkErasureWish& wish) {
  WEIGE_CHECK(actor.may(access::Right::erase_records));
  const std::set<std::int64_t> people(wish.people.begin(), wish.people.end());
  if (people.empty() || people.size() > kMostErasedAtOnce)
    return problem(ProblemCode::bad_number, "person_ids")
        .with("min", "1")
        .with("max", std::to_string(kMostErasedAtOnce));
  for (const auto id : people) WEIGE_CHECK(may_be_erased(tx, actor, now, {.id = id}));
  return access::ask_for_approval(tx, now, actor,
                                  {.kind = ApprovalKind::bulk_erasure,
                                   .content = content_of(wish),
                                   .people = std::ssize(people),
                                   .reason = wish.why});
}

void follow_bulk_erasures(access::ApprovalEvents& events) {
  events.approved.subscribe(begin_approved_erasure);
}

Done run_bulk_erasure(jobs::JobContext& job, const RetentionParts& parts) {
  auto& database = job.database();
  auto position = bulk_position(job.job().position);
  if (parts.journal) WEIGE_CHECK(complete_journal(database, *parts.journal));
  if (!position) {
    const auto begun = database.write([&](Transaction& tx) { return begin_bulk(tx, parts.clock(), job); });
    if (!begun) return begun.problem();
    position = *begun;
  }
  for (bool more = true; more;) {
    WEIGE_CHECK(job.may_go_on());
    const auto erased =
        database.write([&](Transaction& tx) { return erase_some(tx, parts.clock(), job, *position); });
    if (!erased) return erased.problem();
    if (parts.journal) WEIGE_CHECK(parts.journal->append(erased->marks));
    position = erased->behind;
    more = erased->more;
  }
  return done();
}

}  // namespace weige::town
