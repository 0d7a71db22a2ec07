#include "registry/record_actions.h"

#include "access/policy.h"
#include "registry/record_store.h"
#include "registry/view_actions.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kAdded{"record.added"}, kEdited{"record.edited"}, kStepped{"residence.stepped"},
    kEnded{"record.ended"};

Result<Record> find(const WriteContext& context, RecordKind kind, std::int64_t id,
                    std::string_view place = {}) {
  auto record = find_record(context.tx, context.actor.scope(), kind, id);
  if (!record || record->text("state") == "undone")
    return problem(ProblemCode::not_found, std::string(place));
  return *std::move(record);
}

// The record in the version that its editor saw; version 0 = whatever it is.
Result<Record> find_version(const WriteContext& context, RecordKind kind, std::int64_t id,
                            std::int64_t version) {
  WEIGE_TRY(auto record, find(context, kind, id));
  if (version != 0 && record.version != version) return problem(ProblemCode::version_conflict);
  return record;
}

// As written: the row as it stands after the operation.
Result<Record> answer(const WriteContext& context, RecordKind kind, std::int64_t id) {
  return find(context, kind, id);
}

Day day_before(Day day) {
  return Day{std::chrono::sys_days{day} - std::chrono::days{1}};
}

// The first day of a record, as the validity of its adding.
Day first_day(const Record& record) {
  return *parse_iso_day(record.text("from_day"));
}

// Moving away: a person's record belongs to the area where they mainly live.
Done move_person(RegisterWriter& writer, const Record& person, const Record& residence) {
  if (residence.text("kind") != "main" || person.area() == residence.area()) return done();
  Record moved = person;
  moved.set_number("area_id", residence.area());
  return writer.change(person, std::move(moved), first_day(residence));
}

Done end_former_main(const WriteContext& context, RegisterWriter& writer, const Record& residence) {
  if (residence.text("kind") != "main") return done();
  const FieldEquals where{"main_key", residence["person_id"]};
  const auto everywhere = access::Actor::system(context.tx, context.now, access::SystemReason::maintenance);
  for (const auto& former : find_records(context.tx, everywhere.scope(), RecordKind::residence, where)) {
    const auto last = day_before(first_day(residence));
    if (last < first_day(former)) return problem(ProblemCode::ends_before_start, "from");
    writer.allow_area(former.area());
    Record ended = former;
    ended["state"] = code(ResidenceState::cancelled);
    ended["to_day"] = to_iso(last);
    WEIGE_CHECK(writer.change(former, std::move(ended), first_day(residence)));
  }
  return done();
}

Result<Record> new_residence(const WriteContext& context, const NewResidence& input, std::int64_t person_id) {
  WEIGE_TRY(const auto premises, find(context, RecordKind::premises, input.premises_id, "premises_id"));
  Record residence(RecordKind::residence);
  residence["kind"] = "main";
  residence["state"] = code(input.state);
  residence.set_number("area_id", premises.area());
  residence.set_number("premises_id", premises.id);
  residence.set_number("person_id", person_id);
  return with_input(residence, input.fields, context.today());
}

Done write_residence(const WriteContext& context, RegisterWriter& writer, const Record& person,
                     Record& residence) {
  WEIGE_CHECK(end_former_main(context, writer, residence));
  WEIGE_CHECK(writer.add(residence, first_day(residence)));
  return move_person(writer, person, residence);
}

bool leaves(ResidenceState state) {
  return state == ResidenceState::suspended || state == ResidenceState::cancelled;
}

}  // namespace

access::Right right_to_edit(RecordKind kind) {
  switch (kind) {
    case RecordKind::address:
      return access::Right::edit_address;
    case RecordKind::premises:
    case RecordKind::premises_label:
      return access::Right::edit_premises;
    case RecordKind::person:
    case RecordKind::residence:
      return access::Right::edit_person;
    case RecordKind::organisation:
      return access::Right::edit_organisation;
    case RecordKind::employment:
      return access::Right::edit_employment;
  }
  throw std::logic_error("no such kind of record");
}

