#include "registry/ledger.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace weige::registry {
namespace {

constexpr std::array<std::pair<OperationKind, std::string_view>, 7> kOperations{
    {{OperationKind::edit, "edit"},
     {OperationKind::import, "import"},
     {OperationKind::merge, "merge"},
     {OperationKind::split, "split"},
     {OperationKind::rename, "rename"},
     {OperationKind::reorganise, "reorganise"},
     {OperationKind::undo, "undo"}}};
constexpr std::array<std::pair<ChangeKind, std::string_view>, 5> kChanges{{{ChangeKind::add, "add"},
                                                                           {ChangeKind::change, "change"},
                                                                           {ChangeKind::confirm, "confirm"},
                                                                           {ChangeKind::cancel, "cancel"},
                                                                           {ChangeKind::undo, "undo"}}};

// Ids of the changes taken back by then, newest undoing first: one that was itself taken back does not count.
std::set<std::int64_t> taken_back(const std::vector<LedgerChange>& changes, Instant known_at) {
  std::set<std::int64_t> out;
  for (auto change = changes.rbegin(); change != changes.rend(); ++change)
    if (change->undoes && change->known_at <= known_at && !out.contains(change->id))
      out.insert(*change->undoes);
  return out;
}

}  // namespace

std::string_view code(OperationKind kind) {
  return std::ranges::find(kOperations, kind, &std::pair<OperationKind, std::string_view>::first)->second;
}

std::optional<OperationKind> operation_kind_of(std::string_view text) {
  const auto found =
      std::ranges::find(kOperations, text, &std::pair<OperationKind, std::string_view>::second);
  return found == kOperations.end() ? std::nullopt : std::optional{found->first};
}

bool confirms(OperationKind kind) {
  return kind == OperationKind::edit || kind == OperationKind::import;
}

std::string_view code(ChangeKind kind) {
  return std::ranges::find(kChanges, kind, &std::pair<ChangeKind, std::string_view>::first)->second;
}

std::optional<ChangeKind> change_kind_of(std::string_view text) {
  const auto found = std::ranges::find(kChanges, text, &std::pair<ChangeKind, std::string_view>::second);
  return found == kChanges.end() ? std::nullopt : std::optional{found->first};
}

ChangeKind kind_of_change(const Record* before, const Record& after) {
  if (!before) return ChangeKind::add;
  const bool was_live = is_live(before->kind, before->text("state")),
             is = is_live(after.kind, after.text("state"));
  if (was_live && !is) return ChangeKind::cancel;
  return before->values == after.values ? ChangeKind::confirm : ChangeKind::change;
}

std::vector<const LedgerChange*> standing(const std::vector<LedgerChange>& changes) {
  const auto gone = taken_back(changes, Instant::max());
  std::vector<const LedgerChange*> out;
  for (const auto& change : changes)
    if (!change.undoes && !gone.contains(change.id)) out.push_back(&change);
  return out;
}

Confirmation confirmation_of(const std::vector<ConfirmingChange>& standing) {
  Confirmation out;
  for (const auto& [change, operation, confirmed_at] : standing) {
    if (change.kind == ChangeKind::add) {
      out = {confirmed_at, change.provenance_id, {}};
      continue;
    }
    if (confirms(operation)) out.confirmed_at = std::max(out.confirmed_at, confirmed_at);
    if (change.kind == ChangeKind::confirm && change.fields.empty()) out.provenance_id = change.provenance_id;
    if (operation == OperationKind::reorganise) continue;
    for (const auto& field : change.fields) out.fields[field.field] = change.provenance_id;
  }
  return out;
}

std::optional<Record> as_of(RecordKind kind, std::int64_t id, const std::vector<LedgerChange>& changes,
                            Day valid_on, Instant known_at) {
  const auto gone = taken_back(changes, known_at);
  Record record(kind);
  record.id = id;
  bool there = false;
  for (const auto& change : changes) {
    if (change.undoes || gone.contains(change.id)) continue;
    if (change.known_at > known_at || change.valid_from > valid_on) continue;
    if (change.kind == ChangeKind::add) there = true;
    for (const auto& field : change.fields) {
      record[field.field] = field.to;
      record.erased = record.erased || field.withheld;
    }
    record.provenance_id = change.provenance_id;
  }
  if (!there) return std::nullopt;
  derive(record);
  return record;
}

}  // namespace weige::registry
