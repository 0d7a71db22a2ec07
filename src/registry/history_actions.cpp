#include "registry/history_actions.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "registry/ledger_store.h"
#include "registry/record_actions.h"
#include "registry/record_store.h"

namespace weige::registry {
namespace {

constexpr access::AuditAction kHistoryRead{"history.read"},
    kPersonsHistoryRead{"history.read", access::Counts::single};

using RecordKey = std::pair<RecordKind, std::int64_t>;

// A record and what hangs on it: as they are now, and all their changes.
struct Subjects {
  std::map<RecordKey, Record> records = {};
  std::vector<LedgerChange> changes = {};
};

void add(const ReadContext& context, Record record, Subjects& out) {
  std::ranges::move(changes_of_record(context.tx, record.kind, record.id), std::back_inserter(out.changes));
  const RecordKey key{record.kind, record.id};
  out.records.emplace(key, std::move(record));
}

void add_all(const ReadContext& context, RecordKind kind, const FieldEquals& where, Subjects& out) {
  for (auto& each : find_records(context.tx, context.actor.scope(), kind, where))
    add(context, std::move(each), out);
}

Subjects subjects_of(const ReadContext& context, Record record) {
  const auto kind = record.kind;
  const auto id = std::to_string(record.id);
  const bool may_read_people = context.actor.may(access::Right::search_people).ok();
  Subjects out;
  add(context, std::move(record), out);
  if (kind == RecordKind::person) {
    add_all(context, RecordKind::residence, {"person_id", id}, out);
    add_all(context, RecordKind::employment, {"person_id", id}, out);
  }
  if (kind == RecordKind::premises) {
    if (may_read_people) add_all(context, RecordKind::residence, {"premises_id", id}, out);
    add_all(context, RecordKind::premises_label, {"premises_id", id}, out);
  }
  std::ranges::sort(out.changes, std::greater{}, &LedgerChange::id);
  return out;
}

// Whose residences and employments are told of.
std::vector<std::int64_t> people_of(const Subjects& subjects) {
  std::set<std::int64_t> out;
  for (const auto& [subject, record] : subjects.records)
    if (subject.first == RecordKind::residence || subject.first == RecordKind::employment)
      if (const auto person = record.number("person_id")) out.insert(*person);
  return {out.begin(), out.end()};
}

// What undoing asks of the one who undoes and of this record (undo_actions.cpp asks again, of all records).
bool can_undo(const ReadContext& context, const LedgerChange& change, const Operation& operation,
              const Record& now) {
  if (operation.undone_by || change.kind == ChangeKind::confirm) return false;
  if (!context.actor.may(access::Right::undo_change) ||
      !context.actor.may(right_to_edit(change.subject_kind)))
    return false;
  const auto still_holds = [&](const FieldChange& field) {
    return !field.withheld && now[field.field] == field.to;
  };
  return std::ranges::all_of(change.fields, still_holds) &&
         covers(context.tx, context.actor.scope(), operation.area.value);
}

ChangeView view(const ReadContext& context, LedgerChange change, const Record& now) {
  const auto provenance = find_provenance(context.tx, std::array{change.provenance_id});
  const auto operation = operation_header(context.tx, change.operation);
  const bool may_undo = can_undo(context, change, operation, now);
  return {.change = std::move(change),
          .provenance = provenance.front(),
          .operation_kind = operation.kind,
          .undone = operation.undone_by.has_value(),
          .can_undo = may_undo};
}

}  // namespace

Result<HistoryPage> history(const ReadContext& context, const HistoryRequest& request) {
  WEIGE_CHECK(context.actor.may(right_to_read(request.kind)));
  auto record = find_record(context.tx, context.actor.scope(), request.kind, request.id);
  if (!record || record->text("state") == "undone") return problem(ProblemCode::not_found);
  auto subjects = subjects_of(context, *std::move(record));
  const auto action = request.kind == RecordKind::person ? kPersonsHistoryRead : kHistoryRead;
  context.readings.add(context.now, context.actor, action, access::SubjectKind{code(request.kind)},
                       {request.id});
  if (const auto people = people_of(subjects); !people.empty() && request.kind != RecordKind::person)
    context.readings.add(context.now, context.actor, action, access::SubjectKind{code(RecordKind::person)},
                         people);
  HistoryPage page;
  for (auto& change : subjects.changes) {
    if (request.before && change.id >= *request.before) continue;
    if (page.changes.size() == request.limit) {
      page.next_before = page.changes.back().change.id;
      break;
    }
    const auto& now = subjects.records.at({change.subject_kind, change.subject_id});
    page.changes.push_back(view(context, std::move(change), now));
  }
  return page;
}

}  // namespace weige::registry