std::vector<access::PostId> watchers_of(store::Transaction& tx, RecordKind kind, std::int64_t id) {
  const auto right = right_to_read(kind);
  std::vector<access::PostId> out;
  for (const auto& each : posts_covering(tx, kind, id))
    if (access::policy(each.role, right) != access::Cell::deny) out.push_back(each.post);
  return out;
}

Result<Record> edit_record(const WriteContext& context, const RecordEdit& edit) {
  WEIGE_CHECK(context.actor.may(right_to_edit(edit.kind)));
  WEIGE_CHECK(check(edit.provenance, context.today()));
  WEIGE_TRY(const auto before, find_version(context, edit.kind, edit.id, edit.version));
  if (edit.kind == RecordKind::person && before.text("state") != "current")
    return problem(ProblemCode::not_found);  // merged into another, which is the one to edit
  WEIGE_TRY(auto after, with_input(before, edit.fields, context.today()));
  RegisterWriter writer(context, {.kind = OperationKind::edit, .reason = edit.reason}, edit.provenance);
  WEIGE_CHECK(writer.change(before, after, edit.valid_from.value_or(context.today())));
  if (!edit.confirm.empty()) {
    std::vector<std::string_view> names;
    for (const auto& name : edit.confirm) {
      if (!is_enterable(edit.kind, name)) return problem(ProblemCode::unknown_field, "confirm");
      names.push_back(name);
    }
    after.version = before.version + (differences(&before, after).empty() ? 0 : 1);
    WEIGE_CHECK(writer.confirm(after, names));
  }
  writer.finish(kEdited);
  return answer(context, edit.kind, edit.id);
}

Result<Record> add_residence(const WriteContext& context, const NewResidence& input) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_person));
  WEIGE_CHECK(check(input.provenance, context.today()));
  WEIGE_TRY(const auto person, find(context, RecordKind::person, input.person_id, "person_id"));
  if (person.text("state") != "current") return problem(ProblemCode::not_found, "person_id");
  WEIGE_TRY(auto residence, new_residence(context, input, person.id));
  RegisterWriter writer(context, {}, input.provenance);
  WEIGE_CHECK(write_residence(context, writer, person, residence));
  writer.finish(kAdded);
  return answer(context, RecordKind::residence, residence.id);
}

Result<Record> add_person(const WriteContext& context, const NewPerson& input) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_person));
  WEIGE_CHECK(check(input.provenance, context.today()));
  Record base(RecordKind::person);
  base["state"] = "current";
  base.set_number("area_id", input.area_id.value_or(context.actor.area().value));
  WEIGE_TRY(auto person, with_input(base, input.fields, context.today()));
  person.id = context.tx.next_id();
  std::optional<Record> residence;
  if (input.residence) {
    WEIGE_TRY(residence, new_residence(context, *input.residence, person.id));
    person.set_number("area_id", residence->area());
  }
  RegisterWriter writer(context, {}, input.provenance);
  WEIGE_CHECK(
      writer.add(person, input.valid_from.value_or(residence ? first_day(*residence) : context.today())));
  if (residence) WEIGE_CHECK(write_residence(context, writer, person, *residence));
  writer.finish(kAdded);
  return answer(context, RecordKind::person, person.id);
}

Result<Record> step_residence(const WriteContext& context, const ResidenceStep& step) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_person));
  WEIGE_CHECK(check(step.provenance, context.today()));
  WEIGE_TRY(const auto before, find_version(context, RecordKind::residence, step.id, step.version));
  const auto from = residence_state_of(before.text("state")).value();
  if (from != step.state) WEIGE_CHECK(check_step(from, step.state, step.provenance.evidence, context.town));
  WEIGE_TRY(auto after, with_input(before, step.fields, context.today()));
  after["state"] = code(step.state);
  if (leaves(step.state) && !after["to_day"])
    after["to_day"] = to_iso(context.today());
  else if (step.state == ResidenceState::current && from != step.state)
    after["to_day"] = std::nullopt;
  if (after["to_day"] && *after["to_day"] < *after["from_day"])
    return problem(ProblemCode::ends_before_start, "to_day");
  const auto valid_from = leaves(step.state) ? *parse_iso_day(after.text("to_day")) : context.today();
  RegisterWriter writer(context, {.reason = step.reason}, step.provenance);
  WEIGE_CHECK(writer.change(before, std::move(after), valid_from));
  writer.finish(kStepped);
  return answer(context, RecordKind::residence, step.id);
}

