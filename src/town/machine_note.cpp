#include "town/machine_note.h"

#include <algorithm>
#include <charconv>

namespace weige::town {
namespace {

constexpr std::string_view kBackupWord = "backup-", kDrillWord = "drill-";
constexpr std::size_t kMostDigits = 17;  // of microseconds: until the year 5138

bool is_hexadecimal(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

}  // namespace

bool is_believable(const MachineNote& note, Instant now) {
  constexpr Instant kFirst = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};
  return note.moment >= kFirst && note.moment <= now + std::chrono::minutes{10};
}

access::AuditAction action_of(MachineDeed deed) {
  return deed == MachineDeed::backup ? kBackupMade : kBackupDrilled;
}

std::string to_name(const MachineNote& note) {
  return std::string(note.deed == MachineDeed::backup ? kBackupWord : kDrillWord) +
         std::to_string(note.moment.time_since_epoch().count()) + "-" + note.backup;
}

std::optional<MachineNote> note_of(std::string_view name) {
  const auto whole = name;
  MachineNote note;
  const bool is_drill = name.starts_with(kDrillWord);
  if (!is_drill && !name.starts_with(kBackupWord)) return std::nullopt;
  note.deed = is_drill ? MachineDeed::drill : MachineDeed::backup;
  name.remove_prefix(is_drill ? kDrillWord.size() : kBackupWord.size());
  const auto dash = name.find('-');
  if (dash == name.npos || dash > kMostDigits) return std::nullopt;
  std::int64_t microseconds = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + dash, microseconds);
  if (error != std::errc{} || end != name.data() + dash) return std::nullopt;
  note.moment = Instant{std::chrono::microseconds{microseconds}};
  note.backup = name.substr(dash + 1);
  if (note.backup.size() != kNotedId || !is_hexadecimal(note.backup) || to_name(note) != whole)
    return std::nullopt;
  return note;
}

std::string audit_detail(const MachineNote& note) {
  return "backup=" + note.backup + ";made=" + to_rfc3339(note.moment);
}

}  // namespace weige::town
