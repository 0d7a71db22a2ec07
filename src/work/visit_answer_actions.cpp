#include "work/visit_answer_actions.h"

#include <algorithm>
#include <optional>
#include <string>

#include "access/post_store.h"
#include "intake/finding_apply_actions.h"
#include "intake/roster_rows_actions.h"
#include "intake/roster_store.h"
#include "registry/organisation_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "work/visit_store.h"

namespace weige::work {
namespace {

using access::Right;
using registry::Record;
using registry::RecordKind;
using registry::ResidenceState;

constexpr access::AuditAction kAnswered{"visit.answered"};

std::string place_in(std::string_view list, std::size_t index) {
  return std::string(list) + "." + std::to_string(index);
}

Problem beneath(Problem problem, const std::string& where) {
  if (problem.parts.empty()) problem.place = problem.place.empty() ? where : where + "." + problem.place;
  for (auto& part : problem.parts) part.place = where + "." + part.place;
  return problem;
}

template <class T>
Result<T> beneath(Result<T> result, const std::string& where) {
  if (result) return result;
  return beneath(std::move(result).problem(), where);
}

class AnswerWriter {
 public:
  explicit AnswerWriter(const VisitWriting& writing)
      : writing_(writing), context_(writing.context), report_(writing.report) {}

  Result<AnswerCounts> write() {
    WEIGE_CHECK(look_at_findings());
    how_ = provenance();
    WEIGE_CHECK(registry::check(how_, context_.today()));
    for (std::size_t i = 0; i < report_.residents.size(); ++i)
      WEIGE_CHECK(beneath(resident(report_.residents[i]), place_in("residents", i)));
    if (report_.premises) WEIGE_CHECK(beneath(premises(*report_.premises), "premises"));
    for (std::size_t i = 0; i < report_.organisations.size(); ++i)
      WEIGE_CHECK(beneath(organisation(report_.organisations[i]), place_in("organisations", i)));
    if (writer_) writer_->finish(kAnswered);
    WEIGE_CHECK(decide_all());
    for (std::size_t i = 0; i < report_.newcomers.size(); ++i)
      WEIGE_CHECK(beneath(newcomer(report_.newcomers[i]), place_in("new_residents", i)));
    if (report_.premises) WEIGE_CHECK(beneath(labels(*report_.premises), "premises"));
    for (std::size_t i = 0; i < report_.organisations.size(); ++i)
      WEIGE_CHECK(beneath(farewell(report_.organisations[i]), place_in("organisations", i)));
    decide_agreeing();
    return counts_;
  }

 private:
  // A gone finding of somebody who is answered for is settled by that answer.
  struct DueDecision {
    intake::FindingDecision decision;
    std::string place;
  };

  Done look_at_findings() {
    for (std::size_t i = 0; i < report_.findings.size(); ++i) {
      const auto& answer = report_.findings[i];
      const auto place = place_in("findings", i);
      if (std::ranges::find(writing_.findings, answer.finding) == writing_.findings.end())
        return problem(ProblemCode::not_found, place);
      decisions_.push_back({{.id = {answer.finding},
                             .version = answer.version,
                             .verdict = answer.confirmed ? intake::Verdict::confirm : intake::Verdict::refute,
                             .person = answer.person},
                            place});
    }
    for (const auto id : writing_.findings) look_at_gone(id);
    return done();
  }

  void look_at_gone(std::int64_t id) {
    const auto finding = intake::find_finding(context_.tx, context_.actor.scope(), {id});
    if (!finding || finding->state != intake::FindingState::open || !finding->residence) return;
    if (std::ranges::any_of(report_.findings, [&](const auto& each) { return each.finding == id; })) return;
    const auto answer = std::ranges::find(report_.residents, *finding->residence, &ResidentAnswer::residence);
    if (answer == report_.residents.end()) return;
    const bool gone = answer->found == ResidentFound::gone;
    decisions_.push_back({{.id = finding->id,
                           .version = finding->version,
                           .verdict = gone ? intake::Verdict::confirm : intake::Verdict::refute},
                          "residents"});
    if (gone) told_gone_.push_back(*finding->residence);
  }

  // Visits are evidence by themselves: this one, or those on which nobody was met. Their time is the hour.
  std::vector<registry::Evidence> evidence() const {
    auto out = report_.evidence;
    if (report_.outcome == VisitOutcome::spoke_with || report_.outcome == VisitOutcome::moved)
      out.push_back({.kind = registry::EvidenceKind::door_visit});
    if (report_.outcome != VisitOutcome::not_at_home) return out;
    const auto add = [&](Day day, std::optional<int> hour) {
      if (!hour) return;
      out.push_back({.kind = registry::EvidenceKind::failed_visit,
                     .at = context_.town.start_of(day) + std::chrono::hours{*hour}});
    };
    const Day since{std::chrono::sys_days{writing_.moment.on_day} - kFailedVisitsCount};
    for (const auto& visit : failed_visits(context_.tx, report_.door, since)) add(visit.on_day, visit.hour);
    add(writing_.moment.on_day, writing_.moment.hour);
    return out;
  }

