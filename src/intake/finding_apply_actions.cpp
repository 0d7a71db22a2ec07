#include "intake/finding_apply_actions.h"

#include <algorithm>
#include <boost/json.hpp>
#include <sstream>

#include "intake/roster_confirm_actions.h"
#include "intake/roster_rows_actions.h"
#include "intake/roster_rule_actions.h"
#include "intake/roster_store.h"
#include "jobs/job_actions.h"
#include "registry/import_picture_store.h"
#include "registry/ledger_store.h"
#include "registry/plan_writer.h"
#include "registry/record_store.h"
#include "registry/residence.h"
#include "registry/search_index_actions.h"

namespace weige::intake {
namespace {

using registry::Record;
using registry::RecordKind;
using registry::RegisterWriter;
using store::Transaction;

constexpr access::AuditAction kApplied{"finding.applied"}, kApplyAsked{"roster.apply_asked"},
    kApplyFollowed{"roster.apply_followed"};
constexpr int kAtOnce = 100;

registry::ParsedRow chosen(const RosterRow& row, const Finding& finding) {
  auto parsed = row.parsed;
  parsed.person = finding.person.value_or(0);
  return parsed;
}

Problem first_fault(const registry::RowDecision& decision) {
  const auto found = std::ranges::find(decision.findings, false, &registry::Finding::warning);
  for (const auto& entry : whole_catalogue())
    if (found != decision.findings.end() && entry.code == found->code) return problem(entry.name, "row");
  return problem(ProblemCode::changed_meanwhile);
}

// Gone: with evidence that is enough the residence ends, else it is reported gone and waits for a visit.
Done write_gone(const registry::WriteContext& context, RegisterWriter& writer, const Finding& finding,
                const registry::ProvenanceInput& how) {
  const bool works = finding.employment.has_value();
  const auto kind = works ? RecordKind::employment : RecordKind::residence;
  const auto before = registry::find_record(context.tx, context.actor.scope(), kind,
                                            works ? *finding.employment : *finding.residence);
  if (!before) return problem(ProblemCode::not_found);
  if (before->text("state") != "current" || (works && (*before)["to_day"]))
    return problem(ProblemCode::changed_meanwhile);
  const auto last = how.confirmed_at.value_or(context.today());
  Record after = *before;
  if (works) {
    after["to_day"] = to_iso(last);
  } else {
    const bool ended = registry::is_evidence_for_leaving(how.evidence, context.town);
    after["state"] =
        registry::code(ended ? registry::ResidenceState::cancelled : registry::ResidenceState::reported_gone);
    if (ended) after["to_day"] = to_iso(last);
  }
  return writer.change(*before, std::move(after), last);
}

registry::ProvenanceInput provenance_of(const Roster& roster, registry::ProvenanceInput how) {
  if (how.source.empty()) how.source = roster.source;
  if (!how.finder) how.finder = roster.source;
  if (!how.confirmed_at) how.confirmed_at = roster.reference;
  return how;
}

}  // namespace

registry::RowDecision decide_row(Transaction& tx, const access::Actor& actor, const RowInTown& row,
                                 const Finding& finding) {
  const std::vector parsed{chosen(row.row, finding)};
  const auto picture =
      registry::load_picture(tx, {actor.scope(), actor.scope()}, registry::TownFile::residents, parsed);
  std::int64_t planned = 0;
  return registry::decide(parsed.front(), {.kind = registry::TownFile::residents,
                                           .town = row.town,
                                           .picture = picture,
                                           .new_id = [&] { return --planned; }});
}

namespace {

// One roster's findings, written one after the other by one writer.
class Applier {
 public:
  Applier(const registry::WriteContext& context, const RosterRows* rows)
      : context_(context),
        rows_(rows),
        everywhere_(access::Scope::system(context.tx, context.now, access::SystemReason::import_job)) {}

