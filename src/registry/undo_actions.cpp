#include "registry/undo_actions.h"

#include <boost/json.hpp>

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>

#include "access/area_actions.h"
#include "access/area_store.h"
#include "registry/erasure_store.h"
#include "registry/operation_job_actions.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"
#include "registry/reorganise_store.h"

namespace weige::registry {
namespace {

namespace json = boost::json;

constexpr access::AuditAction kUndone{"operation.undone"};
constexpr auto kNewest = std::numeric_limits<std::int64_t>::max();
constexpr int kAll = std::numeric_limits<int>::max(), kChangesPerStep = 300;

// Fields that name other records.
struct Reference {
  std::string_view field;
  RecordKind kind;
};
constexpr std::array kReferences{
    Reference{"parent_id", RecordKind::address},    Reference{"address_id", RecordKind::address},
    Reference{"premises_id", RecordKind::premises}, Reference{"person_id", RecordKind::person},
    Reference{"merged_into", RecordKind::person},   Reference{"organisation_id", RecordKind::organisation}};

Result<Operation> operation_to_undo(const WriteContext& context, OperationId id, const std::string& reason) {
  WEIGE_CHECK(context.actor.may(access::Right::undo_change));
  if (reason.empty()) return problem(ProblemCode::missing_field, "reason");
  auto operation = find_operation(context.tx, context.actor.scope(), id);
  if (!operation) return problem(ProblemCode::not_found);
  if (operation->undone_by) return problem(ProblemCode::already_undone);
  if (operation->kind == OperationKind::reorganise)
    WEIGE_CHECK(context.actor.may(access::Right::reorganise_areas));
  return *std::move(operation);
}

bool share_a_field(const LedgerChange& one, const LedgerChange& other) {
  return std::ranges::any_of(one.fields, [&](const FieldChange& field) {
    return std::ranges::find(other.fields, field.field, &FieldChange::field) != other.fields.end();
  });
}

class Undoer {
 public:
  Undoer(const WriteContext& context, const Operation& operation, RegisterWriter& writer, Undone& out)
      : context_(context), operation_(operation), writer_(writer), out_(out) {}

  Done take_back(const LedgerChange& change) {
    if (stays(change)) return done();
    if (is_erased(context_.tx, code(change.subject_kind), change.subject_id))
      return problem(ProblemCode::record_erased);
    if (operation_.kind != OperationKind::reorganise)
      WEIGE_CHECK(context_.actor.may(right_to_edit(change.subject_kind)));
    const auto now = find_record(context_.tx, context_.actor.scope(), change.subject_kind, change.subject_id);
    if (!now) return problem(ProblemCode::not_found);
    const auto history = confirming_changes(context_.tx, change.subject_kind, change.subject_id);
    WEIGE_CHECK(check_on_top(history, change));
    WEIGE_TRY(auto after, without(*now, change));
    taken_.insert(change.id);
    auto confirmation = confirmation_without(history);
    if (!confirmation) confirmation = {now->confirmed_at, now->provenance_id, {}};
    WEIGE_CHECK(writer_.take_back(*now, std::move(after), change, *confirmation));
    ++out_.affected[change.subject_kind];
    out_.subjects.emplace_back(change.subject_kind, change.subject_id);
    return done();
  }

 private:
  // A road or a lane on which others have built since: it is there, whoever entered it first.
  bool stays(const LedgerChange& change) const {
    return change.kind == ChangeKind::add && change.subject_kind == RecordKind::address &&
           is_in_use(context_.tx, change.subject_kind, change.subject_id);
  }

  // The changes of a record that stand once those taken back so far are gone.
  std::vector<ConfirmingChange> standing_of(const std::vector<ConfirmingChange>& history) const {
    std::vector<LedgerChange> changes;
    for (const auto& each : history) changes.push_back(each.change);
    for (const auto& each : history)
      if (taken_.contains(each.change.id))
        changes.push_back({.id = kNewest, .known_at = context_.now, .undoes = each.change.id});
    std::vector<ConfirmingChange> out;
    for (const auto* change : standing(changes))
      out.push_back(*std::ranges::find(history, change->id,
                                       [](const ConfirmingChange& each) { return each.change.id; }));
    return out;
  }

