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

// Changes known by then and not taken back by then, in the order in which they hold: by day of validity, then
// by when they were known.
std::vector<const LedgerChange*> holding(const std::vector<LedgerChange>& changes, Day valid_on,
                                         Instant known_at) {
  std::set<std::int64_t> taken_back;  // newest first: an undoing that was itself taken back does not count
  for (auto change = changes.rbegin(); change != changes.rend(); ++change)
    if (change->undoes && change->known_at <= known_at && !taken_back.contains(change->id))
      taken_back.insert(*change->undoes);
  std::vector<const LedgerChange*> out;
  for (const auto& change : changes)
    if (change.known_at <= known_at && change.valid_from <= valid_on && !taken_back.contains(change.id) &&
        !change.undoes)
      out.push_back(&change);
  std::ranges::stable_sort(out, {}, [](const LedgerChange* change) {
    return std::pair{change->valid_from, change->id};
  });
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

std::optional<Record> as_of(RecordKind kind, std::int64_t id, const std::vector<LedgerChange>& changes,
                            Day valid_on, Instant known_at) {
  Record record(kind);
  record.id = id;
  bool there = false;
  for (const auto* change : holding(changes, valid_on, known_at)) {
    if (change->kind == ChangeKind::add) there = true;
    for (const auto& field : change->fields) record[field.field] = field.to;
    record.provenance_id = change->provenance_id;
  }
  if (!there) return std::nullopt;
  derive(record);
  return record;
}

}  // namespace weige::registry
