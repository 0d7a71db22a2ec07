#include "registry/view_actions.h"

#include <algorithm>

#include "registry/address.h"
#include "registry/address_store.h"
#include "registry/ledger_store.h"
#include "registry/record_rules.h"
#include "registry/record_store.h"
#include "registry/view_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kRead{"record.read"}, kPersonRead{"record.read", access::Counts::single},
    kRevealed{"number.revealed", access::Counts::single};

Result<Record> find(const ReadContext& context, RecordKind kind, std::int64_t id) {
  WEIGE_CHECK(context.actor.may(right_to_read(kind)));
  auto record = find_record(context.tx, context.actor.scope(), kind, id);
  if (!record || record->text("state") == "undone") return problem(ProblemCode::not_found);
  return *std::move(record);
}

// A person alone: one of the single readings that a post has a quota of.
void note_person(const ReadContext& context, std::int64_t id) {
  context.readings.add(context.now, context.actor, kPersonRead, access::SubjectKind{code(RecordKind::person)},
                       {id});
}

void note(const ReadContext& context, RecordKind kind, std::vector<std::int64_t> ids) {
  if (!ids.empty())
    context.readings.add(context.now, context.actor, kRead, access::SubjectKind{code(kind)}, std::move(ids));
}

// The records of one page with their provenance; what several of them share is read once.
class Provenances {
 public:
  explicit Provenances(store::Transaction& tx) : tx_(tx) {}

  RecordView view(Record record) {
    RecordView out{std::move(record)};
    add("*", out.record.provenance_id, out);
    for (const auto& field : field_provenance(tx_, out.record.kind, out.record.id))
      add(field.field, field.provenance_id, out);
    return out;
  }

 private:
  void add(const std::string& field, std::int64_t id, RecordView& out) {
    auto found = known_.find(id);
    if (found == known_.end()) {
      auto read = find_provenance(tx_, std::array{id});
      if (read.empty()) return;
      found = known_.emplace(id, std::move(read.front())).first;
    }
    out.provenance.emplace(field, found->second);
  }

  store::Transaction& tx_;
  std::map<std::int64_t, Provenance> known_;
};

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

