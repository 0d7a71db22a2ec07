#include "intake/roster_confirm_actions.h"

#include "intake/reported_place_actions.h"
#include "registry/record_store.h"

namespace weige::intake {
namespace {

using registry::Record;
using registry::RecordKind;

// Of the fields that the row gives, those that the register has.
std::vector<std::string_view> fields_given(const RosterRow& row, const Record& person) {
  std::vector<std::string_view> out;
  for (const auto& given : row.parsed.subject)
    if (!person.text(given.field).empty() && person.text(given.field) == given.value)
      out.push_back(given.field);
  return out;
}

// The residence at the very address that the row gives: of another home the list says nothing.
std::optional<Record> home_at(const registry::WriteContext& context, std::int64_t person,
                              const std::string& canonical) {
  const auto& scope = context.actor.scope();
  const auto place = find_reported_place(context.tx, scope, canonical);
  if (!place) return std::nullopt;
  for (const auto& each :
       registered_within(context.tx, scope, {.kind = ScopeKind::address, .id = place->address}))
    if (each.person == person && each.place == canonical)
      return registry::find_record(context.tx, scope, RecordKind::residence, each.link);
  return std::nullopt;
}

}  // namespace

Result<bool> confirm_row(const registry::WriteContext& context, const WriterInNeed& writer,
                         const RosterRow& row, const ComparedRow& compared, Day reference) {
  const auto& scope = context.actor.scope();
  const auto person = registry::find_record(context.tx, scope, RecordKind::person, compared.person);
  if (!person || person->text("state") != "current") return false;
  bool wrote = false;
  const auto fields = fields_given(row, *person);
  if (person->confirmed_at < reference && !fields.empty()) {
    WEIGE_CHECK(writer().confirm(*person, fields));
    wrote = true;
  }
  if (!row.parsed.address) return wrote;
  const auto home = home_at(context, compared.person, row.parsed.address->canonical());
  if (!home || home->confirmed_at >= reference) return wrote;
  WEIGE_CHECK(writer().confirm(*home, {}));
  return true;
}

}  // namespace weige::intake
