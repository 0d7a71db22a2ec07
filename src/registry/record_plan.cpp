#include "registry/record_plan.h"

#include <algorithm>

#include "registry/place_plan.h"
#include "standards/text_fold.h"

namespace weige::registry {
namespace {

// Writes `after` unless it says nothing new.
void plan_change(const Record& before, Record after, const Deciding& with, RowDecision& out) {
  if (!differences(&before, after).empty())
    out.writes.push_back({.after = std::move(after), .before = before, .valid_from = with.town.reference});
}

// What a row adds to what is planned already: a record that was not there yet.
const Record* planned(const RowDecision& out, RecordKind kind, std::int64_t id) {
  for (const auto& write : out.writes)
    if (write.after.kind == kind && write.after.id == id) return &write.after;
  return nullptr;
}

Filled plan_premises(const ParsedRow& row, const PlannedPlace& place, const Deciding& with,
                     RowDecision& out) {
  auto values = row.subject;
  if (!row.use.empty()) values.push_back({"use", row.use});
  for (auto& write : out.writes)
    if (write.after.kind == RecordKind::premises && write.after.id == place.premises_id) {
      (void)fill(write.after, values);
      return {};
    }
  const auto* premises = with.picture.find(RecordKind::premises, place.premises_id);
  if (!premises) return {};
  Record after = *premises;
  const auto filled = fill(after, values);
  plan_change(*premises, std::move(after), with, out);
  return filled;
}

// Labels that the premises do not have; those that the file does not name stay.
Filled plan_labels(const ParsedRow& row, const PlannedPlace& place, const Deciding& with, RowDecision& out) {
  Filled filled;
  for (const auto& label : row.labels) {
    const auto there = with.picture.labels_of(place.premises_id);
    const bool known = std::ranges::any_of(
        there, [&](const Record* each) { return each->text("label") == label && (*each)["open_key"]; });
    if (known) continue;
    Record record(RecordKind::premises_label);
    record.id = with.new_id();
    record.set_number("area_id", place.area_id);
    record["state"] = "current";
    record.set_number("premises_id", place.premises_id);
    record["label"] = label;
    record["evidence"] = "record";
    record["from_day"] = to_iso(with.town.reference);
    out.writes.push_back({.after = std::move(record), .valid_from = with.town.reference});
    filled.gaps = true;
  }
  return filled;
}

Filled plan_point(const ParsedRow& row, const PlannedPlace& place, const Deciding& with, RowDecision& out) {
  if (row.point.empty()) return {};
  for (auto& write : out.writes)
    if (write.after.kind == RecordKind::address && write.after.id == place.address_id) {
      (void)fill(write.after, row.point);
      return {};
    }
  const auto* address = with.picture.find(RecordKind::address, place.address_id);
  if (!address) return {};
  Record after = *address;
  const auto filled = fill(after, row.point);
  plan_change(*address, std::move(after), with, out);
  return filled;
}

const Record* find_organisation(const ParsedRow& row, const PlannedPlace& place, const Deciding& with) {
  if (!row.key.empty())
    if (const auto* known = with.picture.organisation(row.key)) return known;
  for (const auto* each : with.picture.organisations_at(place.premises_id)) {
    if (each->text("state") != "current" || standards::fold_text(each->text("name")) != row.name_key)
      continue;
    if (row.key.empty() || !(*each)["credit_code"]) return each;
  }
  return nullptr;
}

}  // namespace

Filled fill(Record& record, std::span<const FieldValue> values) {
  Filled filled;
  for (const auto& value : values) {
    auto& slot = record[value.field];
    if (!slot)
      filled.gaps = true;
    else if (*slot != value.value)
      filled.changes = true;
    slot = value.value;
  }
  return filled;
}

RowOutcome outcome_of(const Filled& filled) {
  if (filled.changes) return RowOutcome::changed;
  return filled.gaps ? RowOutcome::fills_gap : RowOutcome::same;
}

void plan_address(const ParsedRow& row, const Deciding& with, RowDecision& out) {
  const bool premises = !row.use.empty() || !row.subject.empty() || !row.labels.empty();
  const auto place = plan_place(row, with, {.premises = premises, .door = premises, .use = "other"}, out);
  if (!place || any_fault(out.findings)) return;
  Filled filled;
  for (const auto& part : {plan_premises(row, *place, with, out), plan_labels(row, *place, with, out),
                           plan_point(row, *place, with, out)}) {
    filled.gaps = filled.gaps || part.gaps;
    filled.changes = filled.changes || part.changes;
  }
  const bool new_address = planned(out, RecordKind::address, place->address_id) &&
                           !with.picture.find(RecordKind::address, place->address_id);
  const bool new_premises = place->is_new && !new_address;
  out.outcome = new_address ? RowOutcome::added : outcome_of({filled.gaps || new_premises, filled.changes});
  out.subject_kind = place->premises_id != 0 ? RecordKind::premises : RecordKind::address;
  out.subject_id = place->premises_id != 0 ? place->premises_id : place->address_id;
}

void plan_organisation(const ParsedRow& row, const Deciding& with, RowDecision& out) {
  const auto place = plan_place(row, with, {.use = "other"}, out);
  if (!place || any_fault(out.findings)) return;
  out.subject_kind = RecordKind::organisation;
  const auto* known = find_organisation(row, *place, with);
  if (known &&
      !with.picture.scope.contains(known->area())) {  // whose it is lets it go, or the office moves it
    out.findings.push_back(fault(ProblemCode::outside_scope, row.number_column));
    return;
  }
  Record after = known ? *known : Record(RecordKind::organisation);
  const bool moves = known && known->number("premises_id") != place->premises_id;
  const auto filled = fill(after, row.subject);
  after.set_number("area_id", place->area_id);
  after.set_number("premises_id", place->premises_id);
  if (!known) {
    after.id = with.new_id();
    after["state"] = "current";
  }
  out.subject_id = after.id;
  if (!known)
    out.outcome = RowOutcome::added;
  else if (moves)
    out.outcome =
        with.picture.scope.contains(known->area()) ? RowOutcome::moved_within : RowOutcome::moved_in;
  else
    out.outcome = outcome_of(filled);
  if (known)
    plan_change(*known, std::move(after), with, out);
  else
    out.writes.push_back({.after = std::move(after), .valid_from = with.town.reference});
}

}  // namespace weige::registry