  // Whether it wrote anything. After a problem the transaction may go on unless broke().
  Result<bool> apply(RegisterWriter& writer, const Finding& finding, const registry::ProvenanceInput& how) {
    if (finding.residence || finding.employment) {
      WEIGE_CHECK(write_gone(context_, writer, finding, how));
      return true;
    }
    const auto row = rows_ ? rows_->row(context_.tx, finding.row) : std::nullopt;
    if (!row) return problem(ProblemCode::upload_gone);
    const std::vector parsed{chosen(*row, finding)};
    const auto picture = registry::load_picture(context_.tx, {everywhere_, context_.actor.scope()},
                                                registry::TownFile::residents, parsed);
    auto decision = registry::decide(parsed.front(), {.kind = registry::TownFile::residents,
                                                      .town = rows_->town(),
                                                      .picture = picture,
                                                      .new_id = [&] { return context_.tx.next_id(); }});
    if (!registry::is_taken(decision.outcome)) return first_fault(decision);
    broke_ = true;
    for (auto& write : decision.writes) WEIGE_CHECK(registry::write_planned(writer, write, rows_->town()));
    broke_ = false;
    return !decision.writes.empty();
  }
  // A part of a finding may have been written.
  bool broke() const { return broke_; }

 private:
  const registry::WriteContext& context_;
  const RosterRows* rows_;
  access::Scope everywhere_;
  bool broke_ = false;
};

}  // namespace

Result<std::optional<registry::OperationId>> apply_finding(const registry::WriteContext& context,
                                                           const Finding& finding,
                                                           const registry::ProvenanceInput& how) {
  const auto roster = find_roster(context.tx, finding.roster);
  if (!roster) return problem(ProblemCode::upload_gone);
  const bool leaves = finding.residence || finding.employment;
  if (finding.kind == FindingKind::reported && !leaves) return std::optional<registry::OperationId>();
  std::optional<RosterRows> rows;
  if (!leaves) {
    WEIGE_TRY(rows, RosterRows::open(context.tx, *roster, context.today()));
  }
  const auto provenance = provenance_of(*roster, how);
  RegisterWriter writer(context, {.kind = registry::OperationKind::import, .reason = roster->source},
                        provenance);
  WEIGE_TRY(const bool wrote, Applier(context, rows ? &*rows : nullptr).apply(writer, finding, provenance));
  if (!wrote) return std::optional<registry::OperationId>();
  return std::optional(writer.finish(kApplied));
}

namespace {

struct BatchPosition {
  std::int64_t after = 0, operation = 0, applied = 0, left = 0;
  std::uint32_t row = 0;  // of those that say the same
  std::int64_t confirmed = 0, held = 0;
};
std::string to_text(const BatchPosition& position) {
  std::ostringstream out;
  out << position.after << ' ' << position.operation << ' ' << position.applied << ' ' << position.left << ' '
      << position.row << ' ' << position.confirmed << ' ' << position.held;
  return out.str();
}
BatchPosition batch_position(std::string_view text) {
  BatchPosition out;  // held: 0 in jobs of earlier versions
  std::istringstream in{std::string(text)};
  in >> out.after >> out.operation >> out.applied >> out.left >> out.row >> out.confirmed >> out.held;
  return out;
}

class BatchRun {
 public:
  BatchRun(jobs::JobContext& job, const Clock& clock, const FindingEvents& events, TownTime town)
      : job_(job),
        clock_(clock),
        events_(events),
        town_(town),
        position_(batch_position(job.job().position)) {}

  Done run() {
    WEIGE_CHECK(begin());
    WEIGE_CHECK(in_pieces([&](Transaction& tx, bool& more) { return some(tx, more); }));
    if (confirm_same_)
      WEIGE_CHECK(in_pieces([&](Transaction& tx, bool& more) { return some_same(tx, more); }));
    WEIGE_CHECK(registry::index_waiting(job_.database()));
    return conclude();
  }

 private:
  template <class F>
  Done in_pieces(F&& piece) {
    for (bool more = true; more;) {
      WEIGE_CHECK(job_.may_go_on());
      auto next = job_.database().write([&](Transaction& tx) -> Result<BatchPosition> {
        if (!goes_on(tx)) {
          more = false;
          return position_;
        }
        WEIGE_TRY(const auto reached, piece(tx, more));
        tell(tx, reached);
        return reached;
      });
      WEIGE_CHECK(next);
      position_ = *next;
    }
    return done();
  }