Result<Record> add_organisation(const WriteContext& context, const NewOrganisation& input) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_organisation));
  WEIGE_CHECK(check(input.provenance, context.today()));
  Record base(RecordKind::organisation);
  base["state"] = "current";
  base.set_number("area_id", context.actor.area().value);
  if (input.premises_id) {
    WEIGE_TRY(const auto premises, find(context, RecordKind::premises, *input.premises_id, "premises_id"));
    base.set_number("area_id", premises.area());
    base.set_number("premises_id", premises.id);
  }
  WEIGE_TRY(auto organisation, with_input(base, input.fields, context.today()));
  RegisterWriter writer(context, {}, input.provenance);
  WEIGE_CHECK(writer.add(organisation, input.valid_from.value_or(context.today())));
  writer.finish(kAdded);
  return answer(context, RecordKind::organisation, organisation.id);
}

Result<Record> add_employment(const WriteContext& context, const NewEmployment& input) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_employment));
  WEIGE_CHECK(check(input.provenance, context.today()));
  WEIGE_TRY(const auto person, find(context, RecordKind::person, input.person_id, "person_id"));
  WEIGE_TRY(const auto organisation,
            find(context, RecordKind::organisation, input.organisation_id, "organisation_id"));
  Record base(RecordKind::employment);
  base["state"] = "current";
  base.set_number("area_id", organisation.area());
  base.set_number("person_id", person.id);
  base.set_number("organisation_id", organisation.id);
  WEIGE_TRY(auto employment, with_input(base, input.fields, context.today()));
  RegisterWriter writer(context, {}, input.provenance);
  WEIGE_CHECK(writer.add(employment, first_day(employment)));
  writer.finish(kAdded);
  return answer(context, RecordKind::employment, employment.id);
}

Result<Record> add_label(const WriteContext& context, const NewLabel& input) {
  WEIGE_CHECK(context.actor.may(access::Right::edit_premises));
  WEIGE_CHECK(check(input.provenance, context.today()));
  WEIGE_TRY(const auto premises, find(context, RecordKind::premises, input.premises_id, "premises_id"));
  Record base(RecordKind::premises_label);
  base["state"] = "current";
  base.set_number("area_id", premises.area());
  base.set_number("premises_id", premises.id);
  WEIGE_TRY(auto label, with_input(base, input.fields, context.today()));
  RegisterWriter writer(context, {}, input.provenance);
  WEIGE_CHECK(writer.add(label, first_day(label)));
  writer.finish(kAdded);
  return answer(context, RecordKind::premises_label, label.id);
}

Result<Record> end_record(const WriteContext& context, const End& end) {
  WEIGE_CHECK(context.actor.may(right_to_edit(end.kind)));
  WEIGE_CHECK(check(end.provenance, context.today()));
  WEIGE_TRY(const auto before, find_version(context, end.kind, end.id, end.version));
  Record after = before;
  if (end.kind == RecordKind::organisation) {
    const FieldEquals works_there{"organisation_id", std::to_string(end.id)};
    for (const auto& employment :
         find_records(context.tx, context.actor.scope(), RecordKind::employment, works_there))
      if (employment.text("state") == "current" && !employment["to_day"])
        return problem(ProblemCode::still_in_use);
    after["state"] = "cancelled";
  } else {
    after["to_day"] = to_iso(end.to);
    if (*after["to_day"] < *after["from_day"]) return problem(ProblemCode::ends_before_start, "to");
  }
  RegisterWriter writer(context, {.reason = end.reason}, end.provenance);
  WEIGE_CHECK(writer.change(before, std::move(after), end.to));
  writer.finish(kEnded);
  return answer(context, end.kind, end.id);
}

}  // namespace weige::registry
