#include "work/door_actions.h"

#include <algorithm>

#include "access/post_store.h"
#include "intake/finding_store.h"
#include "norms/rules_store.h"
#include "registry/record_store.h"
#include "registry/residence.h"
#include "work/plan_store.h"
#include "work/task_store.h"
#include "work/visit_store.h"

namespace weige::work {
namespace {

using registry::Record;
using registry::RecordKind;

// The same entry in the log; the second counts against the post's quota of the day.
constexpr access::AuditAction kDoorRead{"door.read"}, kDoorReadUnasked{"door.read", access::Counts::single};
constexpr int kVisitsShown = 5;
constexpr std::chrono::days kFailedShown{61};

// Who lives there as far as is known, also where it is doubted.
bool lives_there(const Record& residence) {
  const auto state = residence.text("state");
  return state != "cancelled" && state != "undone";
}

class DoorViewer {
 public:
  DoorViewer(const registry::ReadContext& context, const access::Actor& actor)
      : context_(context), tx_(context.tx), actor_(actor) {}

  DoorView view(DoorPlace place) {
    DoorView out{.place = std::move(place)};
    const auto& door = out.place.id;
    out.version = door_version(tx_, door);
    out.tasks = tasks_at(tx_, door);
    for (auto& visit : find_visits(tx_, actor_.scope(), {.door = door, .limit = kVisitsShown})) {
      auto by = access::post_title(tx_, visit.post);
      out.visits.push_back({std::move(visit), out.place.address, std::move(by)});
    }
    out.hours = door_hours(tx_, door);
    out.rules = norms::rules_on(tx_, context_.today());
    add_failed(out);
    if (door.premises)
      add_premises(out, *door.premises);
    else if (auto organisation =
                 registry::find_record(tx_, actor_.scope(), RecordKind::organisation, *door.organisation))
      out.organisations.push_back(*std::move(organisation));
    add_findings(out);
    note(out);
    return out;
  }

 private:
  void add_failed(DoorView& out) const {
    const Day since{std::chrono::sys_days{context_.today()} - kFailedShown};
    std::vector<registry::Evidence> evidence;
    for (const auto& visit : failed_visits(tx_, out.place.id, since))
      evidence.push_back(
          {.kind = registry::EvidenceKind::failed_visit,
           .at = context_.town.start_of(visit.on_day) + std::chrono::hours{visit.hour.value_or(0)}});
    out.failed_visits = static_cast<int>(evidence.size());
    out.leaving_needs_no_more = registry::is_evidence_for_leaving(evidence, context_.town);
  }

  void add_premises(DoorView& out, std::int64_t id) const {
    const registry::FieldEquals here{"premises_id", std::to_string(id)};
    const auto& scope = actor_.scope();
    out.premises = registry::find_record(tx_, scope, RecordKind::premises, id);
    for (auto& label : registry::find_records(tx_, scope, RecordKind::premises_label, here))
      if (label["open_key"]) out.labels.push_back({std::move(label)});
    for (auto& organisation : registry::find_records(tx_, scope, RecordKind::organisation, here))
      if (organisation.text("state") == "current") out.organisations.push_back(std::move(organisation));
    for (auto& residence : registry::find_records(tx_, scope, RecordKind::residence, here))
      if (lives_there(residence)) add_resident(out, std::move(residence));
  }

  void add_resident(DoorView& out, Record residence) const {
    auto person =
        registry::find_record(tx_, actor_.scope(), RecordKind::person, *residence.number("person_id"));
    if (!person || person->text("state") != "current") return;
    const auto confirmed = std::min(residence.confirmed_at, person->confirmed_at);
    out.residents.push_back({std::move(residence), *std::move(person), confirmed});
  }

  void add_findings(DoorView& out) const {
    for (const auto& task : out.tasks) {
      if (task.about.source != TaskSource::finding && task.about.source != TaskSource::handed_down) continue;
      auto finding = intake::find_finding(tx_, actor_.scope(), {task.about.source_id});
      if (finding && finding->state == intake::FindingState::open)
        out.findings.push_back(*std::move(finding));
    }
  }

  void note(const DoorView& view) const {
    std::vector<std::int64_t> people;
    for (const auto& each : view.residents) people.push_back(each.person.id);
    if (!people.empty())
      context_.readings.add(context_.now, actor_, is_asked_for(view) ? kDoorRead : kDoorReadUnasked,
                            access::SubjectKind{registry::code(RecordKind::person)}, std::move(people));
  }

  bool is_asked_for(const DoorView& view) const {
    return is_led_to({tx_, actor_, context_.today()}, view.place.id, view.tasks);
  }

  const registry::ReadContext& context_;
  store::Transaction& tx_;
  const access::Actor& actor_;
};

constexpr int kListsThatLead = 2;  // so many days' doors of a list that was lengthened lead there
constexpr int kOwnVisitsSeen = 50;

// What the post's own visit opened where nothing led it.
bool is_made_up(const Task& task, const std::vector<Visit>& own) {
  return std::ranges::any_of(
      own, [&](const Visit& visit) { return !visit.was_led && visit.received_at == task.opened_at; });
}

// Work that the post could have opened for itself does not lead it there; what waits for the officer leads
// the officer.
bool leads(const access::Actor& actor, const Task& task) {
  using enum TaskSource;
  const auto from = task.about.source;
  // Whoever flags a site and adds its steps has a task at any door it names.
  if (from == flagged_site && task.state != TaskState::with_officer)
    return !actor.may(access::Right::manage_key_premises);
  const bool can_be_opened = from == by_hand || from == campaign || from == full_verification;
  if (!can_be_opened) return true;
  const bool for_officer = task.state == TaskState::with_officer;
  return actor.may(access::Right::lead_refusals).ok()
             ? for_officer || !actor.may(access::Right::assign_tasks)
             : !for_officer && !actor.may(access::Right::assign_tasks);
}

}  // namespace

bool is_led_to(const DoorAsker& asker, const DoorId& door, const std::vector<Task>& tasks) {
  const auto& [tx, actor, today] = asker;
  const auto own =
      find_visits(tx, actor.scope(), {.door = door, .post = actor.post(), .limit = kOwnVisitsSeen});
  if (std::ranges::any_of(tasks,
                          [&](const Task& task) { return leads(actor, task) && !is_made_up(task, own); }))
    return true;
  if (std::ranges::any_of(own, [&](const Visit& visit) { return visit.was_led && visit.on_day == today; }))
    return true;
  const auto first = kListsThatLead * norms::rules_on(tx, today).checking.doors_a_day;
  return door.premises && is_planned(tx, actor.post(), today, *door.premises, first);
}

Result<DoorView> read_door(const registry::ReadContext& context, const DoorId& id) {
  WEIGE_CHECK(context.actor.may(access::Right::visit_doors));
  auto place = find_door(context.tx, context.actor.scope(), id);
  if (!place) return problem(ProblemCode::not_found);
  const auto actor = context.actor.with_purpose(access::Purpose::door_check);
  return DoorViewer(context, actor).view(*std::move(place));
}

}  // namespace weige::work
