#include "support/random_register.h"

#include <array>

#include "registry/address_actions.h"
#include "registry/merge_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/reorganise_actions.h"
#include "registry/undo_actions.h"

namespace weige::testing_support {
namespace {

using namespace registry;

constexpr std::array kCategories{"registered_here", "elsewhere_mainland", "outside_mainland"};
constexpr std::array kUses{"home", "shop", "office", "dormitory", "public"};

ProvenanceInput seen(std::optional<Day> on = {}) {
  return {.source = "test", .way = Way::door, .confirmed_at = on, .evidence = {{EvidenceKind::door_visit}}};
}

}  // namespace

// A refusal rolls back, like that of a request.
template <class F>
bool RandomRegister::write(F&& f) {
  now_ += std::chrono::minutes(1);
  const auto outcome = as_post(
      db_, town_.town_account, town_.town_post,
      [&](const WriteContext& context) -> Result<bool> {
        if (!f(context)) return problem(ProblemCode::bad_request);
        return true;
      },
      now_);
  done_ += outcome.ok();
  return outcome.ok();
}

std::optional<Record> RandomRegister::any_record(const WriteContext& context, RecordKind kind) {
  const auto ids =
      context.tx.all("SELECT id FROM " + std::string(code(kind)) + " WHERE state <> 'undone' ORDER BY id",
                     [](const store::Row& row) { return row.int64(0); });
  if (ids.empty()) return std::nullopt;
  return find_record(context.tx, context.actor.scope(), kind, ids[any(ids.size())]);
}

Day RandomRegister::any_day() {
  return Day{std::chrono::sys_days{TownTime{}.day_of(now_)} - std::chrono::days{any(500)}};
}

std::string RandomRegister::step() {
  return step(Undoing::sometimes);
}

std::string RandomRegister::step_forward() {
  return step(Undoing::never);
}

std::string RandomRegister::step(Undoing undoing) {
  struct Named {
    const char* name;
    Act act;
    int weight;
  };
  using R = RandomRegister;
  static constexpr std::array kActs{Named{"add_door", &R::add_door, 12},
                                    Named{"add_person", &R::add_person, 14},
                                    Named{"edit_person", &R::edit_person, 8},
                                    Named{"confirm_residence", &R::confirm_residence, 6},
                                    Named{"move_person", &R::move_person, 10},
                                    Named{"step_residence", &R::step_residence, 8},
                                    Named{"edit_premises", &R::edit_premises, 6},
                                    Named{"add_label", &R::add_label, 8},
                                    Named{"end_label", &R::end_label, 4},
                                    Named{"add_organisation", &R::add_organisation, 6},
                                    Named{"end_organisation", &R::end_organisation, 2},
                                    Named{"add_employment", &R::add_employment, 6},
                                    Named{"end_employment", &R::end_employment, 3},
                                    Named{"merge", &R::merge, 4},
                                    Named{"split", &R::split, 4},
                                    Named{"rename", &R::rename, 4},
                                    Named{"split_address", &R::split_address, 3},
                                    Named{"reorganise", &R::reorganise, 4},
                                    Named{"undo", &R::undo, 12}};
  int total = undoing == Undoing::never ? -kActs.back().weight : 0;
  for (const auto& act : kActs) total += act.weight;
  int drawn = static_cast<int>(any(static_cast<std::size_t>(total)));
  for (const auto& act : kActs) {
    drawn -= act.weight;
    if (drawn >= 0) continue;
    const bool ok = write([&](const WriteContext& context) { return (this->*act.act)(context); });
    return std::string(act.name) + (ok ? "" : " (refused)");
  }
  return {};
}

bool RandomRegister::add_door(const WriteContext& context) {
  const auto n = [&](std::size_t most) { return std::to_string(1 + any(most)); };
  std::string text = any(2) == 0 ? "明珠路" : "双浜路";
  text += n(6) + "弄";
  if (chance(80)) text += n(4) + "号";
  if (text.ends_with("号") && chance(70)) text += n(9) + "0" + n(3) + "室";
  const auto area = any(2) == 0 ? town_.north : town_.south;
  AddressBook book(context.tx, context.actor.scope());
  RegisterWriter writer(context, {}, seen(any_day()));
  const AddressPlace place{
      .area_id = area.value, .town_area_id = access::kTown.value, .valid_from = any_day()};
  const auto parsed = parse_in_town(text, kTownText);
  if (!parsed || !book.find_or_add(writer, parsed->key(), place)) return false;
  if (chance(80) && !book.premises_at(writer, parsed->canonical(), kUses[any(kUses.size())], place))
    return false;
  writer.finish(access::AuditAction{"test"});
  return true;
}

bool RandomRegister::add_person(const WriteContext& context) {
  const auto premises = any_record(context, RecordKind::premises);
  NewPerson person{.fields = {{"name", "王伟"}}, .provenance = seen(any_day())};
  if (chance(80)) person.fields["category"] = kCategories[any(kCategories.size())];
  if (premises && chance(85))
    person.residence =
        NewResidence{.premises_id = premises->id,
                     .fields = {{"from_day", to_iso(any_day())}, {"kind", chance(80) ? "main" : "other"}},
                     .state = chance(70) ? ResidenceState::current : ResidenceState::reported};
  return registry::add_person(context, person).ok();
}

bool RandomRegister::edit_person(const WriteContext& context) {
  const auto person = any_record(context, RecordKind::person);
  if (!person) return false;
  RecordEdit edit{.id = person->id, .version = person->version, .provenance = seen(any_day())};
  if (chance(60)) edit.fields["category"] = kCategories[any(kCategories.size())];
  if (chance(50)) edit.fields["phone"] = "1990000" + std::to_string(1000 + any(9000));
  if (chance(20)) edit.confirm = {"name"};
  if (chance(50)) edit.valid_from = any_day();
  return edit_record(context, edit).ok();
}

bool RandomRegister::confirm_residence(const WriteContext& context) {
  const auto residence = any_record(context, RecordKind::residence);
  if (!residence) return false;
  RecordEdit edit{.kind = RecordKind::residence,
                  .id = residence->id,
                  .version = residence->version,
                  .confirm = {"relation"},
                  .provenance = seen(any_day())};
  if (chance(40)) edit.fields["relation"] = chance(50) ? "tenant" : "child";
  return edit_record(context, edit).ok();
}

bool RandomRegister::move_person(const WriteContext& context) {
  const auto person = any_record(context, RecordKind::person);
  const auto premises = any_record(context, RecordKind::premises);
  if (!person || !premises) return false;
  return add_residence(context,
                       {.person_id = person->id,
                        .premises_id = premises->id,
                        .fields = {{"from_day", to_iso(any_day())}, {"kind", chance(80) ? "main" : "other"}},
                        .provenance = seen(any_day())})
      .ok();
}

bool RandomRegister::step_residence(const WriteContext& context) {
  const auto residence = any_record(context, RecordKind::residence);
  if (!residence) return false;
  constexpr std::array kStates{ResidenceState::to_verify, ResidenceState::current,
                               ResidenceState::reported_gone, ResidenceState::suspended,
                               ResidenceState::cancelled};
  return registry::step_residence(context, {.id = residence->id,
                                            .version = residence->version,
                                            .state = kStates[any(kStates.size())],
                                            .provenance = seen()})
      .ok();
}

bool RandomRegister::edit_premises(const WriteContext& context) {
  const auto premises = any_record(context, RecordKind::premises);
  if (!premises) return false;
  return edit_record(context, {.kind = RecordKind::premises,
                               .id = premises->id,
                               .version = premises->version,
                               .fields = {{"use", kUses[any(kUses.size())]}},
                               .provenance = seen(any_day())})
      .ok();
}

bool RandomRegister::add_label(const WriteContext& context) {
  const auto premises = any_record(context, RecordKind::premises);
  if (!premises) return false;
  return registry::add_label(context, {.premises_id = premises->id,
                                       .fields = {{"label", chance(60) ? "vacant" : "let"},
                                                  {"evidence", "door_visit"},
                                                  {"from_day", to_iso(any_day())}},
                                       .provenance = seen()})
      .ok();
}

bool RandomRegister::end_label(const WriteContext& context) {
  const auto label = any_record(context, RecordKind::premises_label);
  if (!label) return false;
  return end_record(context, {.kind = RecordKind::premises_label,
                              .id = label->id,
                              .to = TownTime{}.day_of(now_),
                              .provenance = seen()})
      .ok();
}

bool RandomRegister::add_organisation(const WriteContext& context) {
  NewOrganisation input{.fields = {{"name", "明珠商行"}, {"kind", "company"}}, .provenance = seen()};
  const auto premises = any_record(context, RecordKind::premises);
  if (premises && chance(75)) input.premises_id = premises->id;
  return registry::add_organisation(context, input).ok();
}

bool RandomRegister::end_organisation(const WriteContext& context) {
  const auto organisation = any_record(context, RecordKind::organisation);
  if (!organisation) return false;
  return end_record(context, {.kind = RecordKind::organisation,
                              .id = organisation->id,
                              .to = TownTime{}.day_of(now_),
                              .provenance = seen()})
      .ok();
}

bool RandomRegister::add_employment(const WriteContext& context) {
  const auto person = any_record(context, RecordKind::person);
  const auto organisation = any_record(context, RecordKind::organisation);
  if (!person || !organisation) return false;
  return registry::add_employment(context, {.person_id = person->id,
                                            .organisation_id = organisation->id,
                                            .fields = {{"from_day", to_iso(any_day())}},
                                            .provenance = seen()})
      .ok();
}

bool RandomRegister::end_employment(const WriteContext& context) {
  const auto employment = any_record(context, RecordKind::employment);
  if (!employment) return false;
  return edit_record(context, {.kind = RecordKind::employment,
                               .id = employment->id,
                               .version = employment->version,
                               .fields = {{"to_day", to_iso(TownTime{}.day_of(now_))}},
                               .provenance = seen()})
      .ok();
}

bool RandomRegister::merge(const WriteContext& context) {
  const auto keep = any_record(context, RecordKind::person), drop = any_record(context, RecordKind::person);
  if (!keep || !drop) return false;
  Merge merge{.keep_id = keep->id,
              .keep_version = keep->version,
              .drop_id = drop->id,
              .drop_version = drop->version,
              .take_from_dropped = {},
              .reason = "同一人"};
  if (chance(50)) merge.take_from_dropped = {"category"};
  return merge_persons(context, merge).ok();
}

bool RandomRegister::split(const WriteContext& context) {
  const auto residence = any_record(context, RecordKind::residence);
  if (!residence) return false;
  const auto person =
      find_record(context.tx, context.actor.scope(), RecordKind::person, *residence->number("person_id"));
  if (!person) return false;
  return split_person(context, {.id = person->id,
                                .version = person->version,
                                .new_person = {{"name", "李娜"}, {"category", "registered_here"}},
                                .residences = {residence->id},
                                .employments = {},
                                .reason = "两个人"})
      .ok();
}

bool RandomRegister::rename(const WriteContext& context) {
  const auto address = any_record(context, RecordKind::address);
  if (!address) return false;
  const auto level = address->text("level");
  const auto number = std::to_string(1 + any(30));
  const std::string element = level == "lane"     ? number + "弄"
                              : level == "number" ? number + "号"
                              : level == "room"   ? number + "01室"
                                                  : std::string("明珠") + number + "路";
  return rename_address(
             context, {.id = address->id, .version = address->version, .element = element, .reason = "改号"})
      .ok();
}

bool RandomRegister::split_address(const WriteContext& context) {
  const auto residence = any_record(context, RecordKind::residence);
  if (!residence) return false;
  const auto premises =
      find_record(context.tx, context.actor.scope(), RecordKind::premises, *residence->number("premises_id"));
  const auto address =
      find_record(context.tx, context.actor.scope(), RecordKind::address, *premises->number("address_id"));
  const std::string element(address->text("element"));
  return registry::split_address(context, {.id = address->id,
                                           .version = address->version,
                                           .parts = {{element}, {"7" + element, {residence->id}}},
                                           .reason = "分户"})
      .ok();
}

// An address with all below it, or now and then a whole committee, which the next one of its kind may follow.
bool RandomRegister::reorganise(const WriteContext& context) {
  const auto address = any_record(context, RecordKind::address);
  if (!address || address->area() == access::kTown.value) return false;
  const auto from = address->area();
  const auto to = from == town_.north.value ? town_.south.value : town_.north.value;
  Reorganisation wanted{.from_area_id = from, .to_area_id = to, .reason = "区划调整"};
  if (chance(70)) wanted.address_ids = {address->id};
  return reorganise_areas(context, wanted).ok();
}

bool RandomRegister::undo(const WriteContext& context) {
  const auto operations = context.tx.all(
      "SELECT id FROM operation WHERE undone_by_operation_id IS NULL ORDER BY id DESC LIMIT 12",
      [](const store::Row& row) { return row.get<OperationId>(0); });
  return !operations.empty() && undo_operation(context, operations[any(operations.size())], "录错").ok();
}

bool RandomRegister::undo_newest() {
  now_ += std::chrono::minutes(1);
  return as_post(
             db_, town_.town_account, town_.town_post,
             [&](const WriteContext& context) -> Result<bool> {
               const auto newest = context.tx.first(
                   "SELECT id FROM operation WHERE undone_by_operation_id IS NULL AND kind <> 'undo'"
                   " ORDER BY id DESC LIMIT 1",
                   [](const store::Row& row) { return row.get<OperationId>(0); });
               if (!newest) return false;
               auto undone = undo_operation(context, *newest, "录错");
               if (!undone) return std::move(undone).problem();
               return true;
             },
             now_)
      .value();
}

}  // namespace weige::testing_support
