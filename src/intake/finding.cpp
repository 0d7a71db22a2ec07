#include "intake/finding.h"

#include <algorithm>
#include <array>

#include "base/sha256.h"

namespace weige::intake {
namespace {

using registry::RowOutcome;

constexpr std::array<std::string_view, 8> kKinds{"fills_gap",    "changed",   "new_person", "moved_in",
                                                 "moved_within", "ambiguous", "gone",       "reported"};
constexpr std::array<std::string_view, 3> kStates{"open", "applied", "refuted"};

void append_values(std::string& out, const std::vector<registry::FieldValue>& values) {
  std::vector<std::string> lines;
  for (const auto& each : values) lines.push_back(std::string(each.field) + "=" + each.value);
  std::ranges::sort(lines);
  for (const auto& line : lines) out.append(line).append("\n");
}

std::string hashed(const std::string& text) {
  return sha256_hex(text).substr(0, 32);
}

}  // namespace

std::string_view code(FindingKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}

std::optional<FindingKind> finding_kind_of(std::string_view text) {
  const auto found = std::ranges::find(kKinds, text);
  if (found == kKinds.end()) return std::nullopt;
  return static_cast<FindingKind>(found - kKinds.begin());
}

std::vector<FindingKind> all_finding_kinds() {
  std::vector<FindingKind> out;
  for (std::size_t i = 0; i < kKinds.size(); ++i) out.push_back(static_cast<FindingKind>(i));
  return out;
}

std::optional<FindingKind> finding_kind_of(RowOutcome outcome) {
  switch (outcome) {
    case RowOutcome::fills_gap:
      return FindingKind::fills_gap;
    case RowOutcome::changed:
      return FindingKind::changed;
    case RowOutcome::added:
      return FindingKind::new_person;
    case RowOutcome::moved_in:
      return FindingKind::moved_in;
    case RowOutcome::moved_within:
      return FindingKind::moved_within;
    case RowOutcome::ambiguous:
      return FindingKind::ambiguous;
    default:
      return std::nullopt;
  }
}

std::string_view code(FindingState state) {
  return kStates[static_cast<std::size_t>(state)];
}

std::optional<FindingState> finding_state_of(std::string_view text) {
  const auto found = std::ranges::find(kStates, text);
  if (found == kStates.end()) return std::nullopt;
  return static_cast<FindingState>(found - kStates.begin());
}

// For somebody known: what would be written. For others: all that the row says.
std::string mark_of(FindingKind kind, const registry::ParsedRow& row, const registry::RowDecision& decision) {
  std::string text = std::string(code(kind)) + "\n";
  const bool known = row.person.value_or(0) != 0;
  if (known) {
    text += std::to_string(*row.person) + "\n";
    for (const auto& write : decision.writes)
      for (const auto& change : registry::differences(write.before ? &*write.before : nullptr, write.after))
        if (change.field != "from_day" && !change.field.ends_with("_id"))
          text += std::string(registry::code(write.after.kind)) + "." + change.field + "=" +
                  change.to.value_or("") + "\n";
  } else {
    append_values(text, row.subject);
  }
  if (row.address) text += row.address->canonical();
  for (const auto& each : row.employment)
    if (each.field == "credit_code") text += "\n" + each.value;
  return hashed(text);
}

FindingEvents& finding_events() {
  static FindingEvents events;
  return events;
}

const FindingEvents& no_followers() {
  static const FindingEvents events;
  return events;
}

std::string mark_of_gone(std::string_view what, std::int64_t id) {
  return hashed("gone\n" + std::string(what) + "\n" + std::to_string(id));
}

std::string mark_of_report(const Roster& roster, std::string_view canonical, std::string_view cells) {
  const auto where = canonical.empty() ? "post " + std::to_string(roster.post.value) : std::string(canonical);
  return hashed("report\n" + std::string(code(*roster.report)) + "\n" + to_iso(roster.reference) + "\n" +
                where + "\n" + std::string(cells));
}

std::string mark_on(std::string_view mark, Day day) {
  return hashed(std::string(mark) + "\n" + to_iso(day));
}

}  // namespace weige::intake
