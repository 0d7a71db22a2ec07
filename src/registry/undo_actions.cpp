#include "registry/undo_actions.h"

#include <algorithm>
#include <ranges>

#include "registry/record_actions.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kUndone{"operation.undone"};
constexpr int kPage = 5000;

std::vector<LedgerChange> all_changes(store::Transaction& tx, OperationId id) {
  std::vector<LedgerChange> out;
  for (;;) {
    auto page = changes_of_operation(tx, id, out.empty() ? 0 : out.back().id, kPage);
    std::ranges::move(page, std::back_inserter(out));
    if (page.size() < kPage) return out;
  }
}

// The record with the change taken back; changed_since where another change came on top.
Result<Record> without(const Record& now, const LedgerChange& change) {
  Record after = now;
  for (const auto& field : change.fields) {
    if (now[field.field] != field.to) return problem(ProblemCode::changed_since, field.field);
    after[field.field] = field.from;
  }
  if (change.kind == ChangeKind::add) {
    after = now;
    after["state"] = "undone";
  }
  return after;
}

}  // namespace

Done take_back_change(const WriteContext& context, RegisterWriter& writer, const LedgerChange& change) {
  if (change.kind == ChangeKind::confirm) return done();
  WEIGE_CHECK(context.actor.may(right_to_edit(change.subject_kind)));
  const auto now = find_record(context.tx, context.actor.scope(), change.subject_kind, change.subject_id);
  if (!now) return problem(ProblemCode::not_found);
  WEIGE_TRY(auto after, without(*now, change));
  return writer.take_back(*now, std::move(after), change);
}

Result<Undone> undo_operation(const WriteContext& context, OperationId id, std::string reason) {
  WEIGE_CHECK(context.actor.may(access::Right::undo_change));
  if (reason.empty()) return problem(ProblemCode::missing_field, "reason");
  const auto operation = find_operation(context.tx, context.actor.scope(), id);
  if (!operation) return problem(ProblemCode::not_found);
  if (operation->undone_by) return problem(ProblemCode::already_undone);
  RegisterWriter writer(context, {.kind = OperationKind::undo, .reason = std::move(reason), .undoes = id},
                        {.way = Way::correction});
  Undone out{writer.operation(), {}};
  const auto changes = all_changes(context.tx, id);
  for (const auto& change : changes | std::views::reverse) {
    WEIGE_CHECK(take_back_change(context, writer, change));
    ++out.affected[change.subject_kind];
    out.subjects.emplace_back(change.subject_kind, change.subject_id);
  }
  access::audit_change(context.tx, context.now, context.actor, kUndone,
                       mark_undone(context.tx, id, writer.operation()));
  writer.finish(kUndone);
  return out;
}

}  // namespace weige::registry