  // Values may be what the change left although others came between: they would not be undone with it.
  Done check_on_top(const std::vector<ConfirmingChange>& history, const LedgerChange& change) const {
    for (const auto& [later, kind, day] : standing_of(history)) {
      if (later.id <= change.id || later.kind == ChangeKind::confirm) continue;
      if (change.kind == ChangeKind::add || share_a_field(later, change))
        return problem(ProblemCode::changed_since);
    }
    return done();
  }

  Result<Record> without(const Record& now, const LedgerChange& change) const {
    Record after = now;
    for (const auto& field : change.fields) {
      if (field.withheld || (now[field.field] != field.to && !is_same_committee(now, field)))
        return problem(ProblemCode::changed_since, field.field);
      after[field.field] = field.from;
    }
    if (change.kind == ChangeKind::add) {
      if (is_in_use(context_.tx, now.kind, now.id)) return problem(ProblemCode::still_in_use);
      after = now;
      after["state"] = "undone";
      return after;
    }
    WEIGE_CHECK(check_references(now, after));
    return after;
  }

  // Which grid of a committee a record lies in follows from borders (area_writer.h); nobody has changed it.
  bool is_same_committee(const Record& now, const FieldChange& change) const {
    if (change.field != "area_id" || !change.to) return false;
    return access::above_grid(context_.tx, access::AreaId{now.area()}) ==
           access::above_grid(context_.tx, access::AreaId{std::stoll(*change.to)});
  }

  // What a former value names may have been taken back meanwhile.
  Done check_references(const Record& now, const Record& after) const {
    for (const auto& [field, kind] : kReferences) {
      if (!has_field(after.kind, field) || !after[field] || now[field] == after[field]) continue;
      if (never_was(context_.tx, kind, *after.number(field)))
        return problem(ProblemCode::changed_since, std::string(field));
    }
    return done();
  }

  std::optional<Confirmation> confirmation_without(const std::vector<ConfirmingChange>& history) const {
    const auto left = standing_of(history);
    if (left.empty()) return std::nullopt;
    return confirmation_of(left);
  }

