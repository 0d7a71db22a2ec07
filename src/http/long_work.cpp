#include "http/long_work.h"

#include <algorithm>
#include <exception>
#include <thread>

#include "access/audit_log_actions.h"
#include "access/audit_person_store.h"
#include "access/resident_sign_in_actions.h"
#include "base/random.h"
#include "grids/grid_area_actions.h"
#include "grids/month_report_actions.h"
#include "http/door_call.h"
#include "http/idempotency_store.h"
#include "http/instruction_call.h"
#include "http/job_handlers.h"
#include "http/request_log.h"
#include "http/telling_store.h"
#include "intake/roster_actions.h"
#include "jobs/job_actions.h"
#include "registry/people_index_actions.h"
#include "registry/search_index_actions.h"
#include "registry/upload_actions.h"
#include "town/machine_note_actions.h"
#include "town/resident_office_actions.h"
#include "work/due_task_actions.h"
#include "work/instruction_clock_actions.h"
#include "work/key_premises_keeping_actions.h"
#include "work/lead_actions.h"
#include "work/verification_actions.h"

namespace weige::http {

using namespace std::chrono_literals;

namespace {

// Witnesses keep heads for as long as the log: not more of them than one can print.
constexpr auto kHeadEvery = 60s;

}  // namespace

LongWork::LongWork(LongWorkParts parts)
    : parts_(std::move(parts)),
      people_(std::max(std::thread::hardware_concurrency(), 1u)),
      runner_(parts_.database, parts_.clock, {.instance = parts_.instance}),
      answers_(parts_.database, parts_.clock, {.instance = parts_.instance + "-answers"}),
      watch_(parts_.database, parts_.events, parts_.clock),
      relay_(parts_.database_url, parts_.events),
      background_([this](auto name, auto what) { tell_fault(name, what); }),
      follower_([this](auto name, auto what) { tell_fault(name, what); }),
      robots_([this](auto name, auto what) { tell_fault(name, what); }),
      hearing_([this](auto name, auto what) { tell_fault(name, what); }),
      sequencer_([this](auto name, auto what) { tell_fault(name, what); }) {
  add_job_handlers(runner_, {.clock = parts_.clock,
                             .scratch = parts_.scratch,
                             .people = people_,
                             .events = parts_.finding_events,
                             .retention = parts_.retention,
                             .approvals = parts_.approvals});
  add_answer_handlers(answers_, parts_.clock);
  // Codes only: a problem's place may be a cell, its arguments what stood there.
  const auto tell = [this](jobs::JobId id, const Problem& problem) {
    const auto what = "job " + std::to_string(id.value) + " failed: ";
    parts_.log(fault_log_line(parts_.clock(), "", what + std::string(catalogue_entry(problem.code).code)));
  };
  runner_.on_failure(tell);
  answers_.on_failure(tell);
  background_.every(500ms, "job events", [this] { watch_.look(); });
  background_.every(10min, "expired jobs", [this] { jobs::remove_expired(parts_.database, parts_.clock()); });
  background_.every(10min, "old answers", [this] {
    (void)parts_.database.write([this](store::Transaction& tx) -> Result<int> {
      forget_old_answers(tx, parts_.clock());
      return 0;
    });
  });
  // What an import left when its job failed; as a rule there is nothing.
  background_.every(10min, "search terms", [this] { (void)registry::index_waiting(parts_.database); });
  background_.every(10min, "expired uploads",
                    [this] { (void)registry::erase_old(parts_.database, parts_.clock()); });
  follower_.every(5s, "people index",
                  [this] { (void)registry::keep_following(people_, parts_.database, parts_.clock); });
  keep_months();
  hear_others();
  background_.every(1min, "areas of grids", [this] {
    const auto followed = grids::follow_grids(parts_.database, parts_.clock());
    if (!followed) tell_fault("areas of grids", catalogue_entry(followed.problem().code).code);
  });
  background_.every(10min, "expired rosters",
                    [this] { (void)intake::erase_old_rosters(parts_.database, parts_.clock()); });
  background_.every(10s, "notes of the machine", [this, entered = town::EnteredNotes{}]() mutable {
    town::enter_notes(parts_.database, parts_.database_url, entered, parts_.clock());
  });
  keep_residents();
  keep_robots();
  background_.every(1min, "leads among their day",
                    [this] { (void)work::mix_leads(parts_.database, parts_.clock()); });
  background_.every(10min, "expired leads",
                    [this] { (void)work::erase_old_leads(parts_.database, parts_.clock()); });
  keep_doors();
  background_.every(1min, "clock of instructions", [this] {
    const auto told = work::run_instruction_clock(parts_.database, parts_.clock());
    if (!told) return tell_fault("clock of instructions", catalogue_entry(told.problem().code).code);
    std::vector<Telling> tellings;
    for (const auto& [id, post] : *told) tellings.push_back(instruction_telling(id, {&post, 1}));
    tell_all(tellings);
  });
  background_.every(10min, "instructions that ended long ago",
                    [this] { (void)work::erase_old_instructions(parts_.database, parts_.clock()); });
  background_.every(10min, "night", [this] {
    if (parts_.audit && !town::has_had_night(parts_.database, parts_.clock(), parts_.retention.town)) return;
    const auto begun = town::begin_night(parts_.database, parts_.clock(), parts_.retention.town);
    if (begun && *begun) wake();
  });
  if (parts_.audit) sequencer_.every(500ms, "audit log", [this] { place_audit(kHeadEvery); });
}

// What a month leaves when it is over.
void LongWork::keep_months() {
  background_.every(10min, "reports of grids",
                    [this] { (void)grids::keep_month_reports(parts_.database, parts_.clock()); });
  background_.every(10min, "rounds of full verification", [this] {
    const auto closed = work::close_old_verifications(parts_.database, parts_.clock(), parts_.retention.town);
    if (!closed) tell_fault("rounds of full verification", catalogue_entry(closed.problem().code).code);
  });
}

// What residents are told follows the log by some seconds, what they no longer need ends.
void LongWork::keep_residents() {
  constexpr int kStepsAtOnce = 20;
  follower_.every(5s, "people of the log", [this] {
    for (int i = 0; i < kStepsAtOnce && access::follow_audit_people(parts_.database) > 0; ++i) {
    }
  });
  background_.every(10min, "ended sittings of residents",
                    [this] { access::forget_ended_residents(parts_.database, parts_.clock()); });
  background_.every(10min, "old requests of residents",
                    [this] { town::erase_old_requests(parts_.database, parts_.clock()); });
}

void LongWork::keep_robots() {
  if (parts_.robot_hosts.empty() || !parts_.send_to_robot) return;
  constexpr int kSendsAtOnce = 60;
  robots_.every(2s, "group robots", [this] {
    (void)teams::send_due(parts_.database,
                          {parts_.clock, parts_.send_to_robot, parts_.robot_hosts, parts_.robot_links},
                          kSendsAtOnce);
  });
}

// Tasks that the program opens and ends by itself.
void LongWork::keep_doors() {
  background_.every(10min, "key premises", [this] {
    work::MovedDoors moved;
    (void)work::keep_key_premises(parts_.database, parts_.clock(), &moved);
    tell_doors(moved);
  });
  background_.every(1min, "tasks at doors", [this] {
    const auto moved = work::keep_tasks(parts_.database, parts_.clock(), parts_.retention.town);
    if (!moved) return tell_fault("tasks at doors", catalogue_entry(moved.problem().code).code);
    tell_doors(*moved);
  });
}

void LongWork::tell_doors(const work::MovedDoors& moved) {
  if (moved.doors().empty()) return;
  tell_all(parts_.database.read([&](store::Transaction& tx) {
    std::vector<Telling> out;
    for (const auto& door : moved.doors()) out.push_back(door_telling(tx, door));
    return out;
  }));
}

// A look waits for what comes, so that it is told at once.
void LongWork::hear_others() {
  if (relay_.has_others()) hearing_.every(10ms, "events of other instances", [this] { relay_.look(250ms); });
}

// What the program itself has done and committed.
void LongWork::tell_all(const std::vector<Telling>& tellings) {
  for (const auto& telling : tellings) parts_.events.tell(telling);
  announce(parts_.database, parts_.events.run_id(), tellings);
}

void LongWork::place_audit(std::chrono::seconds head_every) {
  const auto placed = access::place_audit_entries({.database = parts_.database,
                                                   .signer = *parts_.audit,
                                                   .random = system_random(),
                                                   .instance = parts_.instance,
                                                   .head_every = head_every},
                                                  parts_.clock());
  if (!placed) tell_fault("audit log", catalogue_entry(placed.problem().code).code);
}

// What the last requests left, with a head over it: the log may lie still for long, or be copied as it is.
void LongWork::place_last_audit() {
  try {
    place_audit(0s);
  } catch (const std::exception& error) {
    tell_fault("audit log", error.what());
  }
}

void LongWork::tell_fault(std::string_view name, std::string_view what) {
  parts_.log(fault_log_line(parts_.clock(), name, what));
}

void LongWork::start() {
  runner_.start(parts_.threads);
  answers_.start(1);
  background_.start();
  follower_.start(Background::Haste::gives_way);
  robots_.start();
  hearing_.start();
  sequencer_.start();
  runs_ = true;
}

void LongWork::stop() {
  sequencer_.stop();
  hearing_.stop();
  robots_.stop();
  follower_.stop();
  background_.stop();
  answers_.stop();
  runner_.stop();
  if (runs_ && parts_.audit) place_last_audit();
  runs_ = false;
}

}  // namespace weige::http
