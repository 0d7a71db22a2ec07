#include <algorithm>

#include "registry/place_plan.h"
#include "registry/record_plan.h"
#include "registry/residence.h"
#include "standards/name_fold.h"

namespace weige::registry {
namespace {

// Of an earlier row of the same file, while the file is only checked (ids below zero): what two rows say
// against each other is told by FileKeys, to both.
bool is_planned(const Record& record) {
  return record.id < 0;
}

class ResidentPlanner {
 public:
  ResidentPlanner(const ParsedRow& row, const Deciding& with, RowDecision& out)
      : row_(row), with_(with), out_(out) {}

  void plan() {
    const auto place = plan_place(row_, with_, {.use = "home"}, out_);
    const auto* person = find_person(place);
    const auto employer = find_employer();
    if ((row_.address && !place) || any_fault(out_.findings)) return;
    if (!place && !row_.person) return;
    if (place)
      place_ = *place;
    else
      place_.area_id = person ? person->area() : home_area();
    if (person)
      known_person(*person);
    else
      new_person();
    if (employer) employ(*employer);
  }

 private:
  const Record* find_person(const std::optional<PlannedPlace>& place) {
    if (row_.person) return find_known();
    const auto* person = row_.key.empty() ? nullptr : with_.picture.person(row_.key);
    if (person && !is_planned(*person) && !row_.name_key.empty() &&
        standards::name_key(person->text("name")) != row_.name_key)
      out_.findings.push_back(fault(ProblemCode::number_of_another, number_column()));
    if (person || !place || place->premises_id == 0) return person;
    return find_at(place->premises_id);
  }

  // Whom somebody has found; a number that is another's is told, for it cannot be written.
  const Record* find_known() {
    const auto* owner = row_.key.empty() ? nullptr : with_.picture.person(row_.key);
    const auto* person = *row_.person == 0 ? nullptr : with_.picture.find(RecordKind::person, *row_.person);
    if (*row_.person == 0 && owner && is_planned(*owner)) return owner;
    if (owner && owner != person)
      out_.findings.push_back(fault(ProblemCode::number_of_another, number_column()));
    if (!person && *row_.person != 0) out_.findings.push_back(fault(ProblemCode::not_found, 0));
    return person;
  }

  // By exact name, date of birth and premises; for a row with a number only among those that have none.
  const Record* find_at(std::int64_t premises_id) {
    std::vector<const Record*> found;
    for (const auto* residence : with_.picture.residences_at(premises_id)) {
      const auto* person = with_.picture.find(RecordKind::person, *residence->number("person_id"));
      if (!person || !is_live(RecordKind::residence, residence->text("state")) || !fits(*person)) continue;
      if (std::ranges::find(found, person) == found.end()) found.push_back(person);
    }
    if (found.size() > 1) out_.findings.push_back(fault(ProblemCode::ambiguous_person, number_column()));
    return found.size() == 1 ? found.front() : nullptr;
  }

  bool fits(const Record& person) const {
    if (person.text("state") != "current" || standards::name_key(person.text("name")) != row_.name_key)
      return false;
    if (!row_.key.empty() && person["document_number"]) return false;
    return person.text("birth_date") == row_.text("birth_date") ||
           (!row_.key.empty() && !person["birth_date"]);
  }

  std::uint32_t number_column() const {
    return row_.number_column != 0 ? row_.number_column : row_.name_column;
  }

  // Where somebody belongs whose place is not known: the employer's area, or the sender's own.
  std::int64_t home_area() const {
    for (const auto& each : row_.employment)
      if (each.field == "credit_code")
        if (const auto* employer = with_.picture.organisation(each.value)) return employer->area();
    return with_.town.own_area.value_or(with_.town.area_id);
  }

  Day from_day() const {
    return parse_iso_day(row_.residence_text("from_day")).value_or(with_.town.reference);
  }

  void new_person() {
    Record person(RecordKind::person);
    person.id = with_.new_id();
    person.set_number("area_id", place_.area_id);
    person["state"] = "current";
    (void)fill(person, row_.subject);
    subject_ = person.id;
    out_.writes.push_back({.after = std::move(person), .valid_from = from_day()});
    if (row_.address) add_residence();
    finish(RowOutcome::added);
  }

  void known_person(const Record& person) {
    if (!is_seen(person)) {
      out_.findings.push_back(fault(ProblemCode::outside_scope, number_column()));
      return;
    }
    subject_ = person.id;
    Record after = person;
    // What is known of somebody who lives elsewhere is kept there: this file tells of the residence here.
    auto filled = with_.picture.scope.contains(person.area()) ? fill(after, row_.subject) : Filled{};
    auto outcome = RowOutcome::same;
    bool elsewhere = false;
    if (!row_.address) {
      // Nothing is said about where they live.
    } else if (const auto* here = residence_here(person.id)) {
      const auto there = update_residence(*here);
      filled.gaps = filled.gaps || there.gaps;
      filled.changes = filled.changes || there.changes;
    } else {
      outcome = is_main() && is_open() ? move(person.id) : RowOutcome::added;
      if (any_fault(out_.findings)) return;
      elsewhere = is_main() && is_open();
      add_residence();
    }
    if (elsewhere) after.set_number("area_id", place_.area_id);
    if (!differences(&person, after).empty())
      out_.writes.push_back({.after = std::move(after),
                             .before = person,
                             .valid_from = elsewhere ? from_day() : with_.town.reference});
    finish(outcome == RowOutcome::same ? outcome_of(filled) : outcome);
  }