  const WriteContext& context_;
  const Operation& operation_;
  RegisterWriter& writer_;
  Undone& out_;
  std::set<std::int64_t> taken_;
};

// What hangs on an operation beside its records: a committee that ended with it.
Done follow(const WriteContext& context, const Operation& operation, std::optional<OperationId> by) {
  const auto row = find_reorganisation(context.tx, operation.id);
  if (!row || !row->closed) return done();
  WEIGE_CHECK(by ? access::reopen_area(context.tx, context.now, context.actor, row->from)
                 : access::close_area(context.tx, context.now, context.actor, row->from));
  return done();
}

// Marks an operation undone, or holding again when its undoing is undone; and so on down the line.
Done mark(const WriteContext& context, const Operation& operation, std::optional<OperationId> by) {
  access::audit_change(context.tx, context.now, context.actor, kUndone,
                       mark_undone(context.tx, operation.id, by));
  WEIGE_CHECK(follow(context, operation, by));
  if (!operation.undoes) return done();
  return mark(context, operation_header(context.tx, *operation.undoes),
              by ? std::nullopt : std::optional{operation.id});
}

// Where a job stands. before: changes older than this are left.
struct UndoPosition {
  Undone undone = {};
  bool begun = false;
  std::int64_t before = kNewest;
  std::int64_t total = 0;
};

// Takes back the next changes, but for those that an earlier attempt has; true when none is left.
Result<bool> undo_some(const WriteContext& context, const Operation& operation, const std::string& reason,
                       UndoPosition& position, int limit) {
  RegisterWriter writer(
      context,
      {.kind = OperationKind::undo,
       .reason = reason,
       .undoes = operation.id,
       .continues = position.begun ? std::optional{position.undone.operation} : std::nullopt},
      {.way = Way::correction});
  const auto skip = changes_taken_back(context.tx, operation.id, position.before);
  position.undone.operation = writer.operation();
  position.begun = true;
  Undoer undoer(context, operation, writer, position.undone);
  const auto changes = changes_of_operation(context.tx, operation.id, position.before, limit);
  for (const auto& change : changes) {
    position.before = change.id;
    if (!skip.contains(change.id)) WEIGE_CHECK(undoer.take_back(change));
  }
  const bool finished = changes.size() < static_cast<std::size_t>(limit);
  if (finished) WEIGE_CHECK(mark(context, operation, writer.operation()));
  writer.finish(kUndone);
  return finished;
}

std::string undo_position_text(const UndoPosition& position) {
  return json::serialize(json::object{{"operation", position.undone.operation.value},
                                      {"affected", affected_json(position.undone.affected)},
                                      {"before", position.before},
                                      {"total", position.total}});
}

UndoPosition undo_position_of(const std::string& text) {
  UndoPosition out;
  if (text.empty()) return out;
  const auto read = json::parse(text);
  out.begun = true;
  out.undone.operation = OperationId{read.at("operation").as_int64()};
  out.undone.affected = affected_of(read.at("affected").as_object());
  out.before = read.at("before").as_int64();
  out.total = read.at("total").as_int64();
  return out;
}

struct Wanted {
  OperationId operation;
  std::string reason;
};

Wanted wanted_of(const std::string& input) {
  const auto text = json::parse(input);
  return {OperationId{text.at("operation").as_int64()}, std::string(text.at("reason").as_string())};
}

Result<bool> job_step(const WriteContext& context, const Wanted& wanted, UndoPosition& position) {
  WEIGE_TRY(const auto operation, operation_to_undo(context, wanted.operation, wanted.reason));
  if (!position.begun) position.total = count_changes(context.tx, wanted.operation);
  position.undone.subjects.clear();
  return undo_some(context, operation, wanted.reason, position, kChangesPerStep);
}

}  // namespace

Result<int> take_back_changes(const WriteContext& context, const Operation& operation, RegisterWriter& writer,
                              std::span<const LedgerChange> changes) {
  Undone unused;
  Undoer undoer(context, operation, writer, unused);
  int kept = 0;
  for (const auto& change : changes) {
    const auto taken = undoer.take_back(change);
    if (taken) continue;
    const auto code = taken.problem().code;
    if (code != ProblemCode::changed_since && code != ProblemCode::still_in_use) return taken.problem();
    ++kept;
  }
  return kept;
}

Result<Undone> undo_operation(const WriteContext& context, OperationId id, std::string reason) {
  WEIGE_TRY(const auto operation, operation_to_undo(context, id, reason));
  if (touches_erased(context.tx, id)) return problem(ProblemCode::record_erased);
  UndoPosition position;
  WEIGE_CHECK(undo_some(context, operation, reason, position, kAll));
  return std::move(position.undone);
}

Result<std::variant<Undone, jobs::JobId>> take_back_operation(const WriteContext& context, OperationId id,
                                                              std::string reason) {
  using Out = std::variant<Undone, jobs::JobId>;
  WEIGE_CHECK(operation_to_undo(context, id, reason));
  if (touches_erased(context.tx, id)) return problem(ProblemCode::record_erased);
  if (count_changes(context.tx, id) > kMostUndoneAtOnce)
    return Out{submit_operation_job(context, kUndoJob, {{"operation", id.value}, {"reason", reason}})};
  WEIGE_TRY(auto undone, undo_operation(context, id, std::move(reason)));
  return Out{std::move(undone)};
}

Done run_undo(jobs::JobContext& job, const Clock& clock) {
  const auto wanted = wanted_of(job.job().input);
  auto position = undo_position_of(job.job().position);
  return run_operation_job(job, clock, [&](const WriteContext& context) -> Result<OperationStep> {
    auto next = position;
    WEIGE_TRY(const bool finished, job_step(context, wanted, next));
    return OperationStep{.position = undo_position_text(next),
                         .operation = next.undone.operation,
                         .affected = next.undone.affected,
                         .total = next.total,
                         .finished = finished,
                         .kept = [&position, next] { position = next; }};
  });
}

}  // namespace weige::registry
