#include "town/retention_step_actions.h"

#include <algorithm>
#include <array>

#include "access/audit_person_store.h"
#include "access/retention_store.h"
#include "access/session.h"
#include "intake/named_people_store.h"
#include "intake/pocket_store.h"
#include "intake/roster_store.h"
#include "jobs/job_store.h"
#include "registry/erasure_store.h"
#include "registry/erasure_upload_store.h"
#include "registry/legal_hold_store.h"
#include "registry/upload_store.h"
#include "teams/duty_share_store.h"
#include "teams/helper_store.h"
#include "teams/message_store.h"
#include "teams/team_store.h"
#include "town/erasure_events.h"
#include "town/erasure_writer.h"
#include "town/reading_delay_store.h"
#include "town/resident_request_store.h"
#include "town/retention_store.h"
#include "work/campaign_store.h"
#include "work/daily_report_store.h"
#include "work/flagged_site_store.h"
#include "work/inspection_store.h"
#include "work/instruction_store.h"
#include "work/key_premises_store.h"
#include "work/lead_key_store.h"
#include "work/lead_store.h"
#include "work/meeting_store.h"
#include "work/obligation_store.h"
#include "work/patrol_store.h"
#include "work/plan_store.h"
#include "work/practice_case_store.h"
#include "work/shift_store.h"
#include "work/task_store.h"
#include "work/verification_store.h"
#include "work/visit_store.h"

namespace weige::town {
namespace {

constexpr int kAccountsAtOnce = 20, kEntriesAtOnce = 2000, kLinesAtOnce = 1000, kJobsAtOnce = 5,
              kPlacesAtOnce = 200, kPapersAtOnce = 50;

class ClockStep {
 public:
  ClockStep(RetentionStep& step, std::string_view clock) : step_(step), clock_(clock) {}

  store::Transaction& tx() const { return step_.tx; }
  Instant now() const { return step_.now; }
  Day today() const { return step_.town.day_of(step_.now); }
  // What began before that is over.
  Instant limit() const { return step_.now - step_.times.of(clock_); }
  bool is_first() const { return step_.after == 0; }
  RetentionStep& step() const { return step_; }
  void count(std::int64_t erased, std::int64_t held = 0) const { count_of(clock_, erased, held); }
  void count_of(std::string_view clock, std::int64_t erased, std::int64_t held = 0) const {
    add_to_count(step_.tx, step_.run, clock, {.erased = erased, .held = held});
  }

