#include "registry/view_actions.h"

#include <algorithm>

#include "registry/address.h"
#include "registry/address_store.h"
#include "registry/ledger_store.h"
#include "registry/record_rules.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kRead{"record.read"}, kRevealed{"number.revealed"};

Result<Record> find(const ReadContext& context, RecordKind kind, std::int64_t id) {
  WEIGE_CHECK(context.actor.may(right_to_read(kind)));
  auto record = find_record(context.tx, context.actor.scope(), kind, id);
  if (!record || record->text("state") == "undone") return problem(ProblemCode::not_found);
  return *std::move(record);
}

void note(const ReadContext& context, RecordKind kind, std::vector<std::int64_t> ids) {
  if (!ids.empty())
    context.readings.add(context.now, context.actor, kRead, access::SubjectKind{code(kind)}, std::move(ids));
}

RecordView with_provenance(const ReadContext& context, Record record) {
  RecordView view{std::move(record)};
  const auto by_field = field_provenance(context.tx, view.record.kind, view.record.id);
  std::vector<std::int64_t> ids{view.record.provenance_id};
  for (const auto& field : by_field) ids.push_back(field.provenance_id);
  const auto found = find_provenance(context.tx, ids);
  const auto by_id = [&](std::int64_t id) { return std::ranges::find(found, id, &Provenance::id); };
  if (const auto own = by_id(view.record.provenance_id); own != found.end())
    view.provenance.emplace("*", *own);
  for (const auto& field : by_field)
    if (const auto other = by_id(field.provenance_id); other != found.end())
      view.provenance.emplace(field.field, *other);
  return view;
}

// The record as it was; nullopt when it was not there then.
std::optional<Record> at_time(const ReadContext& context, const Record& now, const AsOf& when) {
  if (when.is_now()) return now;
  auto then = as_of(now.kind, now.id, changes_of_record(context.tx, now.kind, now.id),
                    when.valid_on.value_or(context.today()), when.known_at.value_or(context.now));
  if (!then || then->text("state") == "undone") return std::nullopt;
  then->version = now.version;
  then->confirmed_at = now.confirmed_at;
  return then;
}

// Dependent records as of then, without those that never were.
std::vector<Record> dependants(const ReadContext& context, RecordKind kind, const FieldEquals& where,
                               const AsOf& when) {
  std::vector<Record> out;
  for (const auto& now : find_records(context.tx, context.actor.scope(), kind, where)) {
    auto then = at_time(context, now, when);
    if (then && then->text("state") != "undone") out.push_back(*std::move(then));
  }
  return out;
}

std::string address_of_premises(const ReadContext& context, std::int64_t premises_id) {
  const auto premises = find_record(context.tx, context.actor.scope(), RecordKind::premises, premises_id);
  if (!premises) return {};
  const auto address =
      find_record(context.tx, context.actor.scope(), RecordKind::address, *premises->number("address_id"));
  return address ? std::string(address->text("canonical")) : std::string{};
}

std::string name_of(const ReadContext& context, RecordKind kind, std::int64_t id) {
  const auto record = find_record(context.tx, context.actor.scope(), kind, id);
  return record ? std::string(record->text("name")) : std::string{};
}

// Whether someone lived there on the day: come by then, and not gone before.
bool lives_there(const Record& residence, Day day) {
  const auto on = to_iso(day);
  return residence.text("from_day") <= on && (!residence["to_day"] || *residence["to_day"] >= on);
}

bool is_open(const Record& residence) {
  return is_live(residence.kind, residence.text("state")) && !residence["to_day"];
}

void sort_newest_first(std::vector<ResidenceView>& residences) {
  std::ranges::stable_sort(residences, [](const ResidenceView& a, const ResidenceView& b) {
    return a.residence.record.text("from_day") > b.residence.record.text("from_day");
  });
}

std::optional<bool> lives_at_registered(const PersonView& view) {
  const auto& registered = view.person.record["registered_place"];
  for (const auto& residence : view.residences)
    if (registered && residence.residence.record["main_key"] && !residence.address.empty())
      return lives_at(*registered, residence.address);
  return std::nullopt;
}

void add_residents(const ReadContext& context, PremisesView& view, const AsOf& when) {
  const FieldEquals here{"premises_id", std::to_string(view.premises.record.id)};
  const bool today = when.is_now();
  std::vector<std::int64_t> people;
  for (auto& residence : dependants(context, RecordKind::residence, here, when)) {
    if (today ? !is_open(residence) : !lives_there(residence, when.valid_on.value_or(context.today())))
      continue;
    auto person =
        find_record(context.tx, context.actor.scope(), RecordKind::person, *residence.number("person_id"));
    if (person) people.push_back(person->id);
    view.residences.push_back({with_provenance(context, std::move(residence)), std::move(person)});
  }
  note(context, RecordKind::person, std::move(people));
}

}  // namespace

access::Right right_to_read(RecordKind kind) {
  switch (kind) {
    case RecordKind::person:
    case RecordKind::residence:
    case RecordKind::employment:
      return access::Right::read_person;
    case RecordKind::organisation:
      return access::Right::read_organisation;
    case RecordKind::address:
    case RecordKind::premises:
    case RecordKind::premises_label:
      return access::Right::read_place;
  }
  throw std::logic_error("no such kind of record");
}

