#include "registry/import_plan.h"

#include <algorithm>
#include <array>

#include "registry/record_plan.h"

namespace weige::registry {
namespace {

constexpr std::array<std::string_view, 9> kOutcomes{
    "same", "fills_gap", "changed", "new", "moved_in", "moved_within", "ambiguous", "invalid", "refused"};

// Faulty rows go back; where only the sender's scope speaks against a row, it is refused.
void settle(RowDecision& out) {
  const auto code_is = [](ProblemCode code) {
    return [name = catalogue_entry(code).code](const Finding& each) {
      return !each.warning && each.code == name;
    };
  };
  if (!any_fault(out.findings)) return;
  out.writes.clear();
  out.subject_id = 0;
  const auto faults = std::ranges::count_if(out.findings, [](const Finding& each) { return !each.warning; });
  const auto only = [&](ProblemCode code) {
    return std::ranges::count_if(out.findings, code_is(code)) == faults;
  };
  out.outcome = only(ProblemCode::outside_scope)      ? RowOutcome::refused
                : only(ProblemCode::ambiguous_person) ? RowOutcome::ambiguous
                                                      : RowOutcome::invalid;
}

void refuse_beyond_scope(const ParsedRow& row, const Deciding& with, RowDecision& out) {
  for (const auto& write : out.writes) {
    if (with.picture.scope.contains(write.after.area()) || reaches_beyond(write, with.town)) continue;
    const auto column = row.number_column != 0 ? row.number_column : row.name_column;
    out.findings.push_back(fault(ProblemCode::outside_scope, column));
    return;
  }
}

}  // namespace

bool reaches_beyond(const PlannedWrite& write, const ImportTown& town) {
  switch (write.after.kind) {
    case RecordKind::address:
      return write.after.area() == town.area_id;
    case RecordKind::residence:
      return write.before.has_value();
    case RecordKind::employment:
      return true;
    default:
      return false;
  }
}

std::string_view code(RowOutcome outcome) {
  return kOutcomes[static_cast<std::size_t>(outcome)];
}

std::optional<RowOutcome> row_outcome_of(std::string_view text) {
  const auto found = std::ranges::find(kOutcomes, text);
  if (found == kOutcomes.end()) return std::nullopt;
  return static_cast<RowOutcome>(found - kOutcomes.begin());
}

bool is_taken(RowOutcome outcome) {
  return outcome < RowOutcome::ambiguous;
}

RowDecision decide(const ParsedRow& row, const Deciding& with) {
  RowDecision out{.findings = row.findings};
  switch (with.kind) {
    case TownFile::residents:
      plan_resident(row, with, out);
      break;
    case TownFile::addresses:
      plan_address(row, with, out);
      break;
    case TownFile::organisations:
      plan_organisation(row, with, out);
      break;
  }
  refuse_beyond_scope(row, with, out);
  settle(out);
  return out;
}

}  // namespace weige::registry