 private:
  RetentionStep& step_;
  std::string_view clock_;
};

// Who is held is passed over, with all who are the same human being.
Result<bool> cancelled_people(const ClockStep& clock) {
  auto& step = clock.step();
  const auto page = registry::people_due(clock.tx(), step.after, {clock.limit(), clock.today()});
  if (page.last == 0) return false;
  std::vector<std::int64_t> free;
  for (const auto id : page.due)
    if (!registry::held_until(clock.tx(), registry::with_merged(clock.tx(), {&id, 1}), clock.today()))
      free.push_back(id);
  WEIGE_TRY(step.marks, erase_people({clock.tx(), clock.now()}, free, registry::ErasureReason::retention));
  clock.count(static_cast<std::int64_t>(step.marks.size()),
              static_cast<std::int64_t>(page.due.size() - free.size()));
  step.after = page.last;
  return true;
}

Result<bool> disabled_accounts(const ClockStep& clock) {
  if (clock.is_first()) access::note_disabled_accounts(clock.tx(), clock.now());
  const auto due = access::accounts_due(clock.tx(), clock.limit(), kAccountsAtOnce);
  for (const auto id : due)
    clock.step().marks.push_back(
        erase_account({clock.tx(), clock.now()}, id, registry::ErasureReason::retention));
  clock.count(static_cast<std::int64_t>(due.size()));
  clock.step().after = 1;
  return !due.empty();
}

Result<bool> audit_entries(const ClockStep& clock) {
  const auto gone = access::remove_audit_entries(clock.tx(), clock.limit(), kEntriesAtOnce);
  if (clock.is_first()) access::forget_accounts_in_audit(clock.tx(), clock.limit());
  clock.count(gone);
  clock.step().after = 1;
  return gone > 0;
}

Result<bool> reading_counts(const ClockStep& clock) {
  clock.count(access::remove_reading_counts(clock.tx(), clock.step().town.day_of(clock.limit())));
  return false;
}

Result<bool> ended_holds(const ClockStep& clock) {
  clock.count(registry::remove_holds(clock.tx(), clock.step().town.day_of(clock.limit()), clock.limit()));
  return false;
}

Result<bool> expired_links(const ClockStep& clock) {
  clock.count(access::remove_links(clock.tx(), clock.limit()));
  return false;
}

// As long unused as any rule of sessions allows, whatever is set.
Result<bool> ended_sessions(const ClockStep& clock) {
  clock.count(access::remove_sessions(clock.tx(), clock.limit() - access::SessionRules{}.idle, clock.now()) +
              access::remove_resident_sessions(clock.tx(), clock.now()));
  return false;
}

Result<bool> expired_codes(const ClockStep& clock) {
  clock.count(access::remove_resident_codes(clock.tx(), clock.now()));
  return false;
}

Result<bool> answered_requests(const ClockStep& clock) {
  clock.count(delete_old_requests(clock.tx(), clock.limit()));
  return false;
}

Result<bool> ended_delays(const ClockStep& clock) {
  clock.count(delete_old_delays(clock.tx(), clock.limit(), clock.step().town.day_of(clock.limit())));
  return false;
}

Result<bool> expired_approvals(const ClockStep& clock) {
  clock.count(access::remove_approvals(clock.tx(), clock.limit()));
  return false;
}

Result<bool> ended_instructions(const ClockStep& clock) {
  const auto gone = work::erase_expired_instructions(clock.tx(), clock.now(), kAccountsAtOnce);
  clock.count(gone);
  return gone > 0;
}

// Never a count: how many leads there are is nobody's to know.
// The same for meetings, plans of shifts and daily reports: what was before the day goes, some at a time.
Result<bool> old_papers(const ClockStep& clock, std::int64_t (*erase)(store::Transaction&, Day, int)) {
  const auto gone = erase(clock.tx(), clock.step().town.day_of(clock.limit()), kPapersAtOnce);
  clock.count(gone);
  clock.step().after = 1;
  return gone > 0;
}

Result<bool> old_meetings(const ClockStep& clock) {
  return old_papers(clock, work::delete_old_meetings);
}

Result<bool> old_shift_plans(const ClockStep& clock) {
  return old_papers(clock, work::delete_old_plans);
}

Result<bool> old_daily_reports(const ClockStep& clock) {
  return old_papers(clock, work::delete_old_daily_reports);
}

Result<bool> expired_leads(const ClockStep& clock) {
  if (work::erase_expired_leads(clock.tx(), clock.today(), kLinesAtOnce)) return true;
  work::erase_idle_keys(clock.tx());
  return false;
}

Result<bool> counts_of_leads(const ClockStep& clock) {
  work::forget_sent(clock.tx(), clock.today());
  return false;
}

// Once a month is over, its patrols have a day and no hour; not counted, since they stay.
Result<bool> old_place_work(const ClockStep& clock) {
  const auto today = clock.today();
  const Day month_begin{today.year(), today.month(), std::chrono::day{1}};
  if (work::coarsen_patrols(clock.tx(), month_begin, kPlacesAtOnce) > 0) return true;
  const auto before = clock.step().town.day_of(clock.limit());
  const auto gone = work::erase_patrols(clock.tx(), before, kPlacesAtOnce) +
                    work::erase_inspections(clock.tx(), before, kPlacesAtOnce) +
                    work::erase_closed_sites(clock.tx(), before, kPlacesAtOnce) +
                    work::erase_key_reports(clock.tx(), before, kPlacesAtOnce) +
                    work::erase_ended_key_premises(clock.tx(), before, kPlacesAtOnce) +
                    work::erase_publicity(clock.tx(), before, kPlacesAtOnce);
  clock.count(gone);
  return gone > 0;
}

Result<bool> closed_obligations(const ClockStep& clock) {
  const auto gone =
      work::erase_obligations(clock.tx(), clock.step().town.day_of(clock.limit()), kPlacesAtOnce);
  clock.count(gone);
  return gone > 0;
}

// Once a month is over, its visits have a day and no hour; not counted, since they stay.
Result<bool> old_visits(const ClockStep& clock) {
  const auto today = clock.today();
  const Day month_begin{today.year(), today.month(), std::chrono::day{1}};
  if (work::coarsen_visits(clock.tx(), month_begin, kLinesAtOnce) == kLinesAtOnce) return true;
  const auto gone = work::erase_visits(clock.tx(), clock.step().town.day_of(clock.limit()), kLinesAtOnce);
  clock.count(gone);
  return gone == kLinesAtOnce;
}

// Campaigns go after the last of their tasks.
Result<bool> closed_tasks(const ClockStep& clock) {
  const auto tasks = work::erase_closed_tasks(clock.tx(), clock.limit(), kLinesAtOnce);
  clock.count(tasks);
  if (tasks > 0) return true;
  const auto before = clock.step().town.day_of(clock.limit());
  const auto campaigns = work::erase_ended_campaigns(clock.tx(), before, kPlacesAtOnce);
  clock.count(campaigns);
  return campaigns > 0;
}

// With them the rounds of full verification.
Result<bool> old_day_plans(const ClockStep& clock) {
  const auto before = clock.step().town.day_of(clock.limit());
  const auto gone = work::erase_old_day_plans(clock.tx(), before, kPapersAtOnce) +
                    work::erase_old_rounds(clock.tx(), month_of(before), kPapersAtOnce) +
                    work::erase_unused_codes(clock.tx(), before, kLinesAtOnce);
  clock.count(gone);
  return gone > 0;
}

Result<bool> old_cases(const ClockStep& clock) {
  const auto gone = work::erase_old_cases(clock.tx(), clock.limit(), kPlacesAtOnce);
  clock.count(gone);
  return gone > 0;
}

Result<bool> old_team_work(const ClockStep& clock) {
  const auto before = clock.step().town.day_of(clock.limit());
  const auto gone = teams::erase_old_team_work(clock.tx(), before, kLinesAtOnce) +
                    teams::erase_ended_shares(clock.tx(), before);
  clock.count(gone);
  return gone > 0;
}

Result<bool> left_helpers(const ClockStep& clock) {
  const auto gone = teams::erase_left_helpers(clock.tx(), clock.limit(), kLinesAtOnce);
  clock.count(gone);
  clock.step().after = 1;
  return gone > 0;
}

Result<bool> old_messages(const ClockStep& clock) {
  const auto gone = teams::erase_old_messages(clock.tx(), clock.limit(), kLinesAtOnce);
  clock.count(gone);
  clock.step().after = 1;
  return gone > 0;
}

Result<bool> failed_sign_ins(const ClockStep& clock) {
  clock.count(access::remove_throttles(clock.tx(), clock.limit()));
  return false;
}

// Uploads and imports go together; the first step counts what is over of both.
Result<bool> expired_files(const ClockStep& clock) {
  if (clock.is_first()) {
    const auto over = registry::count_expired_files(clock.tx(), clock.now());
    clock.count_of("upload.expires_at", over.uploads);
    clock.count_of("file_import.expires_at", over.imports);
    clock.step().after = 1;
  }
  return registry::erase_expired_files(clock.tx(), clock.now());
}

Result<bool> expired_lists(const ClockStep& clock) {
  if (clock.is_first()) {
    const auto over = intake::count_expired_lists(clock.tx(), clock.now());
    clock.count_of("roster.expires_at", over.rosters);
    clock.count_of("finding.expires_at", over.findings);
    clock.count_of("pocket_line.expires_at", over.lines);
    clock.step().after = 1;
  }
  return intake::erase_expired_rosters(clock.tx(), clock.now()) ||
         intake::erase_expired_lines(clock.tx(), clock.now(), kLinesAtOnce);
}

Result<bool> expired_work(const ClockStep& clock) {
  const auto over = jobs::expired_jobs(clock.tx(), clock.now(), kJobsAtOnce);
  for (const auto id : over) jobs::remove_job(clock.tx(), id);
  clock.count(static_cast<std::int64_t>(over.size()));
  return !over.empty();
}

Result<bool> of_higher_modules(const ClockStep& clock) {
  std::int64_t gone = 0;
  WEIGE_CHECK(erasure_events().night.publish(clock.tx(), clock.now(), gone));
  clock.count(gone);
  return false;
}

struct StepOfClock {
  std::string_view clock;
  Result<bool> (*run)(const ClockStep& clock);
};
constexpr std::array kSteps{StepOfClock{"record.cancelled", cancelled_people},
                            StepOfClock{"account.disabled", disabled_accounts},
                            StepOfClock{"audit.at", audit_entries},
                            StepOfClock{"reading.day", reading_counts},
                            StepOfClock{"legal_hold.ended", ended_holds},
                            StepOfClock{"link.expired", expired_links},
                            StepOfClock{"session.end", ended_sessions},
                            StepOfClock{"code.expired", expired_codes},
                            StepOfClock{"request.answered", answered_requests},
                            StepOfClock{"delay.end", ended_delays},
                            StepOfClock{"approval.expired", expired_approvals},
                            StepOfClock{"lead.received", expired_leads},
                            StepOfClock{"meeting.on_day", old_meetings},
                            StepOfClock{"shift_plan.week", old_shift_plans},
                            StepOfClock{"daily_report.on_day", old_daily_reports},
                            StepOfClock{"instruction.expires_at", ended_instructions},
                            StepOfClock{"lead_sent.day", counts_of_leads},
                            StepOfClock{"place_work.day", old_place_work},
                            StepOfClock{"obligation.closed", closed_obligations},
                            StepOfClock{"visit.on_day", old_visits},
                            StepOfClock{"task.closed", closed_tasks},
                            StepOfClock{"plan.day", old_day_plans},
                            StepOfClock{"practice_case.noted", old_cases},
                            StepOfClock{"team_work.on_day", old_team_work},
                            StepOfClock{"team_helper.left", left_helpers},
                            StepOfClock{"team_message.at", old_messages},
                            StepOfClock{"sign_in.failed", failed_sign_ins},
                            StepOfClock{"upload.expires_at", expired_files},
                            StepOfClock{"file_import.expires_at", expired_files},
                            StepOfClock{"roster.expires_at", expired_lists},
                            StepOfClock{"finding.expires_at", expired_lists},
                            StepOfClock{"pocket_line.expires_at", expired_lists},
                            StepOfClock{"job.expires_at", expired_work},
                            StepOfClock{"submission.answered", of_higher_modules}};

}  // namespace

bool has_step(std::string_view clock) {
  return std::ranges::find(kSteps, clock, &StepOfClock::clock) != kSteps.end();
}

Result<bool> run_step(RetentionStep& step, std::string_view clock) {
  return std::ranges::find(kSteps, clock, &StepOfClock::clock)->run(ClockStep(step, clock));
}

void sweep(store::Transaction& tx) {
  registry::forget_erased_again(tx);
  access::forget_nameless_people(tx);
  jobs::drop_lost_files(tx);
}

}  // namespace weige::town
