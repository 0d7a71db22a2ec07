// Use cases of notes of the machine (machine_note.h): leaving one beside an SQLite file, and entering those
// that are there into the audit log.
#pragma once

#include <set>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "store/database.h"
#include "town/machine_note.h"

namespace weige::town {

// In the log at once where the database can be written, else beside its file until a server finds it.
// Problem: file_write.
Done tell_log(store::Database& database, const std::string& url, const MachineNote& note, Instant now);

// Names of notes that are entered and could not be removed, so that they are not entered again.
using EnteredNotes = std::set<std::string>;
// As the program itself; a note goes when its entry is durable. url: of the database. Left where they are:
// names that are none, moments that cannot be true, and all but empty regular files of this process's user or
// root.
void enter_notes(store::Database& database, const std::string& url, EnteredNotes& entered, Instant now);

}  // namespace weige::town