Result<PersonView> read_person(const ReadContext& context, std::int64_t id, const AsOf& when) {
  WEIGE_TRY(const auto now, find(context, RecordKind::person, id));
  auto then = at_time(context, now, when);
  if (!then) return problem(ProblemCode::not_found);
  note(context, RecordKind::person, {id});
  PersonView view{with_provenance(context, *std::move(then))};
  const FieldEquals own{"person_id", std::to_string(id)};
  for (auto& residence : dependants(context, RecordKind::residence, own, when)) {
    auto address = address_of_premises(context, *residence.number("premises_id"));
    view.residences.push_back(
        {with_provenance(context, std::move(residence)), std::nullopt, std::move(address)});
  }
  sort_newest_first(view.residences);
  for (auto& job : dependants(context, RecordKind::employment, own, when)) {
    auto name = name_of(context, RecordKind::organisation, *job.number("organisation_id"));
    view.employments.push_back({with_provenance(context, std::move(job)),
                                std::string(view.person.record.text("name")), std::move(name)});
  }
  view.lives_at_registered = lives_at_registered(view);
  view.warnings = person_warnings(view.person.record);
  return view;
}

Result<PremisesView> read_premises(const ReadContext& context, std::int64_t id, const AsOf& when) {
  WEIGE_TRY(const auto now, find(context, RecordKind::premises, id));
  auto then = at_time(context, now, when);
  if (!then) return problem(ProblemCode::not_found);
  PremisesView view{with_provenance(context, *std::move(then)), address_of_premises(context, id)};
  const FieldEquals here{"premises_id", std::to_string(id)};
  for (auto& label : dependants(context, RecordKind::premises_label, here, when))
    view.labels.push_back(with_provenance(context, std::move(label)));
  if (context.actor.may(access::Right::read_person)) add_residents(context, view, when);
  if (context.actor.may(access::Right::read_organisation))
    for (auto& organisation : dependants(context, RecordKind::organisation, here, when))
      if (organisation.text("state") == "current") view.organisations.push_back(std::move(organisation));
  note(context, RecordKind::premises, {id});
  return view;
}

Result<OrganisationView> read_organisation(const ReadContext& context, std::int64_t id) {
  WEIGE_TRY(auto now, find(context, RecordKind::organisation, id));
  OrganisationView view{with_provenance(context, std::move(now))};
  if (const auto premises = view.organisation.record.number("premises_id"))
    view.address = address_of_premises(context, *premises);
  for (const auto& job : find_records(context.tx, context.actor.scope(), RecordKind::employment,
                                      {"organisation_id", std::to_string(id)}))
    if (job["open_key"]) ++view.workers;
  note(context, RecordKind::organisation, {id});
  return view;
}

Result<AddressView> read_address(const ReadContext& context, std::int64_t id) {
  WEIGE_TRY(auto now, find(context, RecordKind::address, id));
  AddressView view{with_provenance(context, std::move(now))};
  auto parent = view.address.record.number("parent_id");
  while (parent) {
    const auto above = find_record(context.tx, context.actor.scope(), RecordKind::address, *parent);
    if (!above) break;
    view.path.insert(view.path.begin(), *above);
    parent = above->number("parent_id");
  }
  view.aliases = aliases_of(context.tx, id);
  const auto premises = find_records(context.tx, context.actor.scope(), RecordKind::premises,
                                     {"address_key", std::to_string(id)}, 1);
  if (!premises.empty()) view.premises_id = premises.front().id;
  return view;
}

Result<ResidenceView> read_residence(const ReadContext& context, std::int64_t id) {
  WEIGE_TRY(auto residence, find(context, RecordKind::residence, id));
  const auto person_id = *residence.number("person_id");
  auto person = find_record(context.tx, context.actor.scope(), RecordKind::person, person_id);
  auto address = address_of_premises(context, *residence.number("premises_id"));
  note(context, RecordKind::person, {person_id});
  return ResidenceView{with_provenance(context, std::move(residence)), std::move(person), std::move(address)};
}

EmploymentView view_employment(const ReadContext& context, Record employment) {
  auto person = name_of(context, RecordKind::person, *employment.number("person_id"));
  auto organisation = name_of(context, RecordKind::organisation, *employment.number("organisation_id"));
  return {with_provenance(context, std::move(employment)), std::move(person), std::move(organisation)};
}

Result<EmploymentView> read_employment(const ReadContext& context, std::int64_t id) {
  WEIGE_TRY(auto employment, find(context, RecordKind::employment, id));
  note(context, RecordKind::person, {*employment.number("person_id")});
  return view_employment(context, std::move(employment));
}

Result<RecordView> read_label(const ReadContext& context, std::int64_t id) {
  WEIGE_TRY(auto label, find(context, RecordKind::premises_label, id));
  return with_provenance(context, std::move(label));
}

Result<std::map<std::string, std::string>> reveal(const ReadContext& context, std::int64_t person_id,
                                                  const std::vector<std::string>& fields) {
  WEIGE_CHECK(context.actor.may(access::Right::reveal_number));
  if (!context.actor.purpose()) return problem(ProblemCode::purpose_required, "purpose");
  WEIGE_TRY(const auto person, find(context, RecordKind::person, person_id));
  std::map<std::string, std::string> out;
  for (const auto& field : fields) {
    if (field != "document_number" && field != "phone") return problem(ProblemCode::unknown_field, "fields");
    if (person[field]) out[field] = *person[field];
    context.readings.add(context.now, context.actor, kRevealed, access::SubjectKind{"person"}, {person_id},
                         "field=" + field);
  }
  return out;
}

}  // namespace weige::registry
