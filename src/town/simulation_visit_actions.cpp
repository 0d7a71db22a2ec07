#include "town/simulation_visit_actions.h"

#include <algorithm>
#include <set>

#include "access/audit.h"
#include "town/simulation_newcomer.h"

namespace weige::town {
namespace {

using store::Transaction;
using work::ResidentFound;
using work::VisitOutcome;

// What somebody says who was there, and what the register says afterwards.
class Answers {
 public:
  Answers(const VisitParts& parts, const SimulatedDoor& door, int day)
      : parts_(parts), door_(door), registered_(door.registered), newcomers_(door.newcomers) {
    const auto noticed = [&](std::int64_t person) {
      return parts.model.notices(*door.model, door.truth, person, day);
    };
    for (const auto person : people_without(door.registered, door.truth.people))
      if (noticed(person)) gone_.insert(person);
    for (const auto person : people_without(door.truth.people, door.registered))
      if (noticed(person)) come_.insert(person);
  }

  void tell(const work::DoorView& view, work::VisitReport& report) {
    const bool nobody_lives_there = door_.truth.people.empty() && door_.truth.kind != DoorKind::workplace;
    report.outcome =
        nobody_lives_there && !view.residents.empty() ? VisitOutcome::moved : VisitOutcome::spoke_with;
    for (const auto& resident : view.residents) tell_resident(resident, report);
    for (const auto& finding : view.findings) tell_finding(finding, report);
    for (const auto person : come_) tell_newcomer(person, report);
    if (report.outcome != VisitOutcome::spoke_with) return;
    if (view.premises) tell_premises(view, report);
    for (const auto& organisation : view.organisations)
      report.organisations.push_back({.organisation = organisation.id, .version = organisation.version});
  }

  // To be called when the register has taken it.
  int settle(SimulatedDoor& door) const {
    door.registered = registered_;
    door.newcomers = newcomers_;
    door.kind = door.truth.kind;
    return found_;
  }

 private:
  static constexpr std::int64_t kLeftBefore = 0;  // the model counts nobody so

  // Of a resident the register's own number, or of whom visits and lists have brought in.
  std::int64_t number_of(const work::DoorResident& resident) {
    const auto residence = resident.residence.id;
    if (std::ranges::binary_search(door_.model->people, residence)) return residence;
    if (const auto known = newcomers_.find(residence); known != newcomers_.end()) return known->second;
    for (const auto person : registered_)
      if (person < 0 && newcomer_of(parts_.seed, door_.number, person).id_number ==
                            resident.person.text("document_number")) {
        newcomers_[residence] = person;
        return person;
      }
    return kLeftBefore;
  }

  // Of whom the register knows already that they have left, and waits to be shown it, it is shown.
  void tell_resident(const work::DoorResident& resident, work::VisitReport& report) {
    const auto person = number_of(resident);
    const bool left_before = person == kLeftBefore;
    const bool gone = left_before || gone_.contains(person);
    if (!gone && report.outcome == VisitOutcome::moved) return;  // not noticed: nobody was asked about them
    report.residents.push_back({.residence = resident.residence.id,
                                .version = resident.residence.version,
                                .found = gone ? ResidentFound::gone : ResidentFound::here,
                                .person_version = resident.person.version});
    if (!gone || left_before) return;
    std::erase(registered_, person);
    newcomers_.erase(resident.residence.id);
    ++found_;
  }

  // Who is gone is told with the residents; somebody new is, or is not, whom a list named.
  void tell_finding(const intake::Finding& finding, work::VisitReport& report) {
    const auto person = parts_.lists.named_by(finding);
    if (!person || std::ranges::binary_search(registered_, *person)) return;
    const bool confirmed =
        *person < 0 && report.outcome == VisitOutcome::spoke_with && come_.contains(*person);
    report.findings.push_back(
        {.finding = finding.id.value, .version = finding.version, .confirmed = confirmed});
    if (!confirmed) return;
    if (finding.kind == intake::FindingKind::ambiguous) report.findings.back().person = 0;
    come_.erase(*person);
    register_newcomer(*person);
  }

  void tell_newcomer(std::int64_t person, work::VisitReport& report) {
    if (person < 0) {
      const auto who = newcomer_of(parts_.seed, door_.number, person);
      report.newcomers.push_back({.fields = {{"name", who.name},
                                             {"document_type", "resident_id"},
                                             {"document_number", who.id_number}},
                                  .residence = {{"kind", "main"}}});
      register_newcomer(person);
    }
  }

  void register_newcomer(std::int64_t person) {
    registered_.insert(std::ranges::lower_bound(registered_, person), person);
    ++found_;
  }

  void tell_premises(const work::DoorView& view, work::VisitReport& report) const {
    work::PremisesAnswer answer{.version = view.premises->version};
    const bool is_let = std::ranges::any_of(
        view.labels, [](const auto& label) { return label.record.text("label") == "let"; });
    if (door_.kind != door_.truth.kind && door_.truth.kind == DoorKind::let && !is_let)
      answer.add_labels.emplace_back("let");
    report.premises = std::move(answer);
  }

  const VisitParts& parts_;
  const SimulatedDoor& door_;
  std::vector<std::int64_t> registered_;
  std::map<std::int64_t, std::int64_t> newcomers_;
  std::set<std::int64_t> gone_, come_;
  int found_ = 0;
};

}  // namespace

Result<VisitMade> visit_door(const VisitParts& parts, SimulatedDoor& door, const VisitWish& wish) {
  const bool answered = parts.model.answers(*door.model, door.truth, wish.day);
  std::optional<Answers> answers;
  const auto recorded = parts.database.write([&](Transaction& tx) -> Done {
    WEIGE_TRY(const auto actor, access::Actor::resume(tx, wish.now, wish.by.account, wish.by.post,
                                                      access::Purpose::door_check));
    access::ReadingLog readings;
    const work::DoorId id{.premises = door.model->premises};
    WEIGE_TRY(const auto view, work::read_door({tx, actor, wish.now, readings}, id));
    access::audit_readings(tx, readings.readings());
    work::VisitReport report{.door = id, .door_version = view.version, .submission = wish.submission};
    report.outcome = VisitOutcome::not_at_home;
    answers.reset();
    if (answered) answers.emplace(parts, door, wish.day).tell(view, report);
    WEIGE_CHECK(work::record_visit({tx, actor, wish.now}, parts.events, report));
    return done();
  });
  WEIGE_CHECK(recorded);
  return VisitMade{.answered = answered, .found = answers ? answers->settle(door) : 0};
}

}  // namespace weige::town