  // As on the screens: people without a residence in the sender's areas are moved in by the population
  // office.
  bool is_seen(const Record& person) const {
    const auto& scope = with_.picture.scope;
    if (scope.contains(person.area())) return true;
    return std::ranges::any_of(with_.picture.residences_of(person.id), [&](const Record* each) {
      return is_live(RecordKind::residence, each->text("state")) && scope.contains(each->area());
    });
  }

  bool is_main() const { return row_.residence_text("kind") != "other"; }
  bool is_open() const { return row_.residence_text("to_day").empty(); }

  // The residence that the row speaks of: the living one at the premises; of one that has ended, the one that
  // began then.
  const Record* residence_here(std::int64_t person_id) const {
    const Record* ended = nullptr;
    for (const auto* each : with_.picture.residences_of(person_id)) {
      if (each->number("premises_id") != place_.premises_id || each->text("state") == "undone") continue;
      const bool begins_then = row_.residence_text("from_day").empty() ||
                               each->text("from_day") == row_.residence_text("from_day");
      if (is_live(RecordKind::residence, each->text("state")) && (is_open() || begins_then)) return each;
      if (!is_open() && begins_then) ended = each;
    }
    return ended;
  }

  Filled update_residence(const Record& here) {
    Record after = here;
    auto filled = fill(after, row_.residence);
    const bool leaves =
        !is_open() && !here["to_day"] && *parse_iso_day(row_.residence_text("to_day")) <= with_.town.today;
    if (leaves) after["state"] = code(ResidenceState::reported_gone);
    if (!differences(&here, after).empty())
      out_.writes.push_back({.after = std::move(after), .before = here, .valid_from = with_.town.reference});
    return filled;
  }

  // Ends the former main residence on the day before; an older file cannot move anybody back.
  RowOutcome move(std::int64_t person_id) {
    for (const auto* former : with_.picture.residences_of(person_id)) {
      if (!(*former)["main_key"]) continue;
      const auto last = Day{std::chrono::sys_days{from_day()} - std::chrono::days{1}};
      if (!is_planned(*former) && last < *parse_iso_day(former->text("from_day"))) {
        out_.findings.push_back(fault(ProblemCode::ends_before_start,
                                      row_.from_column != 0 ? row_.from_column : row_.address->column));
        return RowOutcome::invalid;
      }
      Record ended = *former;
      ended["state"] = code(ResidenceState::cancelled);
      ended["to_day"] = to_iso(last);
      out_.writes.push_back({.after = std::move(ended), .before = *former, .valid_from = from_day()});
      return with_.picture.scope.contains(former->area()) ? RowOutcome::moved_within : RowOutcome::moved_in;
    }
    return RowOutcome::moved_in;
  }

  void add_residence() {
    Record residence(RecordKind::residence);
    residence.id = with_.new_id();
    residence.set_number("area_id", place_.area_id);
    residence.set_number("person_id", subject_);
    residence.set_number("premises_id", place_.premises_id);
    residence["kind"] = "main";
    residence["from_day"] = to_iso(from_day());
    (void)fill(residence, row_.residence);
    const bool over = !is_open() && *parse_iso_day(row_.residence_text("to_day")) <= with_.town.today;
    residence["state"] = code(over ? ResidenceState::cancelled : ResidenceState::current);
    out_.writes.push_back({.after = std::move(residence), .valid_from = from_day()});
  }

  const Record* find_employer() {
    const auto given = std::ranges::find(row_.employment, "credit_code", &FieldValue::field);
    if (given == row_.employment.end()) return nullptr;
    const auto* employer = with_.picture.organisation(given->value);
    if (!employer)
      out_.findings.push_back(fault(ProblemCode::employer_unknown, row_.employer_column, given->value));
    return employer;
  }

  void employ(const Record& employer) {
    std::vector<FieldValue> values;
    for (const auto& each : row_.employment)
      if (each.field != "credit_code") values.push_back(each);
    for (const auto* known : with_.picture.employments_of(subject_)) {
      if (known->number("organisation_id") != employer.id || known->text("state") != "current" ||
          (*known)["to_day"])
        continue;
      Record after = *known;
      const auto filled = fill(after, values);
      if (differences(known, after).empty()) return;
      out_.writes.push_back(
          {.after = std::move(after), .before = *known, .valid_from = with_.town.reference});
      return raise(outcome_of(filled));
    }
    Record employment(RecordKind::employment);
    employment.id = with_.new_id();
    employment["state"] = "current";
    employment.set_number("area_id", employer.area());
    employment.set_number("person_id", subject_);
    employment.set_number("organisation_id", employer.id);
    employment["from_day"] = to_iso(with_.town.reference);
    (void)fill(employment, values);
    const auto from = *parse_iso_day(employment.text("from_day"));
    out_.writes.push_back({.after = std::move(employment), .valid_from = from});
    raise(RowOutcome::fills_gap);
  }

  void raise(RowOutcome at_least) {
    if (out_.outcome == RowOutcome::same ||
        (out_.outcome == RowOutcome::fills_gap && at_least == RowOutcome::changed))
      out_.outcome = at_least;
  }

  void finish(RowOutcome outcome) {
    out_.outcome = outcome;
    out_.subject_kind = RecordKind::person;
    out_.subject_id = subject_;
  }

  const ParsedRow& row_;
  const Deciding& with_;
  RowDecision& out_;
  PlannedPlace place_;
  std::int64_t subject_ = 0;
};

}  // namespace

void plan_resident(const ParsedRow& row, const Deciding& with, RowDecision& out) {
  ResidentPlanner(row, with, out).plan();
}

}  // namespace weige::registry
