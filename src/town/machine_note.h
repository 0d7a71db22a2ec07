// MachineNote: what was done at the machine beside a running server, which alone writes an SQLite file: the
// name of an empty file beside the database tells it until the server enters it into the audit log.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/audit.h"
#include "base/clock.h"

namespace weige::town {

inline constexpr access::SubjectKind kBackup{"backup"};
inline constexpr access::AuditAction kBackupMade{"backup.made"};
inline constexpr access::AuditAction kBackupDrilled{"backup.drilled"};
inline constexpr access::AuditAction kBackupRestored{"backup.restored"};

inline constexpr std::size_t kNotedId = 16;  // digits of a backup's id

enum class MachineDeed { backup, drill };
struct MachineNote {
  MachineDeed deed = MachineDeed::backup;
  Instant moment;      // whose data the backup holds
  std::string backup;  // kNotedId digits of its id
  bool operator==(const MachineNote&) const = default;
};

// Whether the moment is one that can be true: not of before the program, nor in the future but for clocks
// that differ.
bool is_believable(const MachineNote& note, Instant now);

access::AuditAction action_of(MachineDeed deed);
// "backup-1795413600000000-0123456789abcdef" and back; nullopt for anything else.
std::string to_name(const MachineNote& note);
std::optional<MachineNote> note_of(std::string_view name);
std::string audit_detail(const MachineNote& note);

}  // namespace weige::town