std::string address_at(const ReadContext& context, std::int64_t premises_id) {
  return address_of_premises(context.tx, context.actor.scope(), premises_id);
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

std::vector<NamedRecord> without_undone(std::vector<NamedRecord> records) {
  std::erase_if(records, [](const NamedRecord& each) { return each.record.text("state") == "undone"; });
  return records;
}

// As they were, from the ledger.
std::vector<NamedRecord> homes(const ReadContext& context, std::int64_t person_id, const AsOf& when) {
  std::vector<NamedRecord> out;
  for (auto& residence :
       dependants(context, RecordKind::residence, {"person_id", std::to_string(person_id)}, when)) {
    auto address = address_at(context, *residence.number("premises_id"));
    out.push_back({std::move(residence), std::move(address)});
  }
  return out;
}

std::vector<NamedRecord> jobs(const ReadContext& context, std::int64_t person_id, const AsOf& when) {
  std::vector<NamedRecord> out;
  for (auto& job :
       dependants(context, RecordKind::employment, {"person_id", std::to_string(person_id)}, when)) {
    auto name = name_of(context, RecordKind::organisation, *job.number("organisation_id"));
    out.push_back({std::move(job), std::move(name)});
  }
  return out;
}

void add_residents(const ReadContext& context, Provenances& known, PremisesView& view, const AsOf& when) {
  const FieldEquals here{"premises_id", std::to_string(view.premises.record.id)};
  const bool today = when.is_now();
  std::vector<std::int64_t> people;
  for (auto& residence : dependants(context, RecordKind::residence, here, when)) {
    if (today ? !is_open(residence) : !lives_there(residence, when.valid_on.value_or(context.today())))
      continue;
    // Told of is also whose own record lies out of scope: the residence names them.
    people.push_back(*residence.number("person_id"));
    auto person = find_record(context.tx, context.actor.scope(), RecordKind::person, people.back());
    view.residences.push_back({known.view(std::move(residence)), std::move(person), view.address});
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
  note_person(context, id);
  if (when.is_now()) return view_person(context.tx, context.actor.scope(), now);
  Provenances known(context.tx);
  PersonView view{known.view(*std::move(then))};
  for (auto& [residence, address] : homes(context, id, when))
    view.residences.push_back({known.view(std::move(residence)), std::nullopt, std::move(address)});
  sort_newest_first(view.residences);
  const std::string name(view.person.record.text("name"));
  for (auto& [job, organisation] : jobs(context, id, when))
    view.employments.push_back({known.view(std::move(job)), name, std::move(organisation)});
  view.lives_at_registered = lives_at_registered(view);
  view.warnings = person_warnings(view.person.record);
  return view;
}

PersonView view_person(store::Transaction& tx, const access::Scope& scope, Record person) {
  const auto id = person.id;
  Provenances known(tx);
  PersonView view{known.view(std::move(person))};
  for (auto& [residence, address] : without_undone(residences_of(tx, scope, id)))
    view.residences.push_back({known.view(std::move(residence)), std::nullopt, std::move(address)});
  sort_newest_first(view.residences);
  const std::string name(view.person.record.text("name"));
  for (auto& [job, organisation] : without_undone(employments_of(tx, scope, id)))
    view.employments.push_back({known.view(std::move(job)), name, std::move(organisation)});
  view.lives_at_registered = lives_at_registered(view);
  view.warnings = person_warnings(view.person.record);
  return view;
}

Result<PremisesView> read_premises(const ReadContext& context, std::int64_t id, const AsOf& when) {
  WEIGE_TRY(const auto now, find(context, RecordKind::premises, id));
  auto then = at_time(context, now, when);
  if (!then) return problem(ProblemCode::not_found);
  Provenances known(context.tx);
  PremisesView view{known.view(*std::move(then)), address_at(context, id)};
  const FieldEquals here{"premises_id", std::to_string(id)};
  for (auto& label : dependants(context, RecordKind::premises_label, here, when))
    view.labels.push_back(known.view(std::move(label)));
  if (context.actor.may(access::Right::search_people)) add_residents(context, known, view, when);
  if (context.actor.may(access::Right::read_organisation))
    for (auto& organisation : dependants(context, RecordKind::organisation, here, when))
      if (organisation.text("state") == "current") view.organisations.push_back(std::move(organisation));
  note(context, RecordKind::premises, {id});
  return view;
}

Result<OrganisationView> read_organisation(const ReadContext& context, std::int64_t id) {
  WEIGE_TRY(auto now, find(context, RecordKind::organisation, id));
  OrganisationView view{Provenances(context.tx).view(std::move(now))};
  if (const auto premises = view.organisation.record.number("premises_id"))
    view.address = address_at(context, *premises);
  for (const auto& job : find_records(context.tx, context.actor.scope(), RecordKind::employment,
                                      {"organisation_id", std::to_string(id)}))
    if (job["open_key"]) ++view.workers;
  note(context, RecordKind::organisation, {id});
  return view;
}

Result<AddressView> read_address(const ReadContext& context, std::int64_t id) {
  WEIGE_TRY(auto now, find(context, RecordKind::address, id));
  AddressView view{Provenances(context.tx).view(std::move(now))};
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
  auto address = address_at(context, *residence.number("premises_id"));
  note_person(context, person_id);
  return ResidenceView{Provenances(context.tx).view(std::move(residence)), std::move(person),
                       std::move(address)};
}

EmploymentView view_employment(const ReadContext& context, Record employment) {
  auto person = name_of(context, RecordKind::person, *employment.number("person_id"));
  auto organisation = name_of(context, RecordKind::organisation, *employment.number("organisation_id"));
  return {Provenances(context.tx).view(std::move(employment)), std::move(person), std::move(organisation)};
}

Result<EmploymentView> read_employment(const ReadContext& context, std::int64_t id) {
  WEIGE_TRY(auto employment, find(context, RecordKind::employment, id));
  note_person(context, *employment.number("person_id"));
  return view_employment(context, std::move(employment));
}

Result<RecordView> read_label(const ReadContext& context, std::int64_t id) {
  WEIGE_TRY(auto label, find(context, RecordKind::premises_label, id));
  return Provenances(context.tx).view(std::move(label));
}

Result<std::map<std::string, std::string>> reveal(const ReadContext& context, std::int64_t person_id,
                                                  const std::vector<std::string>& fields) {
  WEIGE_CHECK(context.actor.may(access::Right::reveal_number));
  const auto purpose = context.actor.purpose();
  if (!purpose) return problem(ProblemCode::purpose_required, "purpose");
  if (!access::shows(*purpose, access::FieldGroup::numbers))
    return problem(ProblemCode::purpose_too_narrow, "purpose");
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