  // Not where the rule has been ended meanwhile, or what was written so far been taken back.
  bool goes_on(Transaction& tx) const {
    if (rule_ != 0 && !stands(tx, roster_.post, RosterRuleId{rule_})) return false;
    return position_.operation == 0 ||
           !registry::operation_header(tx, registry::OperationId{position_.operation}).undone_by;
  }

  // On the roster, with each piece: what a job that breaks off has written can be undone, too. An applying
  // that has nothing to write leaves what an earlier one did.
  void tell(Transaction& tx, const BatchPosition& reached) const {
    auto roster = find_roster(tx, roster_.id);
    if (!roster || (reached.operation == 0 && roster->applied)) return;
    if (reached.operation != 0) roster->operation = registry::OperationId{reached.operation};
    roster->applied = Applied{.by_rule = rule_ != 0,
                              .applied = reached.applied,
                              .left = reached.left,
                              .confirmed = reached.confirmed,
                              .held = reached.held};
    update_outcomes(tx, *roster);
  }

  Done begin() {
    const auto input = boost::json::parse(job_.job().input);
    const auto* same = input.as_object().if_contains("confirm_same");  // not in jobs of earlier versions
    confirm_same_ = same && same->as_bool();
    const auto* rule = input.as_object().if_contains("rule");
    if (rule) rule_ = rule->to_number<std::int64_t>();
    const RosterId id{input.at("roster").to_number<std::int64_t>()};
    for (const auto& kind : input.at("kinds").as_array())
      kinds_.push_back(*finding_kind_of(std::string_view(kind.as_string())));
    const auto found = job_.database().read([&](Transaction& tx) { return find_roster(tx, id); });
    if (!found) return problem(ProblemCode::not_found);
    roster_ = *found;
    return done();
  }

  Result<access::Actor> actor(Transaction& tx) const {
    const auto& owner = job_.job().owner;
    return access::Actor::resume(tx, clock_(), access::AccountId{owner.account_id},
                                 access::PostId{owner.post_id}, access::Purpose::data_quality);
  }

  // The next findings, and the position behind them, or neither.
  Result<BatchPosition> some(Transaction& tx, bool& more) {
    WEIGE_TRY(const auto who, actor(tx));
    WEIGE_CHECK(who.may(access::Right::decide_findings));
    const registry::WriteContext context{tx, who, clock_(), town_, registry::Indexing::later};
    WEIGE_TRY(const auto rows, RosterRows::open(tx, roster_, context.today()));
    const auto found = find_findings(
        tx, who.scope(),
        {.state = FindingState::open, .roster = roster_.id, .after = position_.after, .limit = kAtOnce});
    more = found.size() == static_cast<std::size_t>(kAtOnce);
    auto next = position_;
    const auto provenance = how();
    std::optional<RegisterWriter> writer;
    Applier applier(context, &rows);
    bool wrote_any = false;
    for (auto finding : found) {
      next.after = finding.id.value;
      if (std::ranges::find(kinds_, finding.kind) == kinds_.end()) continue;
      if (!events_.deciding.publish(tx, who, finding, Deciding::many)) {
        ++next.held;
        continue;
      }
      if (!writer) writer.emplace(context, header(), provenance);
      const auto wrote = applier.apply(*writer, finding, provenance);
      writer->write_now();
      if (!wrote && applier.broke()) return wrote.problem();
      if (!wrote) {
        ++next.left;
        continue;
      }
      wrote_any = wrote_any || *wrote;
      WEIGE_CHECK(settle(context, finding, *wrote ? std::optional(writer->operation()) : std::nullopt));
      ++next.applied;
    }
    if (wrote_any) next.operation = writer->finish(kApplied).value;
    WEIGE_CHECK(job_.save(tx, to_text(next), {"apply", next.applied, std::nullopt}));
    return next;
  }

  registry::ProvenanceInput how() const { return provenance_of(roster_, {.way = registry::Way::file}); }
  registry::OperationHeader header() const {
    registry::OperationHeader out{.kind = registry::OperationKind::import, .reason = roster_.source};
    if (position_.operation != 0) out.continues = registry::OperationId{position_.operation};
    return out;
  }