  registry::ProvenanceInput provenance() const {
    registry::ProvenanceInput out{.way = registry::Way::door,
                                  .finder = report_.finder,
                                  .verifier = report_.verifier,
                                  .confirmed_at = writing_.moment.on_day,
                                  .evidence = evidence()};
    if (!out.verifier) out.verifier = access::post_title(context_.tx, context_.actor.post());
    return out;
  }

  registry::RegisterWriter& writer() {
    if (!writer_) writer_.emplace(context_, registry::OperationHeader{}, how_);
    return *writer_;
  }

  Result<Record> find_here(RecordKind kind, std::int64_t id, std::int64_t version) const {
    auto record = registry::find_record(context_.tx, context_.actor.scope(), kind, id);
    if (!record || record->text("state") == "undone") return problem(ProblemCode::not_found);
    if (version != 0 && record->version != version) return problem(ProblemCode::version_conflict);
    return *std::move(record);
  }

  // Changed as far as it differs, and right as it is now.
  Done write(const Record& before, Record after) {
    const bool differs = !registry::differences(&before, after).empty();
    WEIGE_CHECK(writer().change(before, after, writing_.moment.on_day));
    if (differs) ++after.version;
    WEIGE_CHECK(writer().confirm(after, {}));
    ++(differs ? counts_.changes : counts_.confirmed);
    return done();
  }

  Done resident(const ResidentAnswer& answer) {
    WEIGE_CHECK(context_.actor.may(Right::edit_person));
    WEIGE_TRY(const auto residence, find_here(RecordKind::residence, answer.residence, answer.version));
    if (residence.number("premises_id") != report_.door.premises) return problem(ProblemCode::not_found);
    ++counts_.residents;
    if (answer.found == ResidentFound::gone) return gone(residence, answer);
    WEIGE_CHECK(still_here(residence, answer));
    return person_of(residence, answer);
  }

  Done gone(const Record& residence, const ResidentAnswer& answer) {
    if (std::ranges::find(told_gone_, answer.residence) != told_gone_.end()) return done();
    if (!registry::is_evidence_for_leaving(how_.evidence, context_.town))
      return problem(ProblemCode::evidence_needed);
    const auto last = answer.last_day.value_or(writing_.moment.on_day);
    if (last > context_.today()) return problem(ProblemCode::bad_date, "last_day");
    const auto state = registry::residence_state_of(residence.text("state")).value();
    WEIGE_CHECK(registry::check_step(state, ResidenceState::cancelled, how_.evidence, context_.town));
    Record after = residence;
    after["state"] = registry::code(ResidenceState::cancelled);
    after["to_day"] = to_iso(last);
    if (*after["to_day"] < *after["from_day"]) return problem(ProblemCode::ends_before_start, "last_day");
    ++counts_.changes;
    return writer().change(residence, std::move(after), last);
  }

  Done still_here(const Record& residence, const ResidentAnswer& answer) {
    const auto state = registry::residence_state_of(residence.text("state")).value();
    Record after = residence;
    if (state != ResidenceState::current) {
      WEIGE_CHECK(registry::check_step(state, ResidenceState::current, how_.evidence, context_.town));
      after["state"] = registry::code(ResidenceState::current);
      after["to_day"] = std::nullopt;
    }
    if (answer.relation) {
      WEIGE_TRY(after, registry::with_input(after, {{"relation", *answer.relation}}, context_.today()));
    }
    return write(residence, std::move(after));
  }

  // Whose record lies in another area is confirmed there.
  Done person_of(const Record& residence, const ResidentAnswer& answer) {
    const bool corrected = answer.found == ResidentFound::corrected && !answer.fields.empty();
    WEIGE_TRY(const auto person, find_here(RecordKind::person, *residence.number("person_id"),
                                           corrected ? answer.person_version : 0));
    if (!corrected && !registry::covers(context_.tx, context_.actor.scope(), person.area())) return done();
    auto after = registry::with_input(person, answer.fields, context_.today());
    if (!after) return beneath(std::move(after).problem(), "fields");
    return write(person, *std::move(after));
  }

  Done premises(const PremisesAnswer& answer) {
    WEIGE_CHECK(context_.actor.may(Right::edit_premises));
    WEIGE_TRY(const auto before, find_here(RecordKind::premises, *report_.door.premises, answer.version));
    auto after = registry::with_input(before, answer.fields, context_.today());
    if (!after) return beneath(std::move(after).problem(), "fields");
    counts_.premises = 1;
    return write(before, *std::move(after));
  }

  bool sits_here(const Record& organisation) const {
    if (!report_.door.premises) return organisation.id == report_.door.organisation;
    return organisation.number("premises_id") == report_.door.premises;
  }