  // The next rows that say what the register says, and the position behind them, or neither.
  Result<BatchPosition> some_same(Transaction& tx, bool& more) {
    WEIGE_TRY(const auto who, actor(tx));
    WEIGE_CHECK(who.may(access::Right::decide_findings));
    const registry::WriteContext context{tx, who, clock_(), town_, registry::Indexing::later};
    WEIGE_TRY(const auto rows, RosterRows::open(tx, roster_, context.today()));
    const auto found = compared_rows(
        tx, roster_.id, {.outcome = registry::RowOutcome::same, .after = position_.row, .limit = kAtOnce});
    more = found.size() == static_cast<std::size_t>(kAtOnce);
    auto next = position_;
    std::optional<RegisterWriter> writer;
    const auto in_need = [&]() -> RegisterWriter& {
      if (!writer) writer.emplace(context, header(), how());
      return *writer;
    };
    for (const auto& compared : found) {
      next.row = compared.row;
      const auto row = rows.row(tx, compared.row);
      if (!row || compared.person == 0) continue;
      WEIGE_TRY(const bool wrote, confirm_row(context, in_need, *row, compared, roster_.reference));
      next.confirmed += wrote;
    }
    if (writer) next.operation = writer->finish(kApplied).value;
    WEIGE_CHECK(job_.save(tx, to_text(next), {"apply", next.applied + next.confirmed, std::nullopt}));
    return next;
  }

  Done settle(const registry::WriteContext& context, Finding finding,
              std::optional<registry::OperationId> operation) {
    finding.state = FindingState::applied;
    finding.operation = operation;
    finding.decided_at = context.now;
    finding.decided_by = context.actor.account();
    finding.decided_by_post = context.actor.post();
    auto change = update_finding(context.tx, finding);
    if (!change) return problem(ProblemCode::version_conflict);
    access::audit_change(context.tx, context.now, context.actor, kApplied, *std::move(change));
    return events_.decided.publish(context.tx, finding);
  }

  Done conclude() {
    return job_.database().write([&](Transaction& tx) -> Done {
      boost::json::object result{{"roster", roster_.id.value},
                                 {"applied", position_.applied},
                                 {"left", position_.left},
                                 {"confirmed", position_.confirmed},
                                 {"held", position_.held}};
      if (position_.operation != 0) result["operation"] = position_.operation;
      return job_.save_result(tx, boost::json::serialize(result));
    });
  }

  jobs::JobContext& job_;
  const Clock& clock_;
  const FindingEvents& events_;
  TownTime town_;
  BatchPosition position_;
  Roster roster_;
  std::vector<FindingKind> kinds_;
  bool confirm_same_ = false;
  std::int64_t rule_ = 0;  // that asks for it; 0 = somebody
};

}  // namespace

jobs::JobId submit_applying(Transaction& tx, const access::Actor& actor, const ApplyRoster& wanted,
                            Instant now) {
  boost::json::array kinds;
  for (const auto kind : wanted.kinds) kinds.push_back(boost::json::value(std::string(code(kind))));
  const boost::json::object input{{"roster", wanted.roster.value},
                                  {"kinds", std::move(kinds)},
                                  {"confirm_same", wanted.confirm_same},
                                  {"rule", wanted.rule}};
  const auto job =
      jobs::submit_job(tx,
                       {.kind = std::string(kApplyRosterJob),
                        .input = boost::json::serialize(input),
                        .owner = {actor.account().value, actor.post().value, actor.area().value}},
                       now);
  const auto how = wanted.rule == 0 ? std::string() : "rule=" + std::to_string(wanted.rule);
  access::audit_change(tx, now, actor, wanted.rule == 0 ? kApplyAsked : kApplyFollowed,
                       access::Change::of(kRosterSubject, wanted.roster, how));
  return job;
}

jobs::JobRunner::Handler apply_roster_handler(const Clock& clock, const FindingEvents& events,
                                              TownTime town) {
  return [clock, &events, town](jobs::JobContext& job) -> Done {
    return BatchRun(job, clock, events, town).run();
  };
}

}  // namespace weige::intake