  Done organisation(const OrganisationAnswer& answer) {
    WEIGE_CHECK(context_.actor.may(Right::edit_organisation));
    WEIGE_TRY(const auto before, find_here(RecordKind::organisation, answer.organisation, answer.version));
    if (!sits_here(before)) return problem(ProblemCode::not_found);
    ++counts_.organisations;
    if (answer.found == OrganisationFound::moved || answer.found == OrganisationFound::closed) return done();
    auto after = registry::with_input(before, answer.fields, context_.today());
    if (!after) return beneath(std::move(after).problem(), "fields");
    return write(before, *std::move(after));
  }

  // Closing asks whether people work there, moving takes it from its premises: the register's own use cases.
  Done farewell(const OrganisationAnswer& answer) {
    const bool closed = answer.found == OrganisationFound::closed;
    if (!closed && answer.found != OrganisationFound::moved) return done();
    ++counts_.changes;
    registry::OrganisationChange change;
    change.edit = {.kind = RecordKind::organisation,
                   .id = answer.organisation,
                   .version = answer.version,
                   .provenance = how_};
    if (closed)
      change.state = "cancelled";
    else
      change.premises_id = std::optional<std::int64_t>{};
    WEIGE_CHECK(registry::change_organisation(context_, change));
    return done();
  }

  Done decide_all() {
    for (auto& due : decisions_) {
      due.decision.provenance = how_;
      WEIGE_CHECK(beneath(intake::decide_finding(context_, writing_.events, due.decision), due.place));
      if (due.decision.verdict == intake::Verdict::confirm) ++counts_.changes;
    }
    return done();
  }

  // Where the register says by now what the list says, nobody has to look once more. That writes nothing but
  // the decision; where it cannot be, the difference stays for a desk.
  void decide_agreeing() {
    if (report_.outcome != VisitOutcome::spoke_with) return;
    for (const auto id : writing_.findings) {
      const auto finding = intake::find_finding(context_.tx, context_.actor.scope(), {id});
      if (!finding || finding->state != intake::FindingState::open || !agrees(*finding)) continue;
      (void)intake::decide_finding(context_, writing_.events,
                                   {.id = finding->id, .version = finding->version, .provenance = how_});
    }
  }

  bool agrees(const intake::Finding& finding) const {
    if (finding.row == 0 || finding.kind == intake::FindingKind::reported) return false;
    const auto roster = intake::find_roster(context_.tx, finding.roster);
    if (!roster) return false;
    const auto rows = intake::RosterRows::open(context_.tx, *roster, context_.today());
    const auto row = rows ? rows->row(context_.tx, finding.row) : std::nullopt;
    if (!row) return false;
    const auto now = intake::decide_row(context_.tx, context_.actor, {*row, rows->town()}, finding);
    return now.outcome == registry::RowOutcome::same;
  }

  registry::FieldInput residence_fields(const NewcomerAnswer& answer) const {
    auto fields = answer.residence;
    if (!fields.contains("from_day")) fields["from_day"] = to_iso(writing_.moment.on_day);
    return fields;
  }

  Done newcomer(const NewcomerAnswer& answer) {
    if (!report_.door.premises) return problem(ProblemCode::bad_choice);
    registry::NewResidence residence{.person_id = answer.person,
                                     .premises_id = *report_.door.premises,
                                     .fields = residence_fields(answer),
                                     .provenance = how_};
    ++counts_.residents;
    ++counts_.changes;
    if (answer.person != 0) {
      WEIGE_CHECK(registry::add_residence(context_, residence));
      return done();
    }
    WEIGE_CHECK(registry::add_person(
        context_, {.fields = answer.fields, .residence = std::move(residence), .provenance = how_}));
    return done();
  }

  Done labels(const PremisesAnswer& answer) {
    for (const auto& label : answer.add_labels) {
      registry::NewLabel wish{.premises_id = *report_.door.premises, .provenance = how_};
      wish.fields = {
          {"label", label}, {"evidence", "door_visit"}, {"from_day", to_iso(writing_.moment.on_day)}};
      WEIGE_CHECK(beneath(registry::add_label(context_, wish), "add_labels"));
      ++counts_.changes;
    }
    for (const auto id : answer.end_labels) {
      WEIGE_TRY(const auto label, find_here(RecordKind::premises_label, id, 0));
      if (label.number("premises_id") != report_.door.premises)
        return problem(ProblemCode::not_found, "end_labels");
      WEIGE_CHECK(beneath(registry::end_record(context_, {.kind = RecordKind::premises_label,
                                                          .id = id,
                                                          .to = writing_.moment.on_day,
                                                          .provenance = how_}),
                          "end_labels"));
      ++counts_.changes;
    }
    return done();
  }

  static constexpr std::chrono::days kFailedVisitsCount{61};

  const VisitWriting& writing_;
  const registry::WriteContext& context_;
  const VisitReport& report_;
  registry::ProvenanceInput how_;
  std::optional<registry::RegisterWriter> writer_;
  std::vector<DueDecision> decisions_;
  std::vector<std::int64_t> told_gone_;  // by a finding, which writes it
  AnswerCounts counts_;
};

}  // namespace

Result<AnswerCounts> write_answers(const VisitWriting& writing) {
  return AnswerWriter(writing).write();
}

}  // namespace weige::work
